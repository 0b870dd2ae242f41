import { compile, defaultLimits, type EngineEvent, start, transition } from '../definitions/engine/index.ts';
import { evaluate, toPlain } from '../definitions/feel/index.ts';
import type { ProcessDefinition } from '../definitions/schema/definition.ts';
import { live } from '../test/definitions/engine/life.ts';
import { randomExpression } from '../test/definitions/feel/random.ts';
import { begin, procedure, programmeOf, step } from './bench/engine.ts';

/**
 * `npm run fuzz -- [lives] [expressions] [first seed]`: random definitions with random events, and random expressions.
 * Each must be refused or finish; prints what was wrong by seed, how long the slowest took, and how long an ordinary
 * instance takes beside poisonous ones.
 */
const [lives = 5_000, expressions = 20_000, first = 0] = process.argv.slice(2).map(Number);

function percentile(times: number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2)} ms`;
}

function timed<T>(times: number[], work: () => T): T {
  const began = performance.now();
  const result = work();
  times.push(performance.now() - began);
  return result;
}

let wrong = 0;
function complain(seed: number, what: unknown): void {
  wrong++;
  if (wrong <= 20) console.log(`seed ${seed}: ${what instanceof Error ? (what.stack ?? what.message) : String(what)}`);
}

const perTransition: number[] = [];
let transitions = 0;
for (let seed = first; seed < first + lives; seed++) {
  let last = performance.now();
  try {
    const { problems, transitions: count } = live(seed, 25, () => {
      perTransition.push(performance.now() - last);
      last = performance.now();
    });
    transitions += count;
    for (const problem of problems) complain(seed, problem);
  } catch (error) {
    complain(seed, error);
  }
}
console.log(
  `${lives} definitions, ${transitions} events: ${wrong} wrong; p99 ${percentile(perTransition, 0.99)}, slowest ${percentile(perTransition, 1)}`,
);

const options = { at: '2026-03-02T09:00:00.000Z', zone: 'Europe/Moscow', limits: defaultLimits };
const context = {
  n: 3,
  x: 'aab',
  list: [1, 2, 3, null, 'a'],
  ctx: { a: 1 },
  flag: true,
  text: `${'a'.repeat(40)}!`,
  day: '2026-03-02',
  'a-b': 7,
};
const perExpression: number[] = [];
let evaluated = 0;
for (let seed = first; seed < first + expressions; seed++) {
  try {
    const found = timed(perExpression, () => evaluate(randomExpression(seed), context, options));
    if (found.ok) {
      evaluated++;
      JSON.stringify(toPlain(found.value));
    }
  } catch (error) {
    complain(seed, error);
  }
}
console.log(
  `${expressions} expressions, ${evaluated} with a value: ${wrong} wrong so far; p99 ${percentile(perExpression, 0.99)}, slowest ${percentile(perExpression, 1)}`,
);

/** Definitions written to harm: endless loops, bombs of expressions, floods of tokens. */
function poison(condition: string): ProcessDefinition {
  const title = { ru: 'Яд' };
  return {
    language: 1,
    key: 'poison',
    title,
    elements: [
      { type: 'startEvent', id: 'start', title },
      { type: 'scriptTask', id: 'burn', title, assignments: [{ to: 'x', value: condition }] },
      { type: 'manualTask', id: 'more', title },
    ],
    flows: [
      { id: 'f1', from: 'start', to: 'burn' },
      { id: 'f2', from: 'burn', to: 'more' },
      { id: 'f3', from: 'more', to: 'burn' },
      { id: 'f4', from: 'more', to: 'burn' },
    ],
  };
}
const bombs = [
  '1',
  'sum(for i in 1..9000 return i)',
  'count(for i in 1..1000, j in 1..9 return [i, j])',
  '{ f: function(k) f(k + 1), r: f(1) }.r',
  `matches("${'a'.repeat(2_000)}!", "(a|aa)+$")`,
];
const ordinary = programmeOf(procedure());
const poisoned: number[] = [];
const beside: number[] = [];
for (let round = 0; round < 20; round++) {
  for (const bomb of bombs) {
    const programme = compile({
      definition: poison(bomb),
      decisions: {},
      calendars: {},
      limits: defaultLimits,
      bindings: {},
    });
    const event: EngineEvent = {
      id: 'e0',
      type: 'instance.start',
      at: options.at,
      actor: { kind: 'system', id: 's' },
      data: { instanceId: 'p', input: {} },
    };
    const born = timed(poisoned, () => start(programme, event));
    timed(poisoned, () =>
      transition(programme, born.state, { ...event, id: 'e1', type: 'incident.retry', data: { incidentId: 'i1' } }),
    );
    let state = timed(beside, () => begin(ordinary));
    for (let n = 1; n <= 5; n++) state = timed(beside, () => step(ordinary, state, n));
  }
}
console.log(
  `beside ${poisoned.length} poisonous transitions (p99 ${percentile(poisoned, 0.99)}, slowest ${percentile(poisoned, 1)}) ordinary ones take p99 ${percentile(beside, 0.99)}, slowest ${percentile(beside, 1)}`,
);
if (wrong > 0) process.exitCode = 1;
