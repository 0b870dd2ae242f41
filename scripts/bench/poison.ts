import type { TestProject } from 'vitest/node';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import { aDefinition } from '../../test/definitions/engine/a-definition.ts';
import setup from '../../test/ground/global-setup.ts';
import type { ProvidedGround } from '../../test/ground/provided.ts';
import { cloneDatabase } from '../../test/ground/template-database.ts';
import { aStart, stageOn } from '../../test/workflows/stage.ts';

/**
 * One worker on real servers: ordinary instances complete user tasks, first by themselves, then while instances of
 * definitions that want too much are started and driven beside them. Prints how long an ordinary Update takes.
 */
const SECONDS = 20;
const ORDINARY_AT_ONCE = 4;

const ordinary = aDefinition(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'work' },
    { type: 'exclusiveGateway', id: 'again' },
    { type: 'endEvent', id: 'end' },
  ],
  ['start>work', 'work>again', 'again>work:true', 'again>end:*'],
  { key: 'ordinary' },
);

const greedy = (key: string, value: string): ProcessDefinition =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'scriptTask', id: 'want', assignments: [{ to: 'x', value }] },
      { type: 'endEvent', id: 'end' },
    ],
    ['start>want', 'want>end'],
    { key },
  );
const poisons: ProcessDefinition[] = [
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'exclusiveGateway', id: 'again' },
      { type: 'scriptTask', id: 'count', assignments: [{ to: 'n', value: 'n + 1' }] },
      { type: 'endEvent', id: 'end' },
      { type: 'exclusiveGateway', id: 'more' },
    ],
    ['start>again', 'again>count', 'count>more', 'more>again:true', 'more>end:*'],
    { key: 'poison-loop' },
  ),
  greedy('poison-range', 'sum(for i in 1..1000000000 return i)'),
  greedy('poison-text', '{ f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("ab", 60) }.r'),
  greedy('poison-depth', `${'('.repeat(3000)}1${')'.repeat(3000)}`),
  greedy('poison-pattern', 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")'),
];

let provided: ProvidedGround | undefined;
const teardown = await setup({
  provide: (_key: string, value: ProvidedGround) => {
    provided = value;
  },
} as unknown as TestProject);
const ground = provided as unknown as ProvidedGround;
const url = await cloneDatabase(ground.adminUrl, ground.template, `${ground.prefix}poison`);
const stage = await stageOn(url, { address: ground.temporalAddress, namespace: ground.temporalNamespace });
try {
  for (const definition of [ordinary, ...poisons]) await stage.publish(definition, { calendars: {} });
  await ordinaryUpdates(3);
  print('without poison', await ordinaryUpdates(SECONDS));

  let poisoning = true;
  const started: string[] = [];
  const driver = (async () => {
    while (poisoning) {
      const definition = poisons[started.length % poisons.length] as ProcessDefinition;
      const request = aStart(definition.key, { input: { n: 0 } });
      await stage.runtime.start(request);
      started.push(request.instanceId);
    }
  })();
  const beside = await ordinaryUpdates(SECONDS);
  poisoning = false;
  await driver;
  print('beside poison', beside);

  const codes = new Map<string, number>();
  for (const id of started) {
    const [incident] = await stage.openIncidents(id);
    const { engine_status: status } = await stage.instance(id);
    const code = incident?.code ?? status;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  const became = [...codes].map(([code, count]) => `${count} ${code}`).join(', ');
  process.stdout.write(`${started.length} poison instances: ${became}\n`);
  const last = await ordinaryUpdates(2);
  process.stdout.write(`afterwards the worker is alive: ${last.length} Updates in 2 s\n`);
} finally {
  await stage.close();
  await teardown();
}

/** Latencies in milliseconds, sorted. */
async function ordinaryUpdates(seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  const latencies: number[] = [];
  await Promise.all(
    Array.from({ length: ORDINARY_AT_ONCE }, async () => {
      const request = aStart(ordinary.key);
      await stage.runtime.start(request);
      while (performance.now() < until) {
        const { id } = await stage.theTask(request.instanceId);
        const before = performance.now();
        await stage.send(request.instanceId, { type: 'userTask.complete', data: { userTaskId: id } });
        latencies.push(performance.now() - before);
      }
    }),
  );
  return latencies.sort((one, other) => one - other);
}

function print(name: string, sorted: number[]): void {
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  process.stdout.write(
    `${name}: ${sorted.length} Updates, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms\n`,
  );
}
