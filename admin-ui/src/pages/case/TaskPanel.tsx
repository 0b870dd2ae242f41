import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../api/directory.ts';
import { claimTask, completeTask, getTask, releaseTask, type UserTask } from '../../api/work.ts';
import { Due } from '../../app/Due.tsx';
import { ListState } from '../../app/ListState.tsx';
import { useSession } from '../../app/session.tsx';
import { useSubmit } from '../../app/use-submit.ts';
import { type FormData, SchemaForm } from '../../forms/SchemaForm.tsx';
import { say } from '../../i18n/index.ts';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';
import { Section } from './Section.tsx';
import { type Picked, TaskDocuments } from './TaskDocuments.tsx';

interface TaskPanelProps {
  taskId: string;
  onCompleted: (task: UserTask) => Promise<void>;
}

/** The user task: who holds it, its form, its documents, its outcomes. */
export function TaskPanel({ taskId, onCompleted }: TaskPanelProps) {
  const asked = useQuery({ queryKey: ['task', taskId], queryFn: () => getTask(taskId) });
  const task = asked.data;
  const { t } = useTranslation();
  if (!task) {
    return (
      <Section title={t('work.task')}>
        <ListState asked={asked} />
      </Section>
    );
  }
  return (
    <Section title={say(task.title)}>
      {task.description && <Typography sx={{ mb: 1 }}>{say(task.description)}</Typography>}
      <Box sx={{ mb: 2 }}>
        <Due at={task.dueAt} overdue={task.overdue} />
      </Box>
      <ListState asked={asked} />
      <Holding task={task} />
      {task.state === 'open' ? (
        <Completion task={task} onCompleted={onCompleted} />
      ) : (
        <Alert severity="info">{t('work.closed')}</Alert>
      )}
    </Section>
  );
}

function Holding({ task }: { task: UserTask }) {
  const { t } = useTranslation();
  const { me } = useSession();
  const nameOf = useNames();
  const client = useQueryClient();
  const held = task.claim?.by === me?.id;
  const { problem, busy, submit } = useSubmit(async () => {
    try {
      if (held) await releaseTask(task.id);
      else await claimTask(task.id);
    } finally {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['task', task.id] }),
        client.invalidateQueries({ queryKey: ['tasks'] }),
      ]);
    }
  });
  if (task.state !== 'open') return null;
  return (
    <Box sx={{ mb: 2, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      {problem && <Alert severity="error">{problem.message}</Alert>}
      {task.claim && !held ? (
        <Alert severity="warning">{t('work.heldByOther', { name: nameOf({ id: task.claim.by }) })}</Alert>
      ) : (
        <>
          <span>
            {t('tasks.column.holder')}: {task.claim ? nameOf({ id: task.claim.by }) : t('tasks.nobody')}
          </span>
          <Button size="small" variant="outlined" loading={busy} onClick={() => void submit()}>
            {t(held ? 'tasks.release' : 'tasks.claim')}
          </Button>
        </>
      )}
    </Box>
  );
}

const nothingAsked: RJSFSchema = { type: 'object', properties: {} };

function Completion({ task, onCompleted }: { task: UserTask; onCompleted: TaskPanelProps['onCompleted'] }) {
  const { t } = useTranslation();
  const { me } = useSession();
  const person = me?.id ?? '';
  const [draft, setDraft] = useState(() => readDraft(person, task.id) ?? { form: {}, reason: '' });
  const [picked, setPicked] = useState<Picked[]>([]);
  const [reasonMissing, setReasonMissing] = useState(false);
  const outcome = useRef<string>(undefined);
  const reasonField = useRef<HTMLInputElement>(null);
  // One key for one intention: what was sent and not answered may be sent again without being done twice.
  const sent = useRef<{ body: string; key: string }>(undefined);
  const needing = task.outcomes.filter(({ requiresReason }) => requiresReason);
  const change = (next: Partial<typeof draft>) => {
    const changed = { ...draft, ...next };
    setDraft(changed);
    keepDraft(person, task.id, changed);
  };
  const { problem, busy, submit } = useSubmit(async () => {
    const body = {
      ...(outcome.current ? { outcome: outcome.current } : {}),
      ...(draft.reason.trim() ? { reason: draft.reason.trim() } : {}),
      ...(task.form ? { form: draft.form } : {}),
      ...(picked.length > 0 ? { documents: picked.map(({ document, file }) => ({ document, fileId: file.id })) } : {}),
    };
    const text = JSON.stringify(body);
    if (sent.current?.body !== text) sent.current = { body: text, key: crypto.randomUUID() };
    await completeTask(task.id, body, sent.current.key);
    dropDraft(person, task.id);
    await onCompleted(task);
  });
  const send = () => {
    const missing = needing.some(({ key }) => key === outcome.current) && draft.reason.trim() === '';
    setReasonMissing(missing);
    if (missing) reasonField.current?.focus();
    else void submit();
  };
  return (
    <SchemaForm
      id={`task-${task.elementId}`}
      schema={(task.form?.schema as RJSFSchema | undefined) ?? nothingAsked}
      ui={task.form?.ui as UiSchema | undefined}
      data={draft.form as FormData}
      onChange={(form) => change({ form })}
      onSubmit={send}
      disabled={busy}
    >
      <TaskDocuments rules={task.documents} picked={picked} onChange={setPicked} />
      {needing.length > 0 && (
        <TextField
          multiline
          minRows={2}
          sx={{ mt: 2 }}
          inputRef={reasonField}
          label={t('work.reason')}
          value={draft.reason}
          error={reasonMissing}
          helperText={
            reasonMissing
              ? t('lists.reasonNeeded')
              : t('work.reasonHelp', { outcomes: needing.map(({ title }) => `«${say(title)}»`).join(', ') })
          }
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      <Box aria-live="polite">
        {problem && (
          <Alert severity="error" sx={{ mt: 2 }}>
            {problem.message}
            {problem.errors.length > 0 && (
              <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                {problem.errors.map((error) => (
                  <li key={`${error.code}${error.pointer}`}>{error.message}</li>
                ))}
              </Box>
            )}
          </Alert>
        )}
      </Box>
      <Box
        role={task.outcomes.length > 0 ? 'group' : undefined}
        aria-label={task.outcomes.length > 0 ? t('work.outcomes') : undefined}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}
      >
        {task.outcomes.length === 0 && (
          <Button type="submit" variant="contained" loading={busy}>
            {t('work.complete')}
          </Button>
        )}
        {task.outcomes.map(({ key, title }) => (
          <Button
            key={key}
            type="submit"
            variant="outlined"
            loading={busy && outcome.current === key}
            disabled={busy}
            onClick={() => {
              outcome.current = key;
            }}
          >
            {say(title)}
          </Button>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {t('work.draft')}
      </Typography>
    </SchemaForm>
  );
}
