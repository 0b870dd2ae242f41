import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Box component="main" sx={{ p: 4 }}>
      <Typography variant="h1">{t('app.notFound')}</Typography>
    </Box>
  );
}
