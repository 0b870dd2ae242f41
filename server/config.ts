import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** a quarter of an hour. */
const defaultIdleSeconds = 15 * 60;

/** Where everything is. Read once from the environment; the embedded parts fill in what is absent. */
export interface Config {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
  host: string;
  port: number;
  /** Folder of all data of the embedded parts, uploaded files and generated keys. */
  dataFolder: string;
  /** `smtp://host:port`. */
  smtpUrl: string;
  mailFrom: string;
  /** Master key that wraps the keys of cases: id and 32 bytes. */
  masterKey: { id: string; key: Buffer };
  /** Address people use, for cookies and links; `https:` makes cookies secure. */
  baseUrl: string;
  /** a session ends after this many seconds without a request. */
  idleSeconds: number;
  /** Whether instances may be fast-forwarded and /dev/mail is served. */
  play: boolean;
  /** Requests a minute that one key may make of one process. */
  requestsPerMinute?: number;
}

/** Reads the configuration of a process that runs apart; every missing variable is named at once. */
export function configFromEnvironment(env: NodeJS.ProcessEnv): Config {
  const missing = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL'].filter((name) => !env[name]);
  if (!env['REGLAMENT_MASTER_KEY'] && !env['REGLAMENT_MASTER_KEY_FILE']) missing.push('REGLAMENT_MASTER_KEY');
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} (see docs/operations.md)`);
  const text = env['REGLAMENT_MASTER_KEY'] ?? readFileSync(env['REGLAMENT_MASTER_KEY_FILE'] as string, 'utf8');
  return {
    databaseUrl: env['DATABASE_URL'] as string,
    temporalAddress: env['TEMPORAL_ADDRESS'] as string,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] ?? 'reglament',
    taskQueue: env['REGLAMENT_TASK_QUEUE'] ?? 'reglament',
    host: env['HOST'] ?? '127.0.0.1',
    port: Number(env['PORT'] ?? 8080),
    dataFolder: resolve(env['REGLAMENT_DATA'] ?? '.data'),
    smtpUrl: env['SMTP_URL'] as string,
    mailFrom: env['MAIL_FROM'] ?? 'reglament@localhost',
    masterKey: parseMasterKey(text.trim()),
    baseUrl: env['REGLAMENT_URL'] ?? `http://${env['HOST'] ?? '127.0.0.1'}:${env['PORT'] ?? 8080}`,
    idleSeconds: Number(env['REGLAMENT_IDLE_SECONDS'] ?? defaultIdleSeconds),
    play: env['REGLAMENT_PLAY'] === '1',
    ...(env['REGLAMENT_REQUESTS_PER_MINUTE']
      ? { requestsPerMinute: Number(env['REGLAMENT_REQUESTS_PER_MINUTE']) }
      : {}),
  };
}

/** `<id>:<base64 of 32 bytes>`. */
export function parseMasterKey(text: string): { id: string; key: Buffer } {
  const [id, encoded] = text.split(':');
  const key = Buffer.from(encoded ?? '', 'base64');
  if (!id || key.length !== 32) throw new Error('REGLAMENT_MASTER_KEY must be <id>:<base64 of 32 bytes>');
  return { id, key };
}
