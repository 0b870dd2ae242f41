import {
  type EventOf,
  type JournalEntry,
  type Programme,
  type State,
  type Transition,
  accepts,
  compile,
  defaultLimits,
  nextDueAt,
  replay,
  start,
  transition,
} from '../../../definitions/engine/index.ts';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import { breaches } from './invariants.ts';
import { Chance, randomDefinition } from './random.ts';
import { randomEvent, randomNonsense } from './random-events.ts';

const decisions = { known: { key: 'known', kind: 'literal' as const, expression: 'n + 1' } };

export interface Life {
  problems: string[];
  transitions: number;
  ended: boolean;
  incidents: string[];
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** Lives one random instance of one random definition, and says what was wrong with it: nothing, if the engine is right. */
export function live(seed: number, length = 25, watch?: (event: unknown, next: Transition) => void): Life {
  const problems: string[] = [];
  const chance = new Chance(seed ^ 0x5bd1e995);
  const programme: Programme = compile({
    definition: randomDefinition(seed),
    decisions,
    calendars: shippedCalendars,
    limits: { ...defaultLimits, steps: 300 },
    bindings: {},
  });
  const journal: JournalEntry[] = [];
  const incidents = new Set<string>();
  const faults = new Set<string>();
  let clock = Date.parse('2026-03-02T09:00:00.000Z');
  const note = (state: State, what: string): void => {
    for (const breach of breaches(state)) problems.push(`${what}: ${breach}`);
    for (const { code, message } of Object.values(state.incidents)) {
      if (code === 'engine.fault' && !what.endsWith('engine.fault') && !faults.has(message))
        problems.push(`${what}: ${message}`);
      if (code === 'engine.fault') faults.add(message);
      incidents.add(code);
    }
  };
  const begin: EventOf<'instance.start'> = {
    id: 'e0',
    type: 'instance.start',
    at: new Date(clock).toISOString(),
    actor: { kind: 'applicant', id: 'x' },
    data: { instanceId: 'i', input: { n: 1, flag: true, x: 'a', list: [1] } },
  };
  const first = start(programme, begin);
  let { state } = first;
  if (first.journal) journal.push(first.journal);
  note(state, 'start');
  let transitions = 1;
  for (let n = 1; n <= length && (state.status === 'running' || state.status === 'suspended'); n++) {
    const due = nextDueAt(state);
    clock =
      due !== undefined && chance.below(3) === 0 ? Math.max(clock, Date.parse(due)) : clock + chance.below(7_200_000);
    const event =
      chance.below(12) === 0
        ? (randomNonsense(chance) as ReturnType<typeof randomEvent>)
        : randomEvent(chance, state, `e${n}`, new Date(clock).toISOString());
    frozen(state);
    frozen(event);
    const rejection = accepts(programme, state, event);
    const next = transition(programme, state, event);
    if ((rejection?.code ?? '') !== (next.rejection?.code ?? ''))
      problems.push(`${event.type}: accepts says ${rejection?.code}, transition ${next.rejection?.code}`);
    if (next.rejection && next.state !== state) problems.push(`${event.type}: refused, and changed the state`);
    if (JSON.stringify(JSON.parse(JSON.stringify(next.state))) !== JSON.stringify(next.state))
      problems.push(`${event.type}: the state is not plain JSON`);
    watch?.(event, next);
    state = next.state;
    if (next.journal) journal.push(next.journal);
    note(state, `${n} ${event.type}`);
    transitions++;
    if (problems.length > 0) break;
  }
  const again = replay(programme, JSON.parse(JSON.stringify(journal)) as JournalEntry[]);
  if (JSON.stringify(again.journal) !== JSON.stringify(journal)) problems.push('replay: another journal');
  else if (JSON.stringify(again.state) !== JSON.stringify(state)) problems.push('replay: another state');
  return {
    problems,
    transitions,
    ended: state.status !== 'running' && state.status !== 'suspended',
    incidents: [...incidents],
  };
}
