import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMasterKey } from '../config.ts';
import { writeFileWhole } from './child-process.ts';

/** Reads a secret of the data folder, made at the first start and readable by its owner alone. */
function secret(dataFolder: string, name: string, make: () => string): string {
  const folder = join(dataFolder, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  if (!existsSync(path)) writeFileWhole(path, `${make()}\n`, 0o600);
  return readFileSync(path, 'utf8').trim();
}

export function postgresPassword(dataFolder: string): string {
  return secret(dataFolder, 'postgres.password', () => randomBytes(18).toString('base64url'));
}

/** The key that wraps the keys of cases. Losing the file loses what is encrypted under it. */
export function masterKey(dataFolder: string, env: NodeJS.ProcessEnv): string {
  const given = env['REGLAMENT_MASTER_KEY'] ?? readGiven(env['REGLAMENT_MASTER_KEY_FILE']);
  const text =
    given ??
    secret(dataFolder, 'master.key', () => `k${Date.now().toString(36)}:${randomBytes(32).toString('base64')}`);
  parseMasterKey(text);
  return text;
}

const readGiven = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : readFileSync(path, 'utf8').trim();
