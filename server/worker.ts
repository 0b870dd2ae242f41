import { NativeConnection, Worker } from '@temporalio/worker';
import type { Connector } from '../activities/connector.ts';
import type { EffectActivities } from '../activities/effects/contract.ts';
import { ConnectorCalls } from '../activities/effects/invoke-connector.ts';
import type { JournalActivities } from '../activities/journal/contract.ts';
import { CommandBox } from '../activities/outbox/command-box.ts';
import type { OutboxActivities } from '../activities/outbox/contract.ts';
import { Delivery } from '../activities/outbox/deliver.ts';
import { Receivers } from '../activities/outbox/receivers.ts';
import { nextNumber } from './api/cases/numbering.ts';
import { seal, unseal } from './crypto/index.ts';
import type { Database } from './database/index.ts';
import {
  connectClient,
  connectNatively,
  instancesOf,
  journalOf,
  Reconciler,
  type TemporalConfig,
  temporalGround,
  TemporalRuntime,
  workflowBundle,
} from './temporal/index.ts';

export interface WorkerParts {
  connectors: Connector[];
  database: Database;
  /** Shared with the API of the same process, so that instances start eagerly. */
  nativeConnection?: NativeConnection;
  /** Other workflow code than that of this checkout. */
  workflowBundle?: { code: string };
}

export interface RunningWorker {
  stop(): Promise<void>;
  /** Rejects when the worker ends by itself: it can't go on. */
  readonly failed: Promise<never>;
}

const SWEEP_EVERY_MS = 5_000;
const STARTS_WITHIN_MS = 10_000;

/** A process may run one or more of these; any number of processes may. */
export async function startWorker(config: TemporalConfig, parts: WorkerParts): Promise<RunningWorker> {
  // The sandbox has the host's zone; a zone-less date must mean the same on every worker.
  process.env['TZ'] = 'UTC';
  const ground = temporalGround(config, parts.database);
  const connection = parts.nativeConnection ?? (await connectNatively(config));
  const { client } = await connectClient(ground, connection);
  const runtime = new TemporalRuntime(ground, client, {
    nextNumber: (database, mask) => nextNumber(database, mask ?? '########'),
    eager: true,
  });
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: config.taskQueue,
    workflowBundle: parts.workflowBundle ?? (await workflowBundle()),
    dataConverter: ground.dataConverter,
    activities: activitiesOf(),
    // Unbounded, the cache ends the isolate; a waiting instance takes about 250 KB.
    maxCachedWorkflows: 1_000,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentWorkflowTaskPolls: 10,
    shutdownGraceTime: '3 seconds',
    shutdownForceTime: '8 seconds',
  });

  let stopping = false;
  const run = worker.run();
  const failed = run.then(
    () => new Promise<never>(() => {}),
    (error: unknown) => {
      if (stopping) return new Promise<never>(() => {});
      throw error;
    },
  );
  failed.catch(() => {});
  const reconciler = new Reconciler(ground, client);
  let sweeping = false;
  const sweeper = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    // What can't be finished now is found again next time.
    Promise.allSettled([runtime.starter.sweep(STARTS_WITHIN_MS), reconciler.sweep()]).then(() => {
      sweeping = false;
    });
  }, SWEEP_EVERY_MS);

  return {
    failed,
    async stop() {
      stopping = true;
      clearInterval(sweeper);
      worker.shutdown();
      await run.catch(() => {});
      if (!parts.nativeConnection) await connection.close();
    },
  };

  function activitiesOf(): JournalActivities & EffectActivities & OutboxActivities {
    const { database, keyring } = ground;
    const ports = { database, keyring, seal, unseal };
    const journal = journalOf(ground);
    const box = new CommandBox(ports);
    const calls = new ConnectorCalls(ports, box, parts.connectors);
    const delivery = new Delivery(box, new Receivers(database), instancesOf(runtime));
    return {
      commit: (request) => journal.commit(request),
      invokeConnector: (command) => calls.invoke(command),
      deliver: (command) => delivery.deliver(command),
    };
  }
}
