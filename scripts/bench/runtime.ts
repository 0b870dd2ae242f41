/**
 * Our engine beside a hand-written Temporal workflow for the same procedure (start, one user task with a deadline,
 * completion) with the same projection, interleaved in one run on the same servers. Prints a table and ratios.
 * `node scripts/bench/runtime.ts [--instances 150] [--rounds 4]`
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import { defaultLimits, hashOf } from '../../definitions/engine/index.ts';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import { migrate, openDatabase } from '../../server/database/index.ts';
import { startGround } from '../../server/embedded/ground.ts';
import { consoleProgress } from '../../server/embedded/progress.ts';
import { connectClient, connectNatively, temporalGround, TemporalRuntime } from '../../server/temporal/index.ts';
import { RejectedError } from '../../server/runtime.ts';
import { startWorker } from '../../server/worker.ts';
import { peerActivities } from './peer/activities.ts';
import { cpuMs, median } from './processes.ts';

const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '150' },
    rounds: { type: 'string', default: '4' },
    parallel: { type: 'string', default: '12' },
  },
});
const [instances, rounds, parallel] = [Number(values.instances), Number(values.rounds), Number(values.parallel)];

const definition: ProcessDefinition = {
  language: 1,
  key: 'one-user-task',
  title: { ru: 'Одно задание' },
  elements: [
    { type: 'startEvent', id: 'start', title: { ru: 'Начало' } },
    {
      type: 'userTask',
      id: 'work',
      title: { ru: 'Рассмотреть' },
      assignment: { candidateGroups: ['clerks'] },
      form: { schema: { type: 'object', properties: { note: { type: 'string' } }, required: ['note'] } },
      deadlines: [
        {
          id: 'term',
          title: { ru: 'Срок' },
          term: { amount: 30, unit: 'calendarDays' },
          regime: 'civil-code',
          class: 'statutory',
          owner: 'authority',
          basis: 'ГК РФ',
        },
      ],
    },
    { type: 'endEvent', id: 'end', title: { ru: 'Конец' } },
  ],
  flows: [
    { id: 'f1', from: 'start', to: 'work' },
    { id: 'f2', from: 'work', to: 'end' },
  ],
};

interface Contender {
  name: string;
  /** One instance from start to completion; its workflow id. */
  live(): Promise<string>;
}

Runtime.install({ logger: new DefaultLogger('ERROR') });
const folder = mkdtempSync(join(tmpdir(), 'reglament-bench-'));
const namespace = 'reglament-bench';
const ground = await startGround({
  dataFolder: folder,
  env: { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined },
  namespace,
  progress: consoleProgress(),
});
const { adminUrl } = ground;
if (!adminUrl) throw new Error('The bench brings its own PostgreSQL: unset DATABASE_URL');
const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
await admin.query('create database bench');
const databaseUrl = adminUrl.replace(/\/[^/?]*(\?|$)/, '/bench$1');
await migrate(databaseUrl);
const database = openDatabase(databaseUrl, { maxConnections: 20 });
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });

const config = {
  temporalAddress: ground.temporalAddress,
  temporalNamespace: namespace,
  taskQueue: 'ours',
  masterKey: { id: 'bench', key: randomBytes(32) },
};
const native = await connectNatively(config);
const parts = temporalGround(config, database);
const { client } = await connectClient(parts, native);
const runtime = new TemporalRuntime(parts, client, { nextNumber: async () => randomUUID(), eager: true });
const ours = await startWorker(config, { connectors: [], database, nativeConnection: native });
const programmeHash = await parts.programmes.put({
  definition,
  decisions: {},
  calendars: shippedCalendars,
  limits: defaultLimits,
  bindings: {},
});
await database
  .insertInto('definition_version')
  .values({
    key: definition.key,
    version: 1,
    title: JSON.stringify(definition.title),
    definition_hash: hashOf(definition),
    programme_hash: programmeHash,
    status: 'published',
    published_by: 'bench',
  })
  .execute();

const peer = await Worker.create({
  connection: native,
  namespace,
  taskQueue: 'peer',
  workflowsPath: fileURLToPath(new URL('./peer/workflow.ts', import.meta.url)),
  activities: peerActivities(pool),
  maxConcurrentWorkflowTaskExecutions: 40,
  maxConcurrentWorkflowTaskPolls: 10,
  maxCachedWorkflows: 1_000,
});
const peerRun = peer.run();
const peerClient = new Client({ connection: native, namespace });

const contenders: Contender[] = [
  {
    name: 'Регламент',
    async live() {
      const instanceId = randomUUID();
      await runtime.start({
        instanceId,
        key: definition.key,
        number: randomUUID(),
        eventId: randomUUID(),
        actor: { kind: 'applicant', id: 'applicant-1' },
        input: {},
      });
      await runtime.apply(instanceId, {
        id: randomUUID(),
        type: 'userTask.complete',
        actor: { kind: 'person', id: 'clerk-1' },
        data: { userTaskId: await openTask(instanceId), form: { note: 'готово' } },
      });
      return instanceId;
    },
  },
  {
    name: 'hand-written',
    async live() {
      const instanceId = randomUUID();
      await pool.query({
        name: 'peer-row',
        text: `insert into instance (id, number, definition_key, version, programme_hash, engine_status) values ($1::uuid, $1::uuid::text, 'peer', 1, '-', 'starting')`,
        values: [instanceId],
      });
      await peerClient.workflow.start('oneUserTask', {
        workflowId: instanceId,
        taskQueue: 'peer',
        args: [instanceId],
        requestEagerStart: true,
      });
      await openTask(instanceId);
      await peerClient.workflow
        .getHandle(instanceId)
        .executeUpdate('complete', { args: [{ eventId: randomUUID(), by: 'clerk-1', form: { note: 'готово' } }] });
      return instanceId;
    },
  },
];

/** The id of the open user task as the read model has it, as soon as it has it. */
async function openTask(instanceId: string): Promise<string> {
  for (let wait = 4; ; wait = Math.min(wait * 2, 250)) {
    const { rows } = await pool.query<{ id: string }>({
      name: 'open-task',
      text: `select id from user_task where instance_id = $1 and state = 'open'`,
      values: [instanceId],
    });
    if (rows[0]) return rows[0].id;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function commits(): Promise<number> {
  const { rows } = await admin.query<{ n: string }>(
    `select xact_commit::text as n from pg_stat_database where datname = 'bench'`,
  );
  return Number(rows[0]?.n);
}

async function batch(
  contender: Contender,
): Promise<{ perSecond: number; cpu: number; commits: number; p50: number; last: string }> {
  let left = instances;
  let last = '';
  const latencies: number[] = [];
  const before = { cpu: cpuMs([process.pid]), commits: await commits(), at: performance.now() };
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (left-- > 0) {
        const begun = performance.now();
        last = await contender.live();
        latencies.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - before.at) / 1000;
  const cpu = (cpuMs([process.pid]) - before.cpu) / instances;
  // PostgreSQL's statistics come in with a short delay of their own.
  await admin.query('select pg_stat_force_next_flush(), pg_stat_clear_snapshot()');
  return {
    perSecond: instances / seconds,
    cpu,
    commits: ((await commits()) - before.commits) / instances,
    p50: median(latencies),
    last,
  };
}

async function historyEvents(id: string, through: Client): Promise<number> {
  const handle = through.workflow.getHandle(id);
  await handle.result();
  return (await handle.fetchHistory()).events?.length ?? 0;
}

/** History events a refused completion leaves. */
async function refusalEvents(): Promise<number> {
  const instanceId = randomUUID();
  await runtime.start({
    instanceId,
    key: definition.key,
    number: randomUUID(),
    eventId: randomUUID(),
    actor: { kind: 'applicant', id: 'applicant-1' },
    input: {},
  });
  const userTaskId = await openTask(instanceId);
  // A query is answered after the workflow task in hand: its events are in history before we count.
  await client.workflow.getHandle(instanceId).query('position');
  const count = async () => (await client.workflow.getHandle(instanceId).fetchHistory()).events?.length ?? 0;
  const before = await count();
  await runtime
    .apply(instanceId, {
      id: randomUUID(),
      type: 'userTask.complete',
      actor: { kind: 'person', id: 'clerk-1' },
      data: { userTaskId, form: {} },
    })
    .then(
      () => {
        throw new Error('The wrong form was accepted');
      },
      (error: unknown) => {
        if (!(error instanceof RejectedError)) throw error;
      },
    );
  return (await count()) - before;
}

const results = new Map<string, Awaited<ReturnType<typeof batch>>[]>(contenders.map(({ name }) => [name, []]));
for (const contender of contenders) await batch(contender); // warm-up
for (let round = 0; round < rounds; round++) {
  for (const contender of round % 2 === 0 ? contenders : [...contenders].reverse())
    results.get(contender.name)?.push(await batch(contender));
}

const of = (name: string, what: 'perSecond' | 'cpu' | 'commits' | 'p50') =>
  median((results.get(name) ?? []).map((result) => result[what]));
console.log(`\n${rounds} rounds of ${instances} instances each, ${parallel} at a time, interleaved; medians\n`);
console.log('                       instances/s   CPU-ms/instance   p50 ms   SQL commits   history events');
for (const { name } of contenders) {
  const id = results.get(name)?.at(-1)?.last ?? '';
  const events = await historyEvents(id, name === 'Регламент' ? client : peerClient);
  console.log(
    `${name.padEnd(22)} ${of(name, 'perSecond').toFixed(1).padStart(11)} ${of(name, 'cpu').toFixed(1).padStart(17)} ${of(name, 'p50').toFixed(0).padStart(8)} ${of(name, 'commits').toFixed(1).padStart(13)} ${String(events).padStart(16)}`,
  );
}
const ratio = (what: 'perSecond' | 'cpu' | 'commits') => (of('Регламент', what) / of('hand-written', what)).toFixed(2);
console.log(
  `ratio ours/hand-written ${ratio('perSecond').padStart(10)} ${ratio('cpu').padStart(17)} ${''.padStart(8)} ${ratio('commits').padStart(13)}`,
);
console.log(`history events of a refused completion: ${await refusalEvents()}`);

await ours.stop();
peer.shutdown();
await peerRun;
await native.close();
await pool.end();
await admin.end();
await database.destroy();
await ground.stop();
rmSync(folder, { recursive: true, force: true });
