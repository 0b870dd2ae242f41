import { type SqlBool, sql } from 'kysely';
import { both } from '../cases/timeline.ts';
import { partId } from '../cases/part-id.ts';
import { hasRole, type Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import { textArray } from '../sql.ts';
import { visibleInstances } from '../visibility.ts';
import { potentialOwner } from './potential-owner.ts';

/** User tasks with their case and claim: what a list line and a task screen both show. */
export function userTasks(database: Database, caller: Principal) {
  return database
    .selectFrom('user_task')
    .innerJoin('instance', 'instance.id', 'user_task.instance_id')
    .leftJoin('user_task_claim', (join) =>
      join
        .onRef('user_task_claim.instance_id', '=', 'user_task.instance_id')
        .onRef('user_task_claim.user_task_id', '=', 'user_task.id'),
    )
    .select([
      'user_task.instance_id',
      'user_task.id',
      'user_task.element_id',
      'user_task.title',
      'user_task.performer',
      'user_task.candidate_groups',
      'user_task.candidate_users',
      'user_task.assignee',
      'user_task.priority',
      'user_task.form',
      'user_task.state',
      'user_task.opened_at',
      'user_task.due_at',
      'user_task.closed_at',
      'user_task.completed_by',
      'user_task.outcome',
      'user_task.reason',
      'user_task_claim.claimed_by',
      'user_task_claim.claimed_at',
      'instance.number',
      'instance.definition_key',
      'instance.version',
      'instance.programme_hash',
      'instance.clock_offset_ms',
      sql<string>`case when user_task.due_at is null then 'infinity'
        else to_char(user_task.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end`.as('place'),
    ])
    .where(visibleInstances(caller));
}

export type UserTaskRow = Awaited<ReturnType<ReturnType<typeof userTasks>['execute']>>[number];

/** Which tasks: those the caller may take, those the caller holds or has done, or all (for who watches over the work). */
export type Whose = 'candidate' | 'mine' | 'all';

export function seesAllTasks(caller: Principal): boolean {
  return hasRole(caller, ['administrator', 'head', 'auditor']);
}

export interface TaskFilter {
  whose: Whose;
  state: 'open' | 'completed' | 'cancelled';
  group?: string;
  key?: string;
  instanceId?: string;
  dueBefore?: string;
  overdue?: boolean;
  claimed?: boolean;
  after?: string[];
  limit: number;
}

/** One page, the earliest due first, tasks without a term last. */
export function listUserTasks(database: Database, caller: Principal, filter: TaskFilter): Promise<UserTaskRow[]> {
  let query = userTasks(database, caller)
    .where('user_task.state', '=', filter.state)
    .orderBy(sql`coalesce(user_task.due_at, 'infinity')`)
    .orderBy('user_task.instance_id')
    .orderBy('user_task.id')
    .limit(filter.limit + 1);
  if (filter.whose === 'candidate') query = query.where(potentialOwner(caller));
  if (filter.whose === 'mine') {
    query = query.where((where) =>
      where.or([
        where('user_task_claim.claimed_by', '=', caller.actorId),
        where('user_task.completed_by', '=', caller.actorId),
      ]),
    );
  }
  if (filter.group !== undefined)
    query = query.where(sql<SqlBool>`user_task.candidate_groups && ${textArray([filter.group])}`);
  if (filter.key !== undefined) query = query.where('instance.definition_key', '=', filter.key);
  if (filter.instanceId !== undefined) query = query.where('user_task.instance_id', '=', filter.instanceId);
  if (filter.dueBefore !== undefined) query = query.where('user_task.due_at', '<', new Date(filter.dueBefore));
  if (filter.overdue !== undefined) {
    // By the clock of the case, which may have been moved ahead of ours.
    const late = sql<boolean>`coalesce(user_task.due_at < now() + instance.clock_offset_ms * interval '1 millisecond', false)`;
    query = query.where(filter.overdue ? late : sql<SqlBool>`not ${late}`);
  }
  if (filter.claimed !== undefined) {
    query = query.where('user_task_claim.claimed_by', filter.claimed ? 'is not' : 'is', null);
  }
  if (filter.after) {
    const [due, instanceId, id] = filter.after;
    query = query.where(
      sql<SqlBool>`(coalesce(user_task.due_at, 'infinity'), user_task.instance_id, user_task.id)
        > (${due}::timestamptz, ${instanceId}::uuid, ${id}::text)`,
    );
  }
  return query.execute();
}

export async function summariseTask(catalogue: Catalogue, row: UserTaskRow) {
  const { definition } = await catalogue.programme(row.programme_hash);
  const now = Date.now() + row.clock_offset_ms;
  return {
    id: partId(row.instance_id, row.id),
    instanceId: row.instance_id,
    ...(row.number === null ? {} : { number: row.number }),
    key: row.definition_key,
    version: row.version,
    elementId: row.element_id,
    title: row.title,
    procedure: both(definition.title),
    performer: row.performer,
    state: row.state,
    priority: row.priority,
    candidateGroups: row.candidate_groups,
    candidateUsers: row.candidate_users,
    ...(row.assignee === null ? {} : { assignee: row.assignee }),
    openedAt: row.opened_at.toISOString(),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    overdue: row.state === 'open' && row.due_at !== null && row.due_at.getTime() < now,
    ...(row.claimed_by && row.claimed_at ? { claim: { by: row.claimed_by, at: row.claimed_at.toISOString() } } : {}),
    ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
    ...(row.completed_by ? { completedBy: row.completed_by } : {}),
    ...(row.outcome ? { outcome: row.outcome } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
  };
}

/** The task as its screen needs it: form, outcomes and document rules come from the definition the case runs on. */
export async function describeTask(catalogue: Catalogue, row: UserTaskRow) {
  const { definition } = await catalogue.programme(row.programme_hash);
  const element = definition.elements.find(({ id }) => id === row.element_id);
  const userTask = element?.type === 'userTask' ? element : undefined;
  const form = (row.form as { schema: { [name: string]: unknown } } | null) ?? userTask?.form;
  const keys = userTask?.documents ?? [];
  return {
    ...(await summariseTask(catalogue, row)),
    ...(userTask?.description ? { description: userTask.description } : {}),
    ...(form ? { form: { schema: form.schema, ...('ui' in form && form.ui ? { ui: form.ui as object } : {}) } } : {}),
    outcomes: (userTask?.outcomes ?? []).map(({ key, title, requiresReason }) => ({
      key,
      title,
      ...(requiresReason === undefined ? {} : { requiresReason }),
    })),
    documents: (definition.documents ?? [])
      .filter(({ key }) => keys.includes(key))
      .map(({ key, title, description, formats, maxBytes, maxCount, required }) => ({
        key,
        title,
        ...(description ? { description } : {}),
        formats,
        maxBytes,
        ...(maxCount === undefined ? {} : { maxCount }),
        ...(required === undefined ? {} : { required }),
      })),
  };
}
