import { Alert, Box, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Case, getCase, getDefinitionVersion, type UserTask } from '../../api/work.ts';
import type { ProcessDefinition } from '../../../../definitions/schema/definition.ts';
import { Due } from '../../app/Due.tsx';
import { ListState } from '../../app/ListState.tsx';
import { PageTitle } from '../../app/PageTitle.tsx';
import { useSession } from '../../app/session.tsx';
import { InnerLink } from '../../app/InnerLink.tsx';
import { say } from '../../i18n/index.ts';
import { CaseData } from './CaseData.tsx';
import { CaseHead } from './CaseHead.tsx';
import { Deadlines } from './Deadlines.tsx';
import { Documents } from './Documents.tsx';
import { NextTask } from './NextTask.tsx';
import { Section } from './Section.tsx';
import { TaskPanel } from './TaskPanel.tsx';
import { Timeline } from './Timeline.tsx';

/** One case, with the open user task beside everything known about it. */
export function CasePage() {
  const { t } = useTranslation();
  const { instanceId } = useParams({ from: '/staff/cases/$instanceId' });
  const { task: askedTask } = useSearch({ from: '/staff/cases/$instanceId' });
  const client = useQueryClient();
  const found = useQuery({ queryKey: ['case', instanceId], queryFn: () => getCase(instanceId) });
  const [completed, setCompleted] = useState<UserTask>();
  const one = found.data;
  const definition = useQuery({
    queryKey: ['definition', one?.key, one?.version],
    queryFn: () => getDefinitionVersion(one?.key ?? '', one?.version ?? 0),
    enabled: one !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const told = definition.data?.definition as unknown as ProcessDefinition | undefined;
  const refresh = () => Promise.all([found.refetch(), client.invalidateQueries({ queryKey: ['task'] })]);
  return (
    <>
      <PageTitle
        title={one ? `${say(one.title)}, ${one.number ?? ''}` : t('case.loading')}
        busy={found.isRefetching}
        onRefresh={refresh}
      />
      <ListState asked={found} />
      {one && (
        <>
          <CaseHead one={one} />
          {completed && <NextTask completed={completed} />}
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
              alignItems: 'start',
            }}
          >
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
              <WorkOn
                one={one}
                asked={askedTask}
                onCompleted={async (task) => {
                  setCompleted(task);
                  await Promise.all([refresh(), client.invalidateQueries({ queryKey: ['tasks'] })]);
                }}
              />
              <CaseData one={one} definition={told} />
            </Box>
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
              <Deadlines deadlines={one.deadlines} />
              <Documents one={one} definition={told} onAttached={refresh} />
              <Links links={one.links} />
              <Timeline entries={one.timeline} />
            </Box>
          </Box>
        </>
      )}
    </>
  );
}

/** The user task asked for; without one, the first that is staff's to do; the others by links. */
function WorkOn({
  one,
  asked,
  onCompleted,
}: {
  one: Case;
  asked: string | undefined;
  onCompleted: (task: UserTask) => Promise<void>;
}) {
  const { t } = useTranslation();
  const { has } = useSession();
  const mayWork = has('administrator', 'official', 'senior', 'head');
  const chosen =
    one.userTasks.find(({ id }) => id === asked) ?? one.userTasks.find(({ performer }) => performer !== 'applicant');
  const others = one.userTasks.filter(({ id }) => id !== chosen?.id);
  const works = chosen?.performer === 'official' && mayWork;
  const listed = works ? others : one.userTasks;
  return (
    <>
      {works && <TaskPanel key={chosen.id} taskId={chosen.id} onCompleted={onCompleted} />}
      {asked && !one.userTasks.some(({ id }) => id === asked) && <Alert severity="info">{t('work.closed')}</Alert>}
      {(listed.length > 0 || !works) && (
        <Section title={t('work.openTasks')}>
          {listed.length === 0 && <Typography color="text.secondary">{t('work.noTasks')}</Typography>}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {listed.map((task) => (
              <li key={task.id}>
                {task.performer === 'applicant' || !mayWork ? (
                  <>
                    {say(task.title)}
                    {task.performer === 'applicant' ? ` — ${t('work.ofApplicant')}` : ''}
                  </>
                ) : (
                  <InnerLink to="/cases/$instanceId" params={{ instanceId: one.id }} search={{ task: task.id }}>
                    {say(task.title)}
                  </InnerLink>
                )}
                <Due at={task.dueAt} />
              </li>
            ))}
          </Box>
        </Section>
      )}
      {one.incidents.length > 0 && (
        <Section title={t('case.incidents')}>
          {one.incidents.map((incident) => (
            <Alert key={incident.id} severity="error" sx={{ mb: 1 }}>
              {incident.code}: {incident.message}
            </Alert>
          ))}
        </Section>
      )}
    </>
  );
}

function Links({ links }: { links: Case['links'] }) {
  const { t } = useTranslation();
  if (links.length === 0) return null;
  return (
    <Section title={t('case.links')}>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {links.map((link) => (
          <li key={`${link.direction}${link.kind}${link.instanceId}`}>
            <LinkedCase id={link.instanceId} fallback={t(`case.link.${link.direction}`)} /> ({link.kind})
          </li>
        ))}
      </Box>
    </Section>
  );
}

/** Named by its number when one may see it. */
function LinkedCase({ id, fallback }: { id: string; fallback: string }) {
  const { data } = useQuery({ queryKey: ['case', id], queryFn: () => getCase(id), retry: false });
  return (
    <InnerLink to="/cases/$instanceId" params={{ instanceId: id }}>
      {data ? `${say(data.title)}, ${data.number ?? ''}` : fallback}
    </InnerLink>
  );
}
