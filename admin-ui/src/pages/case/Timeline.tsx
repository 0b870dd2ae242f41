import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../api/directory.ts';
import type { Case } from '../../api/work.ts';
import { instantInWords } from '../../app/dates.ts';
import { say } from '../../i18n/index.ts';
import { Section } from './Section.tsx';

/** The course of the case in words, the newest first. */
export function Timeline({ entries }: { entries: Case['timeline'] }) {
  const { t, i18n } = useTranslation();
  const nameOf = useNames();
  return (
    <Section title={t('case.timeline')}>
      <Box component="ol" reversed aria-label={t('case.timeline')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {entries.toReversed().map((entry, index) => (
          <Box
            component="li"
            key={`${entry.seq}.${entries.length - index}`}
            sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5, pb: 1.5 }}
          >
            <Typography variant="body2" color="text.secondary">
              <time dateTime={entry.at}>{instantInWords(entry.at, i18n.language)}</time> · {nameOf(entry.actor)}
            </Typography>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{say(entry.text)}</Typography>
            {entry.reason && (
              <Typography variant="body2">
                {t('lists.reason')}: {say(entry.reason)}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </Section>
  );
}
