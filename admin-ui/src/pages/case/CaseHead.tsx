import { Box, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/work.ts';
import { instantInWords } from '../../app/dates.ts';
import { Due } from '../../app/Due.tsx';
import { say } from '../../i18n/index.ts';

/** Where the case stands, at a glance. */
export function CaseHead({ one }: { one: Case }) {
  const { t, i18n } = useTranslation();
  const status = one.status ? say(one.status.title) : t(`cases.engine.${one.engineStatus}`);
  return (
    <Paper
      component="dl"
      variant="outlined"
      sx={{ p: 2, m: 0, mb: 2, display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1 }}
    >
      <Fact name={t('case.status')}>
        <strong>{status}</strong>
        {one.status?.reason ? `: ${say(one.status.reason)}` : ''}
      </Fact>
      <Fact name={t('case.dueAt')}>
        <Due at={one.dueAt} overdue={one.overdue} running={one.endedAt === undefined} />
      </Fact>
      {one.startedAt && <Fact name={t('case.started')}>{instantInWords(one.startedAt, i18n.language)}</Fact>}
      {one.endedAt && <Fact name={t('case.ended')}>{instantInWords(one.endedAt, i18n.language)}</Fact>}
      {Math.abs(new Date(one.clock).getTime() - Date.now()) > 600_000 && (
        <Fact name={t('case.clock')}>{instantInWords(one.clock, i18n.language)}</Fact>
      )}
      <Fact name={t('case.version')}>{one.version}</Fact>
    </Paper>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Box>
      <Typography component="dt" variant="body2" color="text.secondary">
        {name}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        {children}
      </Box>
    </Box>
  );
}
