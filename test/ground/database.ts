import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import './provided.ts';
import { cloneDatabase, dropDatabases } from './template-database.ts';

export interface FreshDatabase {
  url: string;
  /** Optional: all databases of a run are dropped at its end. */
  drop(): Promise<void>;
}

/** A migrated database of one's own. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { adminUrl, template, prefix } = inject('ground');
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  return { url: await cloneDatabase(adminUrl, template, name), drop: () => dropDatabases(adminUrl, name) };
}
