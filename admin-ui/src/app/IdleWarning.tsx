import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onActivity } from '../api/http.ts';
import { whoAmI } from '../api/session.ts';
import { useSession } from './session.tsx';

const warnSeconds = 120;

/** Warns before the idle end. Drafts are on the server already: nothing typed is lost either way. */
export function IdleWarning() {
  const { t } = useTranslation();
  const { me, refresh } = useSession();
  const idle = me?.idleSeconds ?? 0;
  const [endsAt, setEndsAt] = useState(() => Date.now() + idle * 1000);
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => onActivity(() => setEndsAt(Date.now() + idle * 1000)), [idle]);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.ceil((endsAt - Date.now()) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [endsAt]);
  const over = left <= 0;
  useEffect(() => {
    if (over) void refresh();
  }, [over, refresh]);
  return (
    <Dialog open={left <= warnSeconds && left > 0} aria-labelledby="idle-title">
      <DialogTitle id="idle-title">{t('idle.title')}</DialogTitle>
      <DialogContent>{t('idle.text', { count: left })}</DialogContent>
      <DialogActions>
        <Button
          variant="contained"
          autoFocus
          onClick={() => void whoAmI().then(() => setLeft(Number.POSITIVE_INFINITY))}
        >
          {t('idle.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
