import { Alert, Box, Button } from '@mui/material';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';

/** What a page shows when it could not be shown; nothing typed elsewhere is lost by trying again. */
export function RouteError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <Box component="main" sx={{ p: 3 }}>
      <Alert severity="error" action={<Button onClick={() => void router.invalidate()}>{t('app.retry')}</Button>}>
        {error instanceof Problem ? error.message : t('app.fault')}
      </Alert>
    </Box>
  );
}
