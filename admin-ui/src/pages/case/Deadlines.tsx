import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/work.ts';
import { Due } from '../../app/Due.tsx';
import { say } from '../../i18n/index.ts';
import { Section } from './Section.tsx';

export function Deadlines({ deadlines }: { deadlines: Case['deadlines'] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('case.deadlines')}>
      {deadlines.length === 0 && <Typography color="text.secondary">{t('case.noDeadlines')}</Typography>}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {deadlines.map((deadline, index) => (
          <Box component="li" key={`${deadline.id}${index}`} sx={{ mb: 0.5 }}>
            {say(deadline.title)} — {t(`case.deadline.${deadline.state}`, { defaultValue: deadline.state })}
            {deadline.dueAt && (
              <Due at={deadline.dueAt} overdue={deadline.state === 'breached'} running={isOpen(deadline.state)} />
            )}
          </Box>
        ))}
      </Box>
    </Section>
  );
}

const isOpen = (state: string) => state === 'running' || state === 'breached';
