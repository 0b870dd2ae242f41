import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import proto from '@temporalio/proto';
import type { TestProject } from 'vitest/node';
import { canonical, compile, type ProgrammeSource, replay } from '../../definitions/engine/index.ts';
import { journalOf } from '../../server/temporal/index.ts';
import setup from '../../test/ground/global-setup.ts';
import type { ProvidedGround } from '../../test/ground/provided.ts';
import { cloneDatabase } from '../../test/ground/template-database.ts';
import { type InstanceHistories, record, recordingBundle } from '../../test/workflows/recorder/record.ts';
import { historiesFolder, storeCase } from '../../test/workflows/recorder/store.ts';
import { type Stage, stageOn } from '../../test/workflows/stage.ts';
import type { HistoryCase } from './case.ts';
import { activities } from './cases/activities.ts';
import { containers } from './cases/containers.ts';
import { events } from './cases/events.ts';
import { gateways } from './cases/gateways.ts';
import { obedientConnector } from './connector.ts';
import { plainHistory } from './plain-history.ts';
import { play } from './play.ts';

/**
 * Writes the corpus of histories: every case lived on a real server, its runs fetched and stored beside what the tests
 * must find in them. `--only WORD` takes the cases whose name has it and leaves the others' files.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const AT_ONCE = 3;
const LONGEST = 300;

const cases = [...activities, ...events, ...gateways, ...containers];
const chosen = cases.filter(({ name }) => name.includes(values.only ?? ''));
const twice = cases.filter(({ name }, index) => cases.findIndex((other) => other.name === name) !== index);
if (twice.length > 0) throw new Error(`Two cases are called ${twice.map(({ name }) => name).join(', ')}`);

let provided: ProvidedGround | undefined;
const teardown = await setup({
  provide: (_key: string, value: ProvidedGround) => {
    provided = value;
  },
} as unknown as TestProject);
const ground = provided as unknown as ProvidedGround;
const url = await cloneDatabase(ground.adminUrl, ground.template, `${ground.prefix}histories`);
const temporal = { address: ground.temporalAddress, namespace: ground.temporalNamespace };
const stage = await stageOn(url, temporal, { connectors: [obedientConnector()] });
const bundle = await recordingBundle();
let wrong = 0;
try {
  mkdirSync(historiesFolder, { recursive: true });
  if (!values.only) {
    for (const name of readdirSync(historiesFolder)) {
      if (/\.(json|history\.gz)$/.test(name)) rmSync(new URL(name, historiesFolder));
    }
  }
  const queue = [...chosen];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await attempt(next);
    }),
  );
} finally {
  await stage.close();
  await teardown();
}
process.stdout.write(`${chosen.length - wrong} of ${chosen.length} cases written\n`);
process.exitCode = wrong > 0 ? 1 : 0;

async function attempt(each: HistoryCase): Promise<void> {
  const bound = new Promise<never>((_resolve, reject) =>
    setTimeout(reject, 60_000, new Error('no end in a minute')).unref(),
  );
  try {
    const line = await Promise.race([write(each), bound]);
    process.stdout.write(`${each.name}: ${line}\n`);
  } catch (error) {
    wrong += 1;
    process.stdout.write(`${each.name}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

async function write(each: HistoryCase): Promise<string> {
  const ids = await play(stage, each);
  const histories: InstanceHistories[] = [];
  for (const id of ids) histories.push(await historiesOf(stage, id));
  const hashes = [...new Set(histories.map(({ programme }) => programme))];
  const programmes: ProgrammeSource[] = [];
  for (const hash of hashes) programmes.push(await stage.ground.programmes.source(hash));
  const { instances, failures } = await record(bundle, histories, programmes);
  if (failures.length > 0) throw new Error(`does not replay: ${failures[0]?.message}`);
  for (const instance of instances) await assertCommitted(instance.id, instance.finalState, programmes);

  const lengths = histories.flatMap(({ runs }) => runs.map((run) => run.events?.length ?? 0));
  const longest = Math.max(...lengths);
  if (longest > LONGEST) throw new Error(`${longest} events in a run`);
  if (each.historyEvents !== undefined && lengths.length === histories.length) throw new Error('no run was continued');
  storeCase(each.name, { about: `${each.type}: ${each.kind}`, programmes, instances }, histories);
  return `${lengths.join('+')} events`;
}

/** What replay tells must be what the database was given. */
async function assertCommitted(id: string, finalState: unknown, sources: readonly ProgrammeSource[]): Promise<void> {
  const entries = (await journalOf(stage.ground).entries(id)).map((payload) => JSON.parse(payload));
  const { programme_hash: hash } = await stage.instance(id);
  const source = sources.find((candidate) => compile(candidate).hash === hash) as ProgrammeSource;
  if (canonical(replay(compile(source), entries).state) !== canonical(finalState)) {
    throw new Error('what was committed is not what replay commits');
  }
}

async function historiesOf(on: Stage, id: string): Promise<InstanceHistories> {
  const { programme_hash: programme } = await on.instance(id);
  await on.ended(id);
  const runs: proto.temporal.api.history.v1.IHistory[] = [];
  const first = (await on.client.workflow.getHandle(id).describe()).raw.workflowExecutionInfo?.firstRunId ?? undefined;
  for (let runId = first; runId; ) {
    const history = await on.client.workflow.getHandle(id, runId).fetchHistory();
    runs.push(await plainHistory(history, codecOf(on)));
    const last = history.events?.at(-1);
    runId = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return { id, programme, runs };
}

function codecOf(on: Stage) {
  const [codec] = on.ground.dataConverter.payloadCodecs ?? [];
  if (!codec) throw new Error('Payloads are not sealed');
  return codec;
}
