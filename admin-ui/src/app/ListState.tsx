import { Alert, Box, Button, CircularProgress } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';

interface Asked {
  isPending: boolean;
  error: unknown;
  data: unknown;
  refetch: () => unknown;
}

/** What stands in place of data: still loading, refused or unreachable. With former data at hand, a note above them. */
export function ListState({ asked }: { asked: Asked }) {
  const { t } = useTranslation();
  if (asked.error) {
    const words = asked.error instanceof Problem ? asked.error.message : t('app.fault');
    return (
      <Alert
        severity={asked.data ? 'warning' : 'error'}
        sx={{ my: 1 }}
        action={
          <Button color="inherit" onClick={() => void asked.refetch()}>
            {t('app.retry')}
          </Button>
        }
      >
        {words} {asked.data ? t('lists.stale') : ''}
      </Alert>
    );
  }
  if (!asked.isPending) return null;
  return (
    <Box sx={{ py: 6, textAlign: 'center' }}>
      <CircularProgress aria-label={t('app.loading')} />
    </Box>
  );
}
