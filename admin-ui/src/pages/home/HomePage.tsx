import { Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';

export function HomePage() {
  const { t } = useTranslation();
  const { me } = useSession();
  return <Typography variant="h1">{t('home.hello', { name: me?.name })}</Typography>;
}
