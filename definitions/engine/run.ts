import type { Command } from './command.ts';
import type { EngineEvent } from './event.ts';
import type { ElementHandlers, EventHandlers, TriggerKinds } from './handler.ts';
import type { Item, ItemOf } from './item.ts';
import type { JournalRecord } from './journal.ts';
import { Problem } from './problem.ts';
import type { Programme } from './programme.ts';
import type { Scope, State } from './state.ts';

/** The maps of the state that a transition may change. */
export type StateMap =
  | 'scopes'
  | 'tokens'
  | 'userTasks'
  | 'timers'
  | 'subscriptions'
  | 'conditions'
  | 'pending'
  | 'incidents'
  | 'ledgers'
  | 'documents'
  | 'completedBy';

/** Who does what: given from above, so that the parts below need not know one another. */
export interface Registries {
  elements: ElementHandlers;
  triggers: TriggerKinds;
  events: EventHandlers;
}

/**
 * One transition under way. The state here is a draft: maps and scopes are copied when first written, everything
 * untouched is shared with the state before.
 */
export interface Run {
  readonly programme: Programme;
  readonly registries: Registries;
  readonly event: EngineEvent;
  readonly at: string;
  state: State;
  records: JournalRecord[];
  commands: Command[];
  queue: Item[];
  /** Signals and messages on their way: they are delivered when nothing else moves. */
  throws: ItemOf<'throw'>[];
  /** Variables were written since conditions were last looked at. */
  touched: boolean;
  /** How many due moments may still fire in this transition. */
  firing: number;
  steps: number;
  /** Steps that expressions may still take in this transition, all together. */
  expressions: { left: number };
  ownedMaps: Set<StateMap>;
  ownedScopes: Set<string>;
}

/** So many expressions may take their limit in one transition. */
const EXPRESSIONS = 3;

export function begin(programme: Programme, registries: Registries, state: State, event: EngineEvent, at: string): Run {
  return {
    programme,
    registries,
    event,
    at,
    state: { ...state, at, seq: state.seq + 1, counters: { ...state.counters } },
    records: [],
    commands: [],
    queue: [],
    throws: [],
    touched: false,
    firing: 0,
    steps: 0,
    expressions: { left: programme.limits.expressionSteps * EXPRESSIONS },
    ownedMaps: new Set(),
    ownedScopes: new Set(),
  };
}

/** The map, for writing. */
export function writable<M extends StateMap>(run: Run, map: M): State[M] {
  if (!run.ownedMaps.has(map)) {
    run.state[map] = { ...run.state[map] };
    run.ownedMaps.add(map);
  }
  return run.state[map];
}

/** Takes the entry out of the map. */
export function remove(run: Run, map: StateMap, id: string): void {
  delete writable(run, map)[id];
}

export function record(run: Run, entry: JournalRecord): void {
  run.records.push(entry);
}

export function push(run: Run, item: Item): void {
  run.queue.push(item);
}

/** `nextId(run, 's')` is `s1`, `s2` ... */
export function nextId(run: Run, kind: string): string {
  const next = (run.state.counters[kind] ?? 0) + 1;
  run.state.counters[kind] = next;
  return `${kind}${next}`;
}

export function issue(run: Run, command: Command, at?: { elementId: string; scopeId: string }): void {
  run.commands.push(command);
  record(run, { type: 'command.issued', commandId: command.id, command: command.type, ...at });
}

/** The scope, for reading. */
export function scopeOf(run: Run, id: string): Scope {
  const scope = run.state.scopes[id];
  if (!scope) throw new Problem('scope.gone', `Scope ${id} has ended`);
  return scope;
}

/** The scope, for writing. */
export function writableScope(run: Run, id: string): Scope {
  const scopes = writable(run, 'scopes');
  const scope = scopes[id];
  if (!scope) throw new Problem('scope.gone', `Scope ${id} has ended`);
  if (run.ownedScopes.has(id)) return scope;
  const copy = { ...scope };
  scopes[id] = copy;
  run.ownedScopes.add(id);
  return copy;
}

/** What a save keeps: enough to take back everything an item did. */
export interface Save {
  state: State;
  records: number;
  commands: number;
  queue: Item[];
  throws: ItemOf<'throw'>[];
  touched: boolean;
}

export function save(run: Run): Save {
  // What was owned is shared with the save from here on, and copied again when next written.
  run.ownedMaps.clear();
  run.ownedScopes.clear();
  return {
    state: { ...run.state, counters: { ...run.state.counters } },
    records: run.records.length,
    commands: run.commands.length,
    queue: [...run.queue],
    throws: [...run.throws],
    touched: run.touched,
  };
}

export function restore(run: Run, saved: Save): void {
  run.ownedMaps.clear();
  run.ownedScopes.clear();
  run.state = { ...saved.state, counters: { ...saved.state.counters } };
  run.records.length = saved.records;
  run.commands.length = saved.commands;
  run.queue = [...saved.queue];
  run.throws = [...saved.throws];
  run.touched = saved.touched;
}
