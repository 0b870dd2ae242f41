import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postgresPassword } from './secrets.ts';

/** Where a command finds the application's database: `DATABASE_URL`, else the one `npm start` runs in the data folder. */
export function findDatabaseUrl(env: NodeJS.ProcessEnv): string {
  if (env['DATABASE_URL']) return env['DATABASE_URL'];
  const folder = resolve(env['REGLAMENT_DATA'] ?? fileURLToPath(new URL('../../.data', import.meta.url)));
  const ports = join(folder, 'ports.json');
  const port = existsSync(ports)
    ? (JSON.parse(readFileSync(ports, 'utf8')) as { postgres?: number }).postgres
    : undefined;
  if (port === undefined)
    throw new Error(
      'Нет базы данных: запустите npm start или задайте DATABASE_URL / No database: run npm start or set DATABASE_URL',
    );
  return `postgres://reglament:${encodeURIComponent(postgresPassword(folder))}@127.0.0.1:${port}/reglament`;
}
