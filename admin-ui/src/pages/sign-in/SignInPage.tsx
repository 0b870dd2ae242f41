import { Alert, Box, Button, Card, CardContent, Link, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Next, provideSecondFactor, signIn } from '../../api/session.ts';
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx';
import { useSession } from '../../app/session.tsx';
import { useSubmit } from '../../app/use-submit.ts';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';
import { EnrolmentForm } from './EnrolmentForm.tsx';

/** Signing in, step by step: password, code, and the duties of a first visit. */
export function SignInPage() {
  const { me, refresh } = useSession();
  const [step, setStep] = useState<Next | 'password'>('password');
  const duty = me?.duty ?? (step === 'password' || step === 'secondFactor' ? step : undefined);
  const advance = async (next: Next) => {
    if (next === 'secondFactor') setStep(next);
    else await refresh();
  };
  switch (duty) {
    case 'changePassword':
      return (
        <Frame title="signIn.newPassword">
          <ChangePasswordForm onDone={refresh} />
        </Frame>
      );
    case 'enrolSecondFactor':
      return (
        <Frame title="signIn.enrol">
          <EnrolmentForm onDone={refresh} />
        </Frame>
      );
    case 'secondFactor':
      return (
        <Frame title="signIn.code">
          <CodeForm onNext={advance} onBack={() => setStep('password')} />
        </Frame>
      );
    default:
      return (
        <Frame title="signIn.title">
          <PasswordForm onNext={advance} />
        </Frame>
      );
  }
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'flex', alignItems: 'center', justifyContent: 'center', p: 2 }}
    >
      <Card sx={{ width: '100%', maxWidth: 440 }}>
        <CardContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
            <Typography component="p" sx={{ fontWeight: 700, color: 'primary.main' }}>
              {t('app.name')}
            </Typography>
            <LanguageSwitch />
          </Box>
          <Typography variant="h1">{t(title)}</Typography>
          {children}
        </CardContent>
      </Card>
    </Box>
  );
}

function PasswordForm({ onNext }: { onNext: (next: Next) => Promise<void> }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { problem, busy, submit } = useSubmit(async () => onNext((await signIn(email, password)).next));
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      {problem && <Alert severity="error">{problem.message}</Alert>}
      <TextField
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t('signIn.password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="contained" size="large" loading={busy} disabled={!email || !password}>
        {t('signIn.enter')}
      </Button>
      <Typography variant="body2" color="text.secondary">
        {t('signIn.forgotten')}
      </Typography>
    </Box>
  );
}

function CodeForm({ onNext, onBack }: { onNext: (next: Next) => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  const { problem, busy, submit } = useSubmit(async () => onNext((await provideSecondFactor(code, recovery)).next));
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      {problem && (
        <Alert
          severity="error"
          action={problem.code === 'signIn.expired' ? <Button onClick={onBack}>{t('signIn.again')}</Button> : undefined}
        >
          {problem.message}
        </Alert>
      )}
      <TextField
        label={t(recovery ? 'signIn.recoveryCode' : 'signIn.oneTimeCode')}
        helperText={t(recovery ? 'signIn.recoveryHelp' : 'signIn.codeHelp')}
        autoComplete="one-time-code"
        slotProps={{ htmlInput: { inputMode: recovery ? 'text' : 'numeric' } }}
        autoFocus
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" variant="contained" size="large" loading={busy} disabled={code.trim().length < 6}>
        {t('signIn.enter')}
      </Button>
      <Link component="button" type="button" onClick={() => setRecovery(!recovery)}>
        {t(recovery ? 'signIn.useCode' : 'signIn.useRecovery')}
      </Link>
    </Box>
  );
}
