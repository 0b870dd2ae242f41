import { attachDocuments, judgeDocuments } from '../documents.ts';
import type { EventOf } from '../event.ts';
import { judgeForm } from '../form.ts';
import type { EventHandler } from '../handler.ts';
import type { OpenUserTask } from '../journal.ts';
import { evaluateIn } from '../../feel/index.ts';
import type { Programme } from '../programme.ts';
import type { Rejection } from '../rejection.ts';
import { push, record, remove, writable } from '../run.ts';
import type { State } from '../state.ts';
import type { UserTask } from '../../schema/definition.ts';
import { own } from '../own.ts';

export const userTaskComplete: EventHandler<'userTask.complete'> = {
  suspended: 'rejected',

  accepts(programme, state, event) {
    const { userTaskId } = event.data;
    const userTask =
      typeof userTaskId === 'string' && Object.hasOwn(state.userTasks, userTaskId)
        ? state.userTasks[userTaskId]
        : undefined;
    if (!userTask) return { code: 'userTask.notOpen', pointer: '/userTaskId', message: 'The user task is not open' };
    const element = elementOf(programme, userTask);
    return (
      judgeOwner(programme, state, event, userTask, element) ?? judgeAnswer(programme, state, event, userTask, element)
    );
  },

  apply(run, event) {
    const { userTaskId, outcome, reason, form = {}, documents = [] } = event.data;
    const userTask = run.state.userTasks[userTaskId];
    if (!userTask) return;
    const { elementId, scopeId } = userTask;
    remove(run, 'userTasks', userTaskId);
    const by = event.actor.id;
    record(run, {
      type: 'userTask.completed',
      userTaskId,
      elementId,
      by,
      ...(outcome === undefined ? {} : { outcome }),
      ...(reason === undefined ? {} : { reason }),
    });
    const completedBy = writable(run, 'completedBy');
    completedBy[elementId] = [...new Set([...(own(completedBy, elementId) ?? []), by])];
    attachDocuments(run, documents);
    const extra = { form, outcome: outcome ?? null, reason: reason ?? null, completedBy: by };
    push(run, { do: 'finish', scopeId, result: { as: 'form', value: form, extra } });
  },
};

function elementOf(programme: Programme, userTask: OpenUserTask): UserTask | undefined {
  const element = programme.nodes.get(userTask.elementId)?.element;
  return element?.type === 'userTask' && !userTask.added ? element : undefined;
}

/** Who may not: the applicant on an official's task, and those excluded by rule or because they did an earlier step. */
function judgeOwner(
  programme: Programme,
  state: State,
  { actor, at }: EventOf<'userTask.complete'>,
  userTask: OpenUserTask,
  element: UserTask | undefined,
): Rejection | undefined {
  if (userTask.performer === 'official' && actor.kind === 'applicant') {
    return { code: 'userTask.wrongPerformer', pointer: '/userTaskId', message: 'This user task is for an official' };
  }
  const { excludeCompletersOf = [], excludedUsersFrom } = element?.assignment ?? {};
  const excluded = new Set([
    ...userTask.excludedUsers,
    ...excludeCompletersOf.flatMap((id) => own(state.completedBy, id) ?? []),
  ]);
  if (excludedUsersFrom !== undefined) {
    const frames = framesOf(programme, state, userTask.scopeId);
    const found = evaluateIn(excludedUsersFrom, frames, { at, zone: programme.zone, limits: programme.limits });
    if (found.ok && Array.isArray(found.value))
      for (const id of found.value) if (typeof id === 'string') excluded.add(id);
  }
  if (excluded.has(actor.id))
    return {
      code: 'userTask.excludedOwner',
      pointer: '/userTaskId',
      message: 'Who took part in an earlier step can not complete this user task',
    };
  return undefined;
}

function framesOf(programme: Programme, state: State, scopeId: string): { [name: string]: unknown }[] {
  const frames: { [name: string]: unknown }[] = [];
  for (let scope = state.scopes[scopeId]; scope; scope = state.scopes[scope.parent ?? '']) frames.push(scope.variables);
  return [
    ...frames,
    { parameters: programme.parameters, case: { completedBy: state.completedBy } },
    programme.declared,
  ];
}

/** Is what was filled in complete and right? */
function judgeAnswer(
  programme: Programme,
  state: State,
  event: EventOf<'userTask.complete'>,
  userTask: OpenUserTask,
  element: UserTask | undefined,
): Rejection | undefined {
  const { outcome, reason, form = {}, documents = [] } = event.data;
  const outcomes = element?.outcomes ?? [];
  if (outcomes.length > 0) {
    const chosen = outcomes.find(({ key }) => key === outcome);
    const keys = outcomes.map(({ key }) => key).join(', ');
    if (outcome === undefined)
      return { code: 'userTask.outcomeRequired', pointer: '/outcome', message: `An outcome is required: ${keys}` };
    if (!chosen)
      return { code: 'userTask.unknownOutcome', pointer: '/outcome', message: `The outcome must be one of ${keys}` };
    if (chosen.requiresReason && !reason?.trim())
      return { code: 'userTask.reasonRequired', pointer: '/reason', message: 'This outcome needs a reason' };
  } else if (outcome !== undefined) {
    return { code: 'userTask.unknownOutcome', pointer: '/outcome', message: 'This user task has no outcomes' };
  }
  const schema = userTask.form?.schema ?? element?.form?.schema;
  const problems = schema ? judgeForm(schema, form, '/form') : [];
  if (problems[0]) return { ...problems[0], details: problems };
  return judgeDocuments(programme, { documents, at: event.at, required: element?.documents ?? [], state });
}
