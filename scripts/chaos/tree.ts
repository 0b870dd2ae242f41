import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importCompanies } from '../../activities/registry/import-companies.ts';
import { postgresRegister } from '../../activities/registry/postgres-register.ts';
import { configFromEnvironment, type Config } from '../../server/config.ts';
import { migrate, openDatabase } from '../../server/database/index.ts';
import type { Company } from '../../activities/registry/company.ts';
import { demoCompanies } from '../../server/demo/companies.ts';
import { type Ground, startGround } from '../../server/embedded/ground.ts';
import { masterKey } from '../../server/embedded/secrets.ts';
import { type SmtpInbox, startInbox } from '../../server/embedded/smtp-inbox.ts';

/** A commit that the worker has made and that nobody else knows of yet. */
export interface Commit {
  instanceId: string;
  seq: number;
  type: string;
}

export type Victim = 'worker' | 'api' | 'temporal' | 'postgres';

/** Everything in a process of its own, each started again when it dies; the inbox lives with the driver, to count. */
export interface Tree {
  config: Config;
  inbox: SmtpInbox;
  companies: Company[];
  /** Administrator's key. */
  key: string;
  url: string;
  /** Called at every commit; what it returns is awaited before the worker goes on. */
  onCommit: (commit: Commit) => Promise<void>;
  kill(victim: Victim): { pid: number };
  /** Resolves when the worker that lives now was not alive when this was called. */
  restartWorker(): Promise<void>;
  close(): Promise<void>;
}

export async function openTree(folder: string, say: (line: string) => void): Promise<Tree> {
  const { DATABASE_URL: _d, TEMPORAL_ADDRESS: _t, ...inherited } = process.env;
  const namespace = 'reglament';
  const quiet = { say: () => {}, step: <T>(_title: string, work: (note: () => void) => Promise<T>) => work(() => {}) };
  say('Starting PostgreSQL, Temporal, a worker, an API');
  const ground: Ground = await startGround({ dataFolder: folder, env: inherited, namespace, progress: quiet });
  const inbox = await startInbox({ folder: join(folder, 'mail'), port: 0 });
  const env: NodeJS.ProcessEnv = {
    ...inherited,
    TZ: 'UTC',
    DATABASE_URL: ground.databaseUrl,
    TEMPORAL_ADDRESS: ground.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: inbox.url,
    REGLAMENT_MASTER_KEY: masterKey(folder, inherited),
    REGLAMENT_DATA: folder,
    REGLAMENT_REQUESTS_PER_MINUTE: '1000000',
    PORT: String(await ground.ports.take('http', 18_080)),
    LOG_LEVEL: 'warn',
  };
  const config = configFromEnvironment(env);
  await migrate(config.databaseUrl);
  const companies = demoCompanies(100);
  const database = openDatabase(config.databaseUrl);
  await importCompanies(linesOf(companies), postgresRegister(database));
  await database.destroy();

  const children: { worker?: ChildProcess; api?: ChildProcess } = {};
  let closing = false;
  let firstKey: string | undefined;

  const tree: Tree = {
    ...{ config, inbox, companies, key: '', url: '' },
    onCommit: async () => {},
    kill(victim) {
      const pid = pidOf(victim);
      process.kill(pid, 'SIGKILL');
      return { pid };
    },
    async restartWorker() {
      const { worker } = children;
      worker?.kill('SIGKILL');
      if (worker && worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    },
    async close() {
      closing = true;
      for (const child of [children.worker, children.api]) child?.kill('SIGKILL');
      await inbox.stop();
      await ground.stop();
    },
  };
  keep('worker', (child) => {
    child.on('message', (message: Commit & { number: number }) => {
      tree.onCommit(message).then(
        () => child.connected && child.send(message.number, () => {}),
        () => {},
      );
    });
  });
  await new Promise<void>((resolve) => {
    keep('api', (child) => {
      child.on('message', (ready: { url: string; firstKey?: string }) => {
        firstKey ??= ready.firstKey;
        tree.url = ready.url;
        tree.key = firstKey ?? '';
        resolve();
      });
    });
  });
  return tree;

  function pidOf(victim: Victim): number {
    const pid = victim === 'worker' || victim === 'api' ? children[victim]?.pid : ground.pids()[victim];
    if (pid === undefined) throw new Error(`${victim} does not run`);
    return pid;
  }

  /** Starts the child, and again whenever it ends. */
  function keep(name: 'worker' | 'api', onStart: (child: ChildProcess) => void): void {
    const log = openSync(join(folder, `${name}.log`), 'a');
    const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), {
      env,
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
    });
    children[name] = child;
    onStart(child);
    child.once('exit', () => {
      if (!closing) setTimeout(() => !closing && keep(name, onStart), 200);
    });
  }
}

async function* linesOf(companies: readonly object[]): AsyncGenerator<string> {
  for (const company of companies) yield JSON.stringify(company);
}
