import { sql } from 'kysely';
import type { Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import { problem } from '../problem/problem.ts';
import { visibleInstances } from '../visibility.ts';

/** A term that ran out and was not met since. */
export const hasBreachedTerm = sql<boolean>`exists (
  select 1 from deadline where deadline.instance_id = instance.id and deadline.state = 'breached')`;

/** The case, if the caller may know of it; another's case and no case look the same. */
export async function findCase(database: Database, caller: Principal, instanceId: string) {
  const row = await database
    .selectFrom('instance')
    .select([
      'id',
      'number',
      'definition_key',
      'version',
      'programme_hash',
      'engine_status',
      'case_status',
      'case_status_canonical',
      'case_status_reason',
      'case_status_at',
      'data',
      'output',
      'due_at',
      'created_at',
      'started_at',
      'updated_at',
      'ended_at',
      'seq',
      'clock_offset_ms',
      'parent_id',
      hasBreachedTerm.as('breached'),
    ])
    .where('id', '=', instanceId)
    .where(visibleInstances(caller))
    .executeTakeFirst();
  // A case whose first commit has not come has been acknowledged to nobody.
  if (!row || row.engine_status === 'starting') throw problem('instance.unknown', { pointer: '/path/instanceId' });
  return row;
}

export type CaseRow = Awaited<ReturnType<typeof findCase>>;
