import type { EventHandler } from '../handler.ts';
import { nextId, record, writableScope } from '../run.ts';
import { addLive, openScope } from '../scopes.ts';
import type { State } from '../state.ts';
import { openUserTask } from '../user-tasks.ts';
import type { Programme } from '../programme.ts';
import { isContainer } from '../containers.ts';
import { parseInstant } from '../../calendar/instants.ts';

/** An official adds a user task to a running case; the container it is added to waits for it. */
export const userTaskAdd: EventHandler<'userTask.add'> = {
  suspended: 'rejected',

  accepts(programme, state, { data }) {
    if (typeof data.title?.ru !== 'string' || data.title.ru.trim() === '')
      return { code: 'userTask.title', pointer: '/title/ru', message: 'A user task needs a title' };
    if (data.dueAt !== undefined && parseInstant(data.dueAt) === undefined)
      return { code: 'userTask.dueAt', pointer: '/dueAt', message: 'dueAt is an instant with offset' };
    for (const name of ['candidateGroups', 'candidateUsers'] as const) {
      const ids: unknown = data[name];
      if (ids !== undefined && !(Array.isArray(ids) && ids.every((id) => typeof id === 'string')))
        return { code: 'event.invalid', pointer: `/${name}`, message: `${name} is a list of ids` };
    }
    if (data.form !== undefined && !isPlainSchema(data.form.schema))
      return {
        code: 'userTask.form',
        pointer: '/form/schema',
        message: 'The form of an added user task is a plain schema',
      };
    if (containerFor(programme, state, data) === undefined)
      return {
        code: 'scope.notOpen',
        pointer: data.scopeId === undefined ? '/elementId' : '/scopeId',
        message: 'Nothing of that kind runs now',
      };
    return undefined;
  },

  apply(run, { data }) {
    const container = containerFor(run.programme, run.state, data);
    if (container === undefined) return;
    const elementId = run.state.scopes[container]?.elementId ?? run.programme.definition.key;
    addLive(run, container);
    const scope = openScope(run, container, elementId);
    writableScope(run, scope.id).added = true;
    record(run, { type: 'element.entered', elementId, scopeId: scope.id });
    openUserTask(run, {
      id: nextId(run, 'u'),
      elementId,
      scopeId: scope.id,
      title: data.title,
      performer: 'official',
      candidateGroups: data.candidateGroups ?? [],
      candidateUsers: data.candidateUsers ?? [],
      excludedUsers: [],
      priority: 50,
      openedAt: run.at,
      ...(data.dueAt === undefined ? {} : { dueAt: data.dueAt }),
      added: true,
      ...(data.form === undefined ? {} : { form: data.form }),
    });
  },
};

/** A form made on the spot is judged by no check before publishing: nothing in it may refer or match names by pattern. */
function isPlainSchema(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return false;
  const text = JSON.stringify(schema);
  return text.length <= 20_000 && !/"(\$ref|\$dynamicRef|\$recursiveRef|patternProperties)":/.test(text);
}

/** The scope named, the newest one of the element named, or the process. */
function containerFor(
  programme: Programme,
  state: State,
  { scopeId, elementId }: { scopeId?: string; elementId?: string },
): string | undefined {
  if (scopeId !== undefined)
    return Object.hasOwn(state.scopes, scopeId) && isContainer(programme, state.scopes[scopeId]) ? scopeId : undefined;
  if (elementId === undefined) return state.scopes['s1'] ? 's1' : undefined;
  return Object.values(state.scopes).findLast((scope) => scope.elementId === elementId && isContainer(programme, scope))
    ?.id;
}
