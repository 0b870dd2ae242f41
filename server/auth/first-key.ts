import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { insertKey } from './key-store.ts';

/**
 * The first administrator's key: made and returned once, when there is no key at all. Later calls, and all but one of
 * several processes starting at once, get undefined.
 */
export async function ensureFirstKey(database: Database): Promise<string | undefined> {
  return database.transaction().execute(async (transaction) => {
    await sql`lock table api_key in share row exclusive mode`.execute(transaction);
    const existing = await transaction.selectFrom('api_key').select('id').limit(1).executeTakeFirst();
    if (existing) return undefined;
    const { token } = await insertKey(
      transaction,
      {
        title: 'Первый ключ администратора',
        actorId: 'administrator',
        actorKind: 'person',
        roles: ['administrator', 'publisher'],
        groups: [],
        scopes: [],
      },
      'setup',
    );
    return token;
  });
}
