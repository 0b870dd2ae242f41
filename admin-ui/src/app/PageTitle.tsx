import RefreshIcon from '@mui/icons-material/Refresh';
import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface PageTitleProps {
  title: string;
  onRefresh?: () => unknown;
  busy?: boolean;
  children?: ReactNode;
}

/** Heading of a page and its name in the browser's tab. */
export function PageTitle({ title, onRefresh, busy = false, children }: PageTitleProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} — ${t('app.name')}`;
  }, [title, t]);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 2 }}>
      <Typography variant="h1" sx={{ flexGrow: 1 }}>
        {title}
      </Typography>
      {children}
      {onRefresh && (
        <Button startIcon={<RefreshIcon />} loading={busy} onClick={() => void onRefresh()}>
          {t('lists.refresh')}
        </Button>
      )}
    </Box>
  );
}
