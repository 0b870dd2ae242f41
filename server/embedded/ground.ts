import { mkdirSync } from 'node:fs';
import { ownFolder } from './folder-owner.ts';
import { keepRunning, type Kept } from './keep-running.ts';
import { startOrphanGuard, type OrphanGuard } from './orphan-guard.ts';
import { openPortBook, type PortBook } from './ports.ts';
import { endLeftoverPostgres, ensureDatabase, startPostgres, type Postgres } from './postgres.ts';
import type { Progress } from './progress.ts';
import { postgresPassword } from './secrets.ts';
import { ensureNamespace } from './temporal/namespace.ts';
import { prepareTemporal, startTemporal, type TemporalPlan } from './temporal/server.ts';
import { findTemporal } from './temporal/source.ts';

export interface GroundPlan {
  dataFolder: string;
  /** `DATABASE_URL` and `TEMPORAL_ADDRESS` in it replace the parts one by one. */
  env: NodeJS.ProcessEnv;
  namespace: string;
  progress: Progress;
  /** Settings of PostgreSQL over ours, as `name=value`. */
  postgresSettings?: string[];
}

/** PostgreSQL and Temporal, ours or given: where they are, and how to let go of them. */
export interface Ground {
  databaseUrl: string;
  /** A superuser's address, where the server is ours. */
  adminUrl: string | undefined;
  temporalAddress: string;
  /** What a person is told about each part. */
  parts: { name: string; where: string; log?: string }[];
  ports: PortBook;
  guard: OrphanGuard;
  pids(): { postgres: number | undefined; temporal: number | undefined };
  /** Tells others who want the folder that it will soon be free. */
  leaving(): void;
  stop(): Promise<void>;
}

export async function startGround(plan: GroundPlan): Promise<Ground> {
  const { dataFolder: folder, env, progress } = plan;
  mkdirSync(folder, { recursive: true });
  const owned = await ownFolder(folder, progress.say);
  const guard = startOrphanGuard();
  const ports = openPortBook(folder);
  const kept: { postgres?: Kept; temporal?: Kept } = {};
  const stop = async (): Promise<void> => {
    await kept.temporal?.stop();
    await kept.postgres?.stop();
    guard.close();
    owned.release();
  };
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<Ground> {
    const parts: Ground['parts'] = [];
    let server: Postgres | undefined;
    const password = postgresPassword(folder);
    const postgres = async (): Promise<Postgres> => (server ??= await runPostgres(password));
    let databaseUrl = env['DATABASE_URL'];
    if (!databaseUrl) {
      const ours = await postgres();
      await ensureDatabase(ours.urlOf('postgres', 'postgres'), 'reglament', 'reglament', password);
      databaseUrl = ours.urlOf('reglament', 'reglament');
      parts.push({ name: 'PostgreSQL', where: `127.0.0.1:${ours.port}`, log: ours.child.logFile });
    } else parts.push({ name: 'PostgreSQL', where: `${new URL(databaseUrl).host} (DATABASE_URL)` });

    let temporalAddress = env['TEMPORAL_ADDRESS'];
    if (!temporalAddress) {
      const source = await findTemporal(folder, env, progress);
      const temporal: TemporalPlan = {
        ...{ folder, source, namespace: plan.namespace, ports, guard, progress },
        postgres: async () => ({ server: await postgres(), password }),
      };
      const prepared = await prepareTemporal(temporal);
      kept.temporal = await keepRunning(() => startTemporal(temporal, prepared), progress.say);
      temporalAddress = prepared.address;
      parts.push({
        name: 'Temporal',
        where: `${temporalAddress}, ${source.how}`,
        log: kept.temporal.current().logFile,
      });
    } else {
      await progress.step('Temporal', () => ensureNamespace(temporalAddress as string, plan.namespace, () => true));
      parts.push({ name: 'Temporal', where: `${temporalAddress} (TEMPORAL_ADDRESS)` });
    }
    return {
      databaseUrl,
      adminUrl: server?.urlOf('postgres', 'postgres'),
      temporalAddress,
      parts,
      ports,
      guard,
      pids: () => ({ postgres: kept.postgres?.current().pid, temporal: kept.temporal?.current().pid }),
      leaving: owned.leaving,
      stop,
    };
  }

  async function runPostgres(password: string): Promise<Postgres> {
    // Before the port is judged: an orphan of this folder holds it.
    await endLeftoverPostgres(folder);
    const port = await ports.take('postgres', 15_432);
    const settings = plan.postgresSettings ?? [];
    let latest: Postgres | undefined;
    kept.postgres = await keepRunning(async () => {
      latest = await startPostgres({ folder, port, password, guard, progress, settings });
      return latest.child;
    }, progress.say);
    return latest as unknown as Postgres;
  }
}
