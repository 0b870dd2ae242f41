import { Migrator } from 'kysely';
import { openDatabase } from './connection.ts';
import { migrations } from './migrations/index.ts';

/** Brings the schema up to date; several processes may call it at once (an advisory lock lets one work). */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const database = openDatabase(url, { maxConnections: 2, applicationName: 'reglament-migrate' });
  try {
    const migrator = new Migrator({
      db: database,
      provider: { getMigrations: async () => migrations },
      allowUnorderedMigrations: true,
    });
    const { error, results } = await migrator.migrateToLatest();
    const failed = results?.find((result) => result.status === 'Error');
    if (error) throw new Error(`Migration ${failed?.migrationName ?? ''} failed`, { cause: error });
    return { applied: (results ?? []).map((result) => result.migrationName) };
  } finally {
    await database.destroy();
  }
}
