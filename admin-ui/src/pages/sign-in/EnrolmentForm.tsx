import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginEnrolment, confirmEnrolment } from '../../api/session.ts';
import { useSubmit } from '../../app/use-submit.ts';

/** The second factor: password once more, the QR code, the first code, and recovery codes to keep. */
export function EnrolmentForm({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [enrolment, setEnrolment] = useState<{ uri: string; recoveryCodes: string[] }>();
  const [code, setCode] = useState('');
  const begin = useSubmit(async () => setEnrolment(await beginEnrolment(password)));
  const confirm = useSubmit(async () => {
    await confirmEnrolment(code);
    await onDone();
  });
  const picture = useQrCode(enrolment?.uri);
  if (!enrolment) {
    return (
      <Box
        component="form"
        noValidate
        onSubmit={begin.submit}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}
      >
        <Typography variant="body2">{t('signIn.enrolHelp')}</Typography>
        {begin.problem && <Alert severity="error">{begin.problem.message}</Alert>}
        <TextField
          label={t('signIn.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" variant="contained" size="large" loading={begin.busy} disabled={!password}>
          {t('signIn.continue')}
        </Button>
      </Box>
    );
  }
  const secret = new URL(enrolment.uri).searchParams.get('secret') ?? '';
  return (
    <Box
      component="form"
      noValidate
      onSubmit={confirm.submit}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}
    >
      <Typography variant="body2">{t('signIn.scan')}</Typography>
      {picture && (
        <Box component="img" src={picture} alt={t('signIn.qr')} sx={{ width: 200, height: 200, alignSelf: 'center' }} />
      )}
      <TextField label={t('signIn.secret')} value={secret} slotProps={{ htmlInput: { readOnly: true } }} />
      <Typography variant="h2">{t('signIn.recoveryCodes')}</Typography>
      <Typography variant="body2">{t('signIn.recoveryCodesHelp')}</Typography>
      <Box
        component="ul"
        aria-label={t('signIn.recoveryCodes')}
        sx={{ m: 0, pl: 2.5, columns: 2, fontFamily: 'monospace' }}
      >
        {enrolment.recoveryCodes.map((recovery) => (
          <li key={recovery}>{recovery}</li>
        ))}
      </Box>
      {confirm.problem && <Alert severity="error">{confirm.problem.message}</Alert>}
      <TextField
        label={t('signIn.oneTimeCode')}
        helperText={t('signIn.codeHelp')}
        autoComplete="one-time-code"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" variant="contained" size="large" loading={confirm.busy} disabled={code.trim().length < 6}>
        {t('signIn.confirm')}
      </Button>
    </Box>
  );
}

/** Drawn here, so that the secret goes nowhere else. */
function useQrCode(text: string | undefined): string | undefined {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    if (!text) return;
    let wanted = true;
    void import('qrcode').then(async (library) => {
      const drawn = await library.toDataURL(text, { margin: 1, width: 400 });
      if (wanted) setPicture(drawn);
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  return picture;
}
