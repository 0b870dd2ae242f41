import { join } from 'node:path';
import { endOrphan, lastLines, startChild, type Child, type EndingSignals } from '../child-process.ts';
import type { OrphanGuard } from '../orphan-guard.ts';
import type { PortBook } from '../ports.ts';
import type { Postgres } from '../postgres.ts';
import type { Progress } from '../progress.ts';
import { ensureNamespace } from './namespace.ts';
import { migrateTemporal } from './schema.ts';
import { takeServerPorts, writeServerConfig } from './server-config.ts';
import type { TemporalSource } from './source.ts';
import { dynamicSettings } from './versions.ts';

export interface TemporalPlan {
  folder: string;
  source: TemporalSource;
  namespace: string;
  ports: PortBook;
  guard: OrphanGuard;
  progress: Progress;
  /** Where a built server keeps its histories; asked for only then. */
  postgres: () => Promise<{ server: Postgres; password: string }>;
}

// Its state is in the database after every step, so a short patience costs nothing.
const ending: EndingSignals = [{ signal: 'SIGTERM', patienceMs: 2_500 }];

/** What to run and where it will listen: decided once, so that a server started again is found at the same address. */
export interface PreparedTemporal {
  command: string;
  args: string[];
  address: string;
}

/** Starts the server of the folder and returns when it would run a workflow. */
export async function startTemporal(plan: TemporalPlan, prepared: PreparedTemporal): Promise<Child> {
  await endOrphan(join(plan.folder, 'run'), 'temporal');
  const child = startChild({
    name: 'temporal',
    command: prepared.command,
    args: prepared.args,
    runFolder: join(plan.folder, 'run'),
    logFolder: join(plan.folder, 'logs'),
    ending,
    guard: plan.guard,
    cwd: plan.folder,
  });
  return plan.progress.step('Temporal', async () => {
    try {
      await ensureNamespace(prepared.address, plan.namespace, () => !child.hasEnded());
      return child;
    } catch (error) {
      await child.stop();
      throw new Error(`${(error as Error).message}\n${await child.ended}:\n${lastLines(child.logFile)}`);
    }
  });
}

export async function prepareTemporal(plan: TemporalPlan): Promise<PreparedTemporal> {
  await endOrphan(join(plan.folder, 'run'), 'temporal');
  const { source } = plan;
  if (source.kind === 'cli') {
    const port = await plan.ports.take('temporal.frontend', 17_233);
    const args = [
      'server',
      'start-dev',
      '--headless',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--log-level',
      'warn',
    ];
    args.push('--db-filename', join(plan.folder, 'temporal.db'), '--namespace', plan.namespace);
    for (const [name, value] of Object.entries(dynamicSettings))
      args.push('--dynamic-config-value', `${name}=${value}`);
    return { command: source.cli.binary, args, address: `127.0.0.1:${port}` };
  }
  const { server, password } = await plan.postgres();
  await plan.progress.step('Temporal: schema', () => migrateTemporal(source.built.sqlTool, server, password));
  const ports = await takeServerPorts(plan.ports);
  const file = writeServerConfig(join(plan.folder, 'temporal'), server.port, password, ports);
  return {
    command: source.built.server,
    args: ['--config-file', file, '--allow-no-auth', 'start'],
    address: `127.0.0.1:${ports.frontend}`,
  };
}
