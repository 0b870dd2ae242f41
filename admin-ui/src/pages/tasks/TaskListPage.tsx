import { Alert, Box, Button, Paper, Snackbar, Tab, Tabs, Typography } from '@mui/material';
import { useInfiniteQuery, useQueries, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroupTitles } from '../../api/directory.ts';
import { Problem } from '../../api/problem.ts';
import { claimTask, listTasks, releaseTask, type TaskSummary } from '../../api/work.ts';
import { ListState } from '../../app/ListState.tsx';
import { PageTitle } from '../../app/PageTitle.tsx';
import { useSession } from '../../app/session.tsx';
import { say } from '../../i18n/index.ts';
import { type Queue, queuesOf } from './queues.ts';
import { TaskTable } from './TaskTable.tsx';

const pageSize = 50;

/** What an official comes for: the queues, the earliest due first. */
export function TaskListPage() {
  const { t } = useTranslation();
  const { me, has } = useSession();
  const queues = useMemo(() => queuesOf(me?.groups ?? [], has('administrator', 'head', 'auditor')), [me?.groups, has]);
  const { queue: asked } = useSearch({ from: '/staff/' });
  const queue = queues.find(({ id }) => id === asked) ?? (queues[0] as Queue);
  const navigate = useNavigate();
  const counts = useCounts(queues);
  const groupTitle = useGroupTitles();
  const list = useInfiniteQuery({
    queryKey: ['tasks', queue.id],
    queryFn: ({ pageParam, signal }) =>
      listTasks({ ...queue.query, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const { busy, note, setNote, act } = useClaims();
  const client = useQueryClient();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle
        title={t('tasks.title')}
        busy={list.isRefetching}
        onRefresh={() => client.invalidateQueries({ queryKey: ['tasks'] })}
      />
      <Paper variant="outlined" sx={{ px: { xs: 0, sm: 1 } }}>
        <Tabs
          value={queue.id}
          onChange={(_, id: string) => void navigate({ to: '/', search: { queue: id } })}
          variant="scrollable"
          allowScrollButtonsMobile
          aria-label={t('tasks.queues')}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          {queues.map((one) => (
            <Tab
              key={one.id}
              value={one.id}
              id={`tab-${one.id}`}
              aria-controls={one.id === queue.id ? 'queue' : undefined}
              label={`${t(`tasks.queue.${one.words}`, { group: one.group ? groupTitle(one.group) : '' })}${counts(one.id)}`}
            />
          ))}
        </Tabs>
        <Box role="tabpanel" id="queue" aria-labelledby={`tab-${queue.id}`} tabIndex={0} sx={{ p: { xs: 1, sm: 2 } }}>
          <ListState asked={list} />
          {list.data && items.length === 0 && (
            <Typography sx={{ py: 4, textAlign: 'center' }} color="text.secondary">
              {t(`tasks.empty.${queue.words}`)}
            </Typography>
          )}
          {items.length > 0 && <TaskTable items={items} busy={busy} onAct={act} />}
          {list.hasNextPage && (
            <Box sx={{ textAlign: 'center', pt: 2 }}>
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('lists.more')}
              </Button>
              <Typography variant="body2" color="text.secondary">
                {t('lists.atLeast', { count: items.length })}
              </Typography>
            </Box>
          )}
        </Box>
      </Paper>
      <Snackbar open={note !== undefined} autoHideDuration={8_000} onClose={() => setNote(undefined)}>
        <Alert severity={note?.severity ?? 'success'} variant="filled" onClose={() => setNote(undefined)}>
          {note?.words}
        </Alert>
      </Snackbar>
    </>
  );
}

/** How many stand in each queue, as far as one page can tell. */
function useCounts(queues: readonly Queue[]): (id: string) => string {
  const answers = useQueries({
    queries: queues.map((queue) => ({
      queryKey: ['tasks', 'count', queue.id],
      queryFn: () => listTasks({ ...queue.query, limit: pageSize }),
    })),
  });
  return (id) => {
    const page = answers[queues.findIndex((queue) => queue.id === id)]?.data;
    return page ? ` (${page.items.length}${page.nextCursor ? '+' : ''})` : '';
  };
}

function useClaims() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string>();
  const [note, setNote] = useState<{ severity: 'success' | 'error'; words: string }>();
  const act = async (action: 'claim' | 'release', task: TaskSummary) => {
    setBusy(task.id);
    try {
      if (action === 'claim') await claimTask(task.id);
      else await releaseTask(task.id);
      setNote({
        severity: 'success',
        words: t(action === 'claim' ? 'tasks.claimed' : 'tasks.released', { title: say(task.title) }),
      });
    } catch (error) {
      setNote({ severity: 'error', words: error instanceof Problem ? error.message : t('app.fault') });
    } finally {
      setBusy(undefined);
      await client.invalidateQueries({ queryKey: ['tasks'] });
    }
  };
  return { busy, note, setNote, act };
}
