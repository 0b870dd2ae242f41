import { judge } from './accepts.ts';
import { fail, work } from './agenda.ts';
import type { Command } from './command.ts';
import { elementHandlers } from './elements/registry.ts';
import type { EngineEvent, EventOf } from './event.ts';
import { eventHandlers } from './events/registry.ts';
import { raiseIncident } from './incidents.ts';
import type { JournalEntry } from './journal.ts';
import { Problem } from './problem.ts';
import type { Programme } from './programme.ts';
import type { Rejection } from './rejection.ts';
import { begin, record, type Registries, type Run } from './run.ts';
import { currentSemantics } from './semantics.ts';
import type { State } from './state.ts';
import { triggerKinds } from './triggers/registry.ts';

export interface Transition {
  state: State;
  commands: Command[];
  /** Undefined when nothing was applied: the event was repeated, refused, or nothing was due. */
  journal: JournalEntry | undefined;
  /** What the sender hears; the same for the same event id. */
  answer: { seq: number; at: string; repeated: boolean };
  /** Why the event was refused; the state is then as before. */
  rejection?: Rejection;
}

const registries: Registries = { elements: elementHandlers, triggers: triggerKinds, events: eventHandlers };

/** How many event ids the state remembers. */
const REMEMBERED = 200;

/** The first transition of an instance. Refused (see `accepts`) it leaves an instance that has failed. */
export function start(programme: Programme, event: EventOf<'instance.start'>): Transition {
  const rejection = judge(eventHandlers, programme, undefined, event);
  const empty = emptyState(programme, event);
  if (!rejection) return begun(programme, empty, event);
  const at = empty.startedAt;
  return {
    state: { ...empty, status: 'failed' },
    commands: [],
    journal: undefined,
    answer: { seq: 0, at, repeated: false },
    rejection,
  };
}

/** An instance begins even if the engine can't: then it is an incident that remains, and retrying it starts again. */
function begun(programme: Programme, empty: State, event: EventOf<'instance.start'>): Transition {
  try {
    return apply(programme, empty, event);
  } catch (error) {
    const run = begin(programme, registries, empty, event, empty.startedAt);
    record(run, { type: 'instance.started', key: programme.definition.key, programme: programme.hash });
    const message = error instanceof Error ? error.message : String(error);
    raiseIncident(run, 'engine.fault', message, { do: 'event', event }, {});
    return ended(run, event);
  }
}

/** What an event does to an instance. Pure: the state given is not changed, effects come back as commands. */
export function transition(programme: Programme, state: State, event: EngineEvent): Transition {
  const known = state.recentEvents.find(([id]) => id === event.id);
  if (known)
    return { state, commands: [], journal: undefined, answer: { seq: known[1], at: known[2], repeated: true } };
  const rejection = judge(eventHandlers, programme, state, event);
  if (rejection) return { ...unchanged(state), rejection };
  return apply(programme, state, event);
}

/** Why an event can't be accepted now; undefined: it can. `state` undefined: the instance is about to start. */
export function accepts(programme: Programme, state: State | undefined, event: EngineEvent): Rejection | undefined {
  if (state?.recentEvents.some(([id]) => id === event.id)) return undefined;
  return judge(eventHandlers, programme, state, event);
}

function unchanged(state: State): Transition {
  return { state, commands: [], journal: undefined, answer: { seq: state.seq, at: state.at, repeated: false } };
}

function apply(programme: Programme, state: State, event: EngineEvent): Transition {
  const at = event.at > state.at ? event.at : state.at;
  const holds = state.status === 'suspended' && eventHandlers[event.type].suspended === 'held';
  const run = holds ? held(programme, state, event, at) : applied(programme, state, event, at);
  if (event.type === 'time.advance' && run.records.length === 0) return unchanged(state);
  return ended(run, event);
}

function ended(run: Run, event: EngineEvent): Transition {
  const { at } = run;
  const { seq, recentEvents } = run.state;
  run.state.recentEvents = [...recentEvents.slice(1 - REMEMBERED), [event.id, seq, at]];
  return {
    state: run.state,
    commands: run.commands,
    journal: { seq, event, records: run.records, commands: run.commands },
    answer: { seq, at, repeated: false },
  };
}

/** Applied as if nothing could fail; if something does, once more with every step secured. */
function applied(programme: Programme, state: State, event: EngineEvent, at: string): Run {
  try {
    const run = begin(programme, registries, state, event, at);
    handle(run, event);
    work(run, false);
    return run;
  } catch {
    const run = begin(programme, registries, state, event, at);
    handleCarefully(run, event, () => begin(programme, registries, state, event, at));
    return run;
  }
}

function handleCarefully(run: Run, event: EngineEvent, fresh: () => Run): void {
  try {
    handle(run, event);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    Object.assign(run, fresh());
    fail(run, { do: 'event', event }, error);
  }
  work(run, true);
}

function handle(run: Run, event: EngineEvent): void {
  const handler = eventHandlers[event.type] as { apply(run: Run, event: EngineEvent): void };
  handler.apply(run, event);
}

function held(programme: Programme, state: State, event: EngineEvent, at: string): Run {
  const run = begin(programme, registries, state, event, at);
  run.state.held = [...(state.held ?? []), event];
  return run;
}

function emptyState(programme: Programme, event: EventOf<'instance.start'>): State {
  const { at, data } = event;
  return {
    semantics: [...currentSemantics],
    programme: programme.hash,
    instanceId: data.instanceId,
    ...(data.number === undefined ? {} : { number: data.number }),
    ...(data.parent === undefined ? {} : { parent: data.parent }),
    ...(data.links === undefined ? {} : { links: data.links }),
    status: 'running',
    startedAt: at,
    at,
    seq: 0,
    counters: {},
    scopes: {},
    tokens: {},
    userTasks: {},
    timers: {},
    subscriptions: {},
    conditions: {},
    pending: {},
    incidents: {},
    ledgers: {},
    documents: {},
    completedBy: {},
    recentEvents: [],
  };
}
