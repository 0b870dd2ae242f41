import {
  accepts,
  compile,
  defaultLimits,
  type EngineEvent,
  faultOf,
  type Programme,
  type State,
  start,
  transition,
} from '../../definitions/engine/index.ts';
import { evaluate, type FeelResult } from '../../definitions/feel/index.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import { checkDefinition, publishable } from '../../definitions/validation/index.ts';
import { mutate, mutated, randomGraph, withOtherExpressions, workingDefinitions } from './definitions.ts';
import { anEvent } from './events.ts';
import { someExpression } from './expressions.ts';
import { Random } from './random.ts';

/** Longer than this, and one case harms its neighbours. Generous: the machine may be busy. */
const TOO_LONG_MS = 5_000;
const SLOWEST = 10;
const STEPS = 12;
const at = '2026-03-02T09:00:00.000Z';
const zone = 'Europe/Moscow';

/** Feeds the pure core with what nobody should write, and counts what becomes of it. */
export class Fuzzer {
  readonly outcomes = new Map<string, number>();
  readonly defects: string[] = [];
  slowest: { milliseconds: number; what: string }[] = [];
  readonly #random: Random;
  readonly #seed: number;
  readonly #working = workingDefinitions();
  #run = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new Random(seed);
  }

  /** One case: an expression, or a definition and a life of it. */
  once(): void {
    this.#run += 1;
    try {
      if (this.#random.chance(0.5)) this.#expression();
      else this.#definition();
    } catch (error) {
      const { message = String(error), stack = '' } = error instanceof Error ? error : {};
      this.#defect(`${message} ${stack.split('\n').slice(1, 4).join(' ')}`);
    }
  }

  /** Times one call: that is what a worker stands still for. */
  #timed<T>(what: string, call: () => T): T {
    const before = performance.now();
    const result = call();
    const milliseconds = performance.now() - before;
    if (milliseconds > TOO_LONG_MS) this.#defect(`${milliseconds.toFixed(0)} ms: ${what.slice(0, 200)}`);
    if (milliseconds > (this.slowest.at(-1)?.milliseconds ?? 0) || this.slowest.length < SLOWEST) {
      this.slowest = [...this.slowest, { milliseconds, what: `run ${this.#run}: ${what}` }]
        .sort((one, other) => other.milliseconds - one.milliseconds)
        .slice(0, SLOWEST);
    }
    return result;
  }

  #expression(): void {
    const text = someExpression(this.#random);
    const context = { n: 3, text: 'Ёж', list: [1, 2, 3], person: { name: 'Анна', age: 40 }, ready: true, item: null };
    const result: FeelResult = this.#timed(text, () => evaluate(text, context, { at, zone, limits: defaultLimits }));
    this.#count(`expression ${result.ok ? 'evaluated' : result.code}`);
  }

  #definition(): void {
    const random = this.#random;
    const kind = random.next();
    const base = random.pick(this.#working);
    let definition: unknown;
    if (kind < 0.15) definition = base;
    else if (kind < 0.5) definition = withOtherExpressions(random, base);
    else if (kind < 0.9) definition = mutated(random, base);
    else definition = randomGraph(random);
    const issues = this.#timed('checkDefinition', () => checkDefinition(definition));
    const sound = publishable(issues);
    // Whoever gets past the checks must not harm anybody: what has the right shape is run all the same.
    const shaped = issues.every(({ code }) => !code.startsWith('schema.') && !code.startsWith('json.'));
    if (!shaped) {
      this.#count('definition refused for its shape');
      return;
    }
    this.#count(sound ? 'definition accepted' : 'definition refused by a check');
    this.#live(definition as ProcessDefinition, sound);
  }

  #live(definition: ProcessDefinition, sound: boolean): void {
    const random = this.#random;
    let programme: Programme;
    try {
      programme = compile({
        ...{ definition, decisions: {}, calendars: shippedCalendars, bindings: {} },
        limits: { ...defaultLimits, steps: 1_000, multiInstance: 100 },
      });
    } catch (error) {
      if (sound) throw error;
      this.#count('definition refused by compile');
      return;
    }
    const input = {
      n: random.below(6),
      note: '',
      list: [1, 2],
      people: ['a', 'b'],
      does: 'answer',
      ready: false,
      hash: 'h',
    };
    const actor = { kind: 'applicant', id: 'a' } as const;
    const begun = this.#timed(`start of ${definition.key}`, () =>
      start(programme, { id: 'e0', type: 'instance.start', at, actor, data: { instanceId: 'i', input } }),
    );
    this.#count(begun.rejection ? 'start refused' : 'start applied');
    let state = begun.state;
    for (let step = 1; step <= STEPS && (state.status === 'running' || state.status === 'suspended'); step++) {
      const event = anEvent(random, state, step);
      if (random.chance(0.05)) this.#corrupted(programme, state, event);
      state = this.#apply(programme, state, event);
    }
    for (const { code } of Object.values(state.incidents))
      this.#count(/^[a-z]+\.[a-zA-Z]+$/.test(code) ? `incident ${code}` : 'incident of a code of its own');
    this.#count(`life ${state.status}`);
  }

  /** `accepts` and `transition` must say the same, and leave the state as it was. */
  #apply(programme: Programme, state: State, event: EngineEvent): State {
    const before = JSON.stringify(state);
    const refusal = accepts(programme, state, event);
    const next = this.#timed(`${event.type} for ${programme.definition.key}`, () =>
      transition(programme, state, event),
    );
    if (JSON.stringify(state) !== before) this.#defect(`${event.type} changed the state given`);
    if ((refusal === undefined) !== (next.rejection === undefined)) this.#defect(`${event.type}: two verdicts`);
    this.#count(refusal ? `event refused: ${refusal.code}` : 'event applied');
    return next.state;
  }

  /** A state that no engine wrote: the engine may throw, and then, as in the workflow, that becomes an incident. */
  #corrupted(programme: Programme, state: State, event: EngineEvent): void {
    const copy = structuredClone(state);
    mutate(this.#random, copy.scopes);
    mutate(this.#random, copy.userTasks);
    try {
      transition(programme, copy, event);
      this.#count('corrupted state carried on');
    } catch (error) {
      transition(programme, state, faultOf(state, event, error));
      this.#count('corrupted state became an incident');
    }
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  #defect(what: string): void {
    this.defects.push(`run ${this.#run} of seed ${this.#seed}: ${what}`);
    this.#count('DEFECT');
  }
}
