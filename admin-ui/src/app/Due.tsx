import { Box } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { distanceInWords, instantInWords, urgencyOf } from './dates.ts';

const colours = { overdue: 'error.main', soon: 'warning.main', later: 'text.primary' } as const;

/** A due instant in words and colour; the words alone say it too. */
export function Due({ at, overdue = false, running = true }: { at?: string; overdue?: boolean; running?: boolean }) {
  const { t, i18n } = useTranslation();
  if (!at) return <>{t('due.none')}</>;
  const now = Date.now();
  const urgency = urgencyOf(at, overdue, now);
  const when = distanceInWords(at, now, i18n.language);
  const late = new Date(at).getTime() < now ? t('due.overdue', { when }) : t('due.overdueByCase');
  return (
    <span>
      {running && (
        <Box
          component="span"
          sx={{ display: 'block', color: colours[urgency], fontWeight: urgency === 'later' ? 400 : 700 }}
        >
          {urgency === 'overdue' ? late : when}
        </Box>
      )}
      <Box
        component="time"
        dateTime={at}
        sx={{ display: 'block', color: 'text.secondary', fontSize: '0.85em', whiteSpace: 'nowrap' }}
      >
        {instantInWords(at, i18n.language)}
      </Box>
    </span>
  );
}
