import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { DefaultLogger, type NativeConnection, Runtime } from '@temporalio/worker';
import type { Connector } from '../../activities/connector.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import { defaultLimits, hashOf, type Limits, type ProgrammeSource } from '../../definitions/engine/index.ts';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import { type Database, openDatabase } from '../../server/database/index.ts';
import type { IncomingEvent, StartRequest } from '../../server/runtime.ts';
import {
  connectClient,
  connectNatively,
  JournalAudit,
  type TemporalConfig,
  type TemporalGround,
  temporalGround,
  TemporalRuntime,
} from '../../server/temporal/index.ts';
import { type RunningWorker, startWorker } from '../../server/worker.ts';
import { freshDatabase } from '../ground/database.ts';
import { freshTaskQueue, testTemporal } from '../ground/temporal.ts';

/** Once a process: warnings and worse only. */
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

export const official = { kind: 'person', id: 'person-1' } as const;
export const operator = { kind: 'person', id: 'operator-1' } as const;

export interface StageOptions {
  connectors?: Connector[];
  /** False: the test starts workers itself. */
  worker?: boolean;
}

/** A worker and a runtime on a database and a task queue of their own; the servers are real. */
export async function aStage(options: StageOptions = {}): Promise<Stage> {
  const { url } = await freshDatabase();
  return stageOn(url, testTemporal(), options);
}

/** The same on servers found otherwise: scripts have no test run around them. */
export async function stageOn(
  url: string,
  temporal: { address: string; namespace: string },
  options: StageOptions = {},
): Promise<Stage> {
  const config: TemporalConfig = {
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    taskQueue: freshTaskQueue(),
    masterKey: { id: 'test', key: randomBytes(32) },
  };
  const database = openDatabase(url);
  const native = await connectNatively(config);
  const ground = temporalGround(config, database);
  const { client } = await connectClient(ground, native);
  const runtime = new TemporalRuntime(ground, client, {
    nextNumber: async () => randomUUID(),
    eager: options.worker !== false,
  });
  const stage = new Stage({ url, config, database, native, ground, client, runtime }, options.connectors ?? []);
  if (options.worker !== false) await stage.startWorker();
  return stage;
}

interface StageParts {
  url: string;
  config: TemporalConfig;
  database: Database;
  native: NativeConnection;
  ground: TemporalGround;
  client: Client;
  runtime: TemporalRuntime;
}

export class Stage {
  readonly url: string;
  readonly config: TemporalConfig;
  readonly database: Database;
  readonly ground: TemporalGround;
  readonly client: Client;
  readonly runtime: TemporalRuntime;
  readonly audit: JournalAudit;
  readonly #native: NativeConnection;
  readonly #connectors: Connector[];
  #worker: RunningWorker | undefined;

  constructor(parts: StageParts, connectors: Connector[]) {
    this.url = parts.url;
    this.config = parts.config;
    this.database = parts.database;
    this.ground = parts.ground;
    this.client = parts.client;
    this.runtime = parts.runtime;
    this.audit = new JournalAudit(parts.ground);
    this.#native = parts.native;
    this.#connectors = connectors;
  }

  async startWorker(workflowBundle?: { code: string }): Promise<void> {
    this.#worker = await startWorker(this.config, {
      ...(workflowBundle ? { workflowBundle } : {}),
      connectors: this.#connectors,
      database: this.database,
      nativeConnection: this.#native,
    });
  }

  async stopWorker(): Promise<void> {
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.#native.close();
    await this.database.destroy();
  }

  /** Publishes a definition under its key; another publication of the key is the next version. */
  async publish(
    definition: ProcessDefinition,
    more: { limits?: Partial<Limits> } & Partial<Pick<ProgrammeSource, 'bindings' | 'calendars' | 'decisions'>> = {},
  ) {
    const source: ProgrammeSource = {
      definition,
      decisions: more.decisions ?? {},
      calendars: more.calendars ?? shippedCalendars,
      limits: { ...defaultLimits, ...more.limits },
      bindings: more.bindings ?? {},
    };
    const hash = await this.ground.programmes.put(source);
    const { last } = await this.database
      .selectFrom('definition_version')
      .select(({ fn }) => fn.max('version').as('last'))
      .where('key', '=', definition.key)
      .executeTakeFirstOrThrow();
    const version = (last ?? 0) + 1;
    await this.database
      .insertInto('definition_version')
      .values({
        key: definition.key,
        version,
        title: JSON.stringify(definition.title),
        definition_hash: hashOf(definition),
        programme_hash: hash,
        status: 'published',
        published_by: 'test',
      })
      .execute();
    return { key: definition.key, version, hash };
  }

  /** Publishes and starts: the id of the new instance. */
  async open(definition: ProcessDefinition, more: Partial<StartRequest> = {}): Promise<string> {
    const { key } = await this.publish(definition);
    const request = aStart(key, more);
    await this.runtime.start(request);
    return request.instanceId;
  }

  send(
    instanceId: string,
    event: Omit<IncomingEvent, 'id' | 'actor'> & { id?: string; actor?: IncomingEvent['actor'] },
  ) {
    return this.runtime.apply(instanceId, { id: randomUUID(), actor: official, ...event } as IncomingEvent);
  }

  instance(id: string) {
    return this.database.selectFrom('instance').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  }

  openTasks(instanceId: string) {
    return this.database
      .selectFrom('user_task')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('state', '=', 'open')
      .orderBy('id')
      .execute();
  }

  openIncidents(instanceId: string) {
    return this.database
      .selectFrom('incident')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('state', '=', 'open')
      .execute();
  }

  /** The only open user task. */
  async theTask(instanceId: string) {
    const tasks = await this.openTasks(instanceId);
    const [task] = tasks;
    if (!task || tasks.length !== 1) throw new Error(`${tasks.length} open user tasks, not one`);
    return task;
  }

  async complete(instanceId: string, more: object = {}) {
    const { id } = await this.theTask(instanceId);
    return this.send(instanceId, { type: 'userTask.complete', data: { userTaskId: id, ...more } });
  }

  /** Types of the history events of all runs, oldest first, as Temporal names them. */
  async history(instanceId: string, runId?: string) {
    const history = await this.client.workflow.getHandle(instanceId, runId).fetchHistory();
    return history.events ?? [];
  }

  ended(instanceId: string): Promise<unknown> {
    return this.client.workflow.getHandle(instanceId).result();
  }

  /** The live journal. */
  journal(instanceId: string) {
    return this.database
      .selectFrom('journal_entry')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('voided_at', 'is', null)
      .orderBy('seq')
      .execute();
  }

  /** Chain, replay through the engine and Temporal's history all say the same. */
  async proof(instanceId: string) {
    const history = await this.audit.compareWithHistory(this.client, instanceId);
    const replayed = await this.audit.replay(instanceId);
    return [...history.problems, ...replayed.problems];
  }
}

export function aStart(key: string, more: Partial<StartRequest> = {}): StartRequest {
  return {
    instanceId: randomUUID(),
    key,
    number: randomUUID(),
    eventId: randomUUID(),
    actor: { kind: 'applicant', id: 'applicant-1' },
    input: {},
    ...more,
  };
}

/** Waits until the condition gives something; the test's own timeout is the bound. */
export async function until<T>(condition: () => Promise<T | undefined | false>): Promise<T> {
  for (let wait = 10; ; wait = Math.min(wait * 2, 200)) {
    const found = await condition();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
