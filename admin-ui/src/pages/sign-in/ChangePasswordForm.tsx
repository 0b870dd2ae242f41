import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../api/session.ts';
import { useSubmit } from '../../app/use-submit.ts';

/** A new password of one's own choice; every reason for refusing it is shown at once. */
export function ChangePasswordForm({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const { problem, busy, submit } = useSubmit(async () => {
    await changePassword(current, next);
    await onDone();
  });
  const differs = again !== '' && again !== next;
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography variant="body2">{t('signIn.newPasswordHelp')}</Typography>
      {problem && (
        <Alert severity="error">
          {problem.message}
          {problem.errors.length > 0 && (
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {problem.errors.map((error) => (
                <li key={error.code}>{error.message}</li>
              ))}
            </Box>
          )}
        </Alert>
      )}
      <TextField
        label={t('signIn.currentPassword')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <TextField
        label={t('signIn.nextPassword')}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <TextField
        label={t('signIn.repeatPassword')}
        type="password"
        autoComplete="new-password"
        error={differs}
        helperText={differs ? t('signIn.differs') : ' '}
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
      <Button
        type="submit"
        variant="contained"
        size="large"
        loading={busy}
        disabled={!current || !next || next !== again}
      >
        {t('signIn.save')}
      </Button>
    </Box>
  );
}
