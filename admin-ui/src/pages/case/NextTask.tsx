import { Alert, Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listTasks, type UserTask } from '../../api/work.ts';
import { InnerLink } from '../../app/InnerLink.tsx';
import { say } from '../../i18n/index.ts';

/** After a completion: what to do next, first in the same case, then what one holds, then what is free. */
export function NextTask({ completed }: { completed: UserTask }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['tasks', 'next', completed.id],
    queryFn: async () => {
      const free = { whose: 'candidate', claimed: false, limit: 2 } as const;
      const pages = await Promise.all([
        listTasks({ ...free, instanceId: completed.instanceId }),
        listTasks({ whose: 'mine', limit: 2 }),
        listTasks(free),
      ]);
      return pages.flatMap(({ items }) => items).find(({ id }) => id !== completed.id) ?? null;
    },
  });
  return (
    <Alert severity="success" sx={{ mb: 2 }} role="status">
      {t('work.completed', { title: say(completed.title) })}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
        {data && (
          <InnerLink to="/cases/$instanceId" params={{ instanceId: data.instanceId }} search={{ task: data.id }}>
            {t('work.next', { title: say(data.title), number: data.number ?? '' })}
          </InnerLink>
        )}
        {data === null && <span>{t('work.noNext')}</span>}
        <InnerLink to="/">{t('work.toList')}</InnerLink>
      </Box>
    </Alert>
  );
}
