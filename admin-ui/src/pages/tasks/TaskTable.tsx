import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../api/directory.ts';
import type { TaskSummary } from '../../api/work.ts';
import { Due } from '../../app/Due.tsx';
import { useSession } from '../../app/session.tsx';
import { InnerLink } from '../../app/InnerLink.tsx';
import { say } from '../../i18n/index.ts';

interface TaskTableProps {
  items: readonly TaskSummary[];
  busy: string | undefined;
  onAct: (action: 'claim' | 'release', task: TaskSummary) => Promise<void>;
}

/** A table where there is room for one, cards on a phone. */
export function TaskTable(props: TaskTableProps) {
  const narrow = useMediaQuery(useTheme().breakpoints.down('md'));
  return narrow ? <Cards {...props} /> : <Wide {...props} />;
}

function Wide({ items, busy, onAct }: TaskTableProps) {
  const { t } = useTranslation();
  return (
    <TableContainer>
      <Table size="small" aria-label={t('tasks.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('tasks.column.number')}</TableCell>
            <TableCell>{t('tasks.column.title')}</TableCell>
            <TableCell aria-sort="ascending">{t('tasks.column.due')} ↑</TableCell>
            <TableCell>{t('tasks.column.priority')}</TableCell>
            <TableCell>{t('tasks.column.holder')}</TableCell>
            <TableCell>{t('tasks.column.actions')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((task) => (
            <TableRow key={task.id} hover>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{task.number}</TableCell>
              <TableCell>
                <TitleLink task={task} />
                <Typography variant="body2" color="text.secondary">
                  {say(task.procedure)}
                </Typography>
              </TableCell>
              <TableCell>
                <Due at={task.dueAt} overdue={task.overdue} />
              </TableCell>
              <TableCell>
                <Priority value={task.priority} />
              </TableCell>
              <TableCell>
                <Holder task={task} />
              </TableCell>
              <TableCell>
                <ClaimButton task={task} busy={busy} onAct={onAct} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Cards({ items, busy, onAct }: TaskTableProps) {
  const { t } = useTranslation();
  return (
    <Box component="ul" aria-label={t('tasks.title')} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {items.map((task) => (
        <Box component="li" key={task.id} sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
          <TitleLink task={task} />
          <Typography variant="body2" color="text.secondary">
            {task.number} · {say(task.procedure)}
          </Typography>
          <Due at={task.dueAt} overdue={task.overdue} />
          <Typography variant="body2" component="div">
            {t('tasks.column.priority')}: <Priority value={task.priority} />
          </Typography>
          <Typography variant="body2" component="div" sx={{ mb: 0.5 }}>
            <Holder task={task} />
          </Typography>
          <ClaimButton task={task} busy={busy} onAct={onAct} />
        </Box>
      ))}
    </Box>
  );
}

function TitleLink({ task }: { task: TaskSummary }) {
  return (
    <InnerLink
      to="/cases/$instanceId"
      params={{ instanceId: task.instanceId }}
      search={{ task: task.id }}
      sx={{ fontWeight: 600 }}
    >
      {say(task.title)}
    </InnerLink>
  );
}

function Holder({ task }: { task: TaskSummary }) {
  const { t } = useTranslation();
  const nameOf = useNames();
  return <>{task.claim ? nameOf({ id: task.claim.by }) : t('tasks.nobody')}</>;
}

function Priority({ value }: { value: number }) {
  const { t } = useTranslation();
  const level = value > 60 ? 'high' : value < 40 ? 'low' : 'normal';
  return (
    <Box
      component="span"
      sx={level === 'high' ? { color: 'error.main', fontWeight: 700 } : { color: 'text.primary' }}
      title={String(value)}
    >
      {t(`tasks.priority.${level}`)}
    </Box>
  );
}

function ClaimButton({ task, busy, onAct }: { task: TaskSummary } & Pick<TaskTableProps, 'busy' | 'onAct'>) {
  const { t } = useTranslation();
  const { me, has } = useSession();
  const held = task.claim?.by === me?.id;
  if (task.performer === 'applicant' || (task.claim && !held)) return null;
  if (!has('administrator', 'official', 'senior', 'head')) return null;
  const action = held ? 'release' : 'claim';
  const words = t(`tasks.${action}`);
  return (
    <Button
      size="small"
      variant={held ? 'text' : 'outlined'}
      loading={busy === task.id}
      aria-label={t('tasks.of', { action: words, title: say(task.title), number: task.number ?? '' })}
      onClick={() => void onAct(action, task)}
    >
      {words}
    </Button>
  );
}
