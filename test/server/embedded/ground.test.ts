import { Connection } from '@temporalio/client';
import pg from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../ground/database.ts';
import { testTemporal } from '../../ground/temporal.ts';

test('every fresh database has the migrated tables and is owned by a role without special rights', async () => {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT current_user AS role, rolsuper AS super, to_regclass('instance') IS NOT NULL AS migrated FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rows).toEqual([{ role: 'reglament_test', super: false, migrated: true }]);
  } finally {
    await client.end();
    await database.drop();
  }
});

test('PostgreSQL treats Cyrillic letters as letters: case, Russian stemming, word similarity', async () => {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT upper('жалоба') AS upper, to_tsvector('russian', 'Жалобы на решения') @@ to_tsquery('russian', 'жалоба & решение') AS found`,
    );
    expect(rows).toEqual([{ upper: 'ЖАЛОБА', found: true }]);
  } finally {
    await client.end();
  }
});

test('the Temporal server is of a version that can skip time', async () => {
  const connection = await Connection.connect({ address: testTemporal().address });
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    const [major, minor] = (serverVersion ?? '').split('.').map(Number);
    expect([major, (minor ?? 0) >= 32]).toEqual([1, true]);
  } finally {
    await connection.close();
  }
});
