import { sql } from 'kysely';
import type { Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import { visibleInstances } from '../visibility.ts';

/** A file is for who uploaded it and for whoever sees a case it was attached to. */
export async function accessibleFiles(database: Database, caller: Principal, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return database
    .selectFrom('file')
    .select(['id', 'name', 'format', 'media_type', 'bytes', 'sha256'])
    .where('id', 'in', ids)
    .where((where) =>
      where.or([
        where('uploaded_by', '=', caller.actorId),
        where.exists(
          where
            .selectFrom('instance_document')
            .innerJoin('instance', 'instance.id', 'instance_document.instance_id')
            .select(sql<number>`1`.as('one'))
            .whereRef('instance_document.file_id', '=', 'file.id')
            .where(visibleInstances(caller)),
        ),
      ]),
    )
    .execute();
}

/** How many files of one person belong to no case. */
export async function looseFiles(database: Database, actorId: string): Promise<number> {
  const { count } = await database
    .selectFrom('file')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('uploaded_by', '=', actorId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('instance_document')
            .select(sql<number>`1`.as('one'))
            .whereRef('instance_document.file_id', '=', 'file.id'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return count;
}
