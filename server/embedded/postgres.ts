import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { endOrphan, lastLines, startChild, type Child } from './child-process.ts';
import type { OrphanGuard } from './orphan-guard.ts';
import { postgresRunner, type PostgresRunner } from './postgres-binaries.ts';
import { commandLineOf, endProcess, identityOf } from './process-identity.ts';
import type { Progress } from './progress.ts';

export interface PostgresPlan {
  /** `<folder>/postgres` holds the cluster, `<folder>/run` and `<folder>/logs` what the others hold too. */
  folder: string;
  port: number;
  password: string;
  guard: OrphanGuard;
  progress: Progress;
  /** Settings over ours, as `name=value`. */
  settings?: string[];
}

export interface Postgres {
  child: Child;
  port: number;
  urlOf(role: string, database: string): string;
}

const ending = [
  { signal: 'SIGINT' as const, patienceMs: 4_000 },
  { signal: 'SIGQUIT' as const, patienceMs: 2_000 },
] satisfies [unknown, unknown];

/** Sized for one small machine; measured in the notes on the ground (design, section 7). */
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'max_wal_size=4GB',
  'checkpoint_timeout=15min',
  'timezone=UTC',
];

/** Starts the cluster of the folder, made first where there is none; what a killed parent left running is ended first. */
export async function startPostgres(plan: PostgresPlan): Promise<Postgres> {
  const cluster = join(plan.folder, 'postgres');
  mkdirSync(plan.folder, { recursive: true });
  const runner = await postgresRunner(plan.folder);
  await endLeftoverPostgres(plan.folder);
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    await plan.progress.step('PostgreSQL: initdb', () => createCluster(runner, cluster, plan.password));
  }
  const options = [...settings, ...(plan.settings ?? [])].flatMap((setting) => ['-c', setting]);
  const [command, ...args] = [...runner.prefix, runner.postgres, '-D', cluster, '-p', String(plan.port), ...options];
  const start = (): Child =>
    startChild({
      name: 'postgres',
      command: command as string,
      args,
      runFolder: join(plan.folder, 'run'),
      logFolder: join(plan.folder, 'logs'),
      ending,
      guard: plan.guard,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
      ...runner.identity,
    });
  const urlOf = (role: string, database: string): string =>
    `postgres://${role}:${encodeURIComponent(plan.password)}@127.0.0.1:${plan.port}/${database}`;
  const child = await plan.progress.step('PostgreSQL', () => untilReady(start, urlOf('postgres', 'postgres')));
  return { child, port: plan.port, urlOf };
}

/** Ends a server that still has the cluster open, and takes away a lock file that names somebody else's process. */
export async function endLeftoverPostgres(folder: string): Promise<void> {
  const cluster = join(folder, 'postgres');
  await endOrphan(join(folder, 'run'), 'postgres');
  const lockFile = join(cluster, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  const identity = identityOf(pid);
  if (identity !== undefined && commandLineOf(pid).includes(cluster)) await endProcess(identity, ending);
  // PostgreSQL itself tells a stale file only while no process has the number; after a reboot one may.
  rmSync(lockFile, { force: true });
}

/** In a draft folder first: a kill in the middle leaves no half-made cluster under the real name. */
async function createCluster(runner: PostgresRunner, cluster: string, password: string): Promise<void> {
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [draft, passwordFile]) if (runner.owner) chownSync(path, runner.owner.uid, runner.owner.gid);
  // libc on a Mac has no C.UTF-8; Cyrillic letters must be letters to the text search on either.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const [command, ...args] = [...runner.prefix, runner.initdb, `--pgdata=${draft}`, '--username=postgres'];
  args.push(
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--data-checksums',
  );
  try {
    await run(command as string, args, runner.identity);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, cluster);
}

function run(command: string, args: string[], identity: { uid?: number; gid?: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], LC_MESSAGES: 'C', TZ: 'UTC' };
    const child = spawn(command, args, { ...identity, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed with code ${code}:\n${output}`)),
    );
  });
}

/** Starts again while backends of a killed server still hold its shared memory: they notice and leave within seconds. */
async function untilReady(start: () => Child, url: string): Promise<Child> {
  const patience = Date.now() + 180_000;
  const forLeftovers = Date.now() + 20_000;
  let child = start();
  for (;;) {
    if (child.hasEnded()) {
      const log = lastLines(child.logFile);
      const held = /shared memory block|lock file "postmaster.pid"/.test(log);
      if (!held || Date.now() > forLeftovers)
        throw new Error(`PostgreSQL did not start (${await child.ended}):\n${log}`);
      child = start();
    }
    if (await answers(url)) return child;
    if (Date.now() > patience) {
      await child.stop();
      throw new Error(`PostgreSQL does not answer:\n${lastLines(child.logFile)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    // A wrong password will not become right: somebody else's server, or a changed key file.
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A database owned by a role that may log in and is no superuser. Both stay as they are when they exist. */
export async function ensureDatabase(
  adminUrl: string,
  role: string,
  database: string,
  password: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const roleName = client.escapeIdentifier(role);
    const exists = async (query: string, name: string): Promise<boolean> =>
      (await client.query(query, [name])).rowCount === 1;
    if (!(await exists('SELECT FROM pg_roles WHERE rolname = $1', role))) {
      await client.query(`CREATE ROLE ${roleName} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (!(await exists('SELECT FROM pg_database WHERE datname = $1', database))) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${roleName}`);
    }
  } finally {
    await client.end();
  }
}
