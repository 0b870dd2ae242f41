import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { migrate } from '../../server/database/index.ts';

/** Tests connect as the product does: as a role that owns its database and is no superuser. */
const role = { name: 'reglament_test', password: 'reglament' };

const migrations = new URL('../../server/database/migrations/', import.meta.url);

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = role.name;
  url.password = role.password;
  url.pathname = `/${database}`;
  return url.href;
}

export async function withAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated database that others are cloned from; named by the content of the migrations, so that a changed one is made anew. */
export async function ensureTemplate(adminUrl: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations).sort()) hash.update(readFileSync(new URL(name, migrations)));
  const template = `reglament_template_${hash.digest('hex').slice(0, 12)}`;
  await withAdmin(adminUrl, async (client) => {
    // Several runs may share one server.
    await client.query(`SELECT pg_advisory_lock(hashtext('reglament test template'))`);
    const exists = async (query: string, name: string): Promise<boolean> =>
      (await client.query(query, [name])).rowCount === 1;
    if (!(await exists('SELECT FROM pg_roles WHERE rolname = $1', role.name))) {
      await client.query(`CREATE ROLE ${role.name} LOGIN PASSWORD '${role.password}'`);
    }
    if (await exists('SELECT FROM pg_database WHERE datname = $1', template)) return;
    const draft = `${template}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft} OWNER ${role.name}`);
    await migrate(urlOf(adminUrl, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  return template;
}

export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<string> {
  await withAdmin(adminUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${role.name}`),
  );
  return urlOf(adminUrl, name);
}

export async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  await withAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}
