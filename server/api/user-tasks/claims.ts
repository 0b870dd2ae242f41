import { sql } from 'kysely';
import type { Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import { problem } from '../problem/problem.ts';
import { visibleInstances } from '../visibility.ts';
import { potentialOwner } from './potential-owner.ts';

export interface TaskPlace {
  instanceId: string;
  id: string;
}

export interface Claim {
  by: string;
  at: string;
  /** False: the caller held it already. */
  fresh: boolean;
}

/**
 * Takes the user task for the caller by one statement: of two clerks at the same instant the primary key lets one in,
 * and the other's row is left as it is. Who may not be an owner gets no row at all.
 */
export async function claimUserTask(database: Database, caller: Principal, task: TaskPlace): Promise<Claim> {
  const { rows } = await sql<{ claimed_by: string; claimed_at: Date; fresh: boolean }>`
    insert into user_task_claim (instance_id, user_task_id, claimed_by)
    select user_task.instance_id, user_task.id, ${caller.actorId}
    from user_task join instance on instance.id = user_task.instance_id
    where user_task.instance_id = ${task.instanceId} and user_task.id = ${task.id}
      and user_task.state = 'open' and ${potentialOwner(caller)} and ${visibleInstances(caller)}
    on conflict (instance_id, user_task_id) do update set claimed_by = user_task_claim.claimed_by
      where user_task_claim.claimed_by = excluded.claimed_by
    returning claimed_by, claimed_at, (xmax = 0) as fresh`.execute(database);
  const [row] = rows;
  if (row) return { by: row.claimed_by, at: row.claimed_at.toISOString(), fresh: row.fresh };
  throw await whyNot(database, caller, task);
}

/** Gives the task back; only who holds it can. */
export async function releaseUserTask(database: Database, caller: Principal, task: TaskPlace): Promise<void> {
  const { numDeletedRows } = await database
    .deleteFrom('user_task_claim')
    .where('instance_id', '=', task.instanceId)
    .where('user_task_id', '=', task.id)
    .where('claimed_by', '=', caller.actorId)
    .where((where) =>
      where.exists(
        where
          .selectFrom('user_task')
          .select(sql<number>`1`.as('one'))
          .where('instance_id', '=', task.instanceId)
          .where('id', '=', task.id)
          .where('state', '=', 'open'),
      ),
    )
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw await whyNot(database, caller, task, 'release');
}

/** The refusal in words, worked out after the fact: it never decides who gets the task. */
async function whyNot(database: Database, caller: Principal, task: TaskPlace, wish: 'claim' | 'release' = 'claim') {
  const row = await database
    .selectFrom('user_task')
    .innerJoin('instance', 'instance.id', 'user_task.instance_id')
    .leftJoin('user_task_claim', (join) =>
      join
        .onRef('user_task_claim.instance_id', '=', 'user_task.instance_id')
        .onRef('user_task_claim.user_task_id', '=', 'user_task.id'),
    )
    .select([
      'user_task.state',
      'user_task.performer',
      'user_task.closed_at',
      'user_task.completed_by',
      'user_task_claim.claimed_by',
      'user_task_claim.claimed_at',
      sql<boolean>`${caller.actorId} = any(user_task.excluded_users)`.as('excluded'),
      sql<boolean>`${potentialOwner(caller)}`.as('owner'),
    ])
    .where('user_task.instance_id', '=', task.instanceId)
    .where('user_task.id', '=', task.id)
    .where(visibleInstances(caller))
    .executeTakeFirst();
  const pointer = '/path/userTaskId';
  // What an applicant may not do is none of an applicant's knowledge.
  if (!row || (caller.actorKind === 'applicant' && !row.owner)) return problem('userTask.unknown', { pointer });
  if (row.state !== 'open') {
    return problem('userTask.notOpen', {
      pointer,
      extensions: {
        ...(row.completed_by ? { completedBy: row.completed_by } : {}),
        ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
      },
    });
  }
  if (row.excluded) return problem('userTask.excludedOwner', { pointer });
  if (!row.owner) return problem('userTask.notCandidate', { pointer });
  if (wish === 'release' && !row.claimed_by) return problem('userTask.notClaimed', { pointer });
  const [by, at] = [row.claimed_by ?? '', row.claimed_at?.toISOString() ?? ''];
  return problem('userTask.claimedByOther', {
    pointer,
    detail: { ru: `Взял ${by} ${at}`, en: `Claimed by ${by} at ${at}` },
    extensions: { claimedBy: by, claimedAt: at },
  });
}
