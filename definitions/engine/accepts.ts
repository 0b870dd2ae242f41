import { parseInstant } from '../calendar/instants.ts';
import type { EngineEvent } from './event.ts';
import type { EventHandlers } from './handler.ts';
import type { Programme } from './programme.ts';
import type { Rejection } from './rejection.ts';
import type { State } from './state.ts';

const MAX_DEPTH = 50;
const MAX_VALUES = 10_000;
/** Larger payloads go by reference (design, section 4). */
const MAX_CHARACTERS = 500_000;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** The one rule of what an instance accepts. Its users: the workflow's validator, the API's pre-check, the greyed-out button. */
export function judge(
  handlers: EventHandlers,
  programme: Programme,
  state: State | undefined,
  event: EngineEvent,
): Rejection | undefined {
  return (
    shapeOf(handlers, event) ?? standing(handlers, programme, state, event) ?? asked(handlers, programme, state, event)
  );
}

function asked(
  handlers: EventHandlers,
  programme: Programme,
  state: State | undefined,
  event: EngineEvent,
): Rejection | undefined {
  const handler = handlers[event.type] as {
    accepts(programme: Programme, state: State | undefined, event: EngineEvent): Rejection | undefined;
  };
  return handler.accepts(programme, state, event);
}

/** Is it an event at all, and small enough to look at? */
function shapeOf(handlers: EventHandlers, event: EngineEvent): Rejection | undefined {
  const { id, type, at, actor, data } = event as { [K in keyof EngineEvent]?: unknown };
  if (typeof id !== 'string' || id === '' || id.length > 200)
    return { code: 'event.invalid', pointer: '/id', message: 'An event needs an id' };
  if (typeof type !== 'string' || !Object.hasOwn(handlers, type))
    return { code: 'event.unknownType', pointer: '/type', message: `No event ${String(type)}` };
  if (typeof at !== 'string' || !at.endsWith('Z') || parseInstant(at) === undefined)
    return { code: 'event.invalid', pointer: '/at', message: 'An event needs an instant in UTC' };
  const { kind, id: actorId } = (actor ?? {}) as { kind?: unknown; id?: unknown };
  if (typeof kind !== 'string' || typeof actorId !== 'string')
    return { code: 'event.invalid', pointer: '/actor', message: 'An event needs an actor' };
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { code: 'event.invalid', pointer: '/data', message: 'An event needs data' };
  return boundsOf(data);
}

function boundsOf(data: object): Rejection | undefined {
  let values = 0;
  let characters = 0;
  const stack: [value: object, depth: number][] = [[data, 1]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return { code: 'event.tooDeep', pointer: '', message: `Data nest deeper than ${MAX_DEPTH}` };
    for (const [name, member] of Object.entries(value)) {
      values++;
      if (values > MAX_VALUES)
        return { code: 'event.tooLarge', pointer: '', message: `Data hold more than ${MAX_VALUES} values` };
      characters += name.length + (typeof member === 'string' ? member.length : 0);
      if (characters > MAX_CHARACTERS)
        return { code: 'event.tooLarge', pointer: '', message: `Data hold more than ${MAX_CHARACTERS} characters` };
      if (forbidden.has(name))
        return { code: 'event.forbiddenName', pointer: '', message: `${name} is not a name of data` };
      if (typeof member === 'object' && member !== null) stack.push([member, depth + 1]);
    }
  }
  return undefined;
}

/** Does the instance, as it stands, take this kind of event? */
function standing(
  handlers: EventHandlers,
  programme: Programme,
  state: State | undefined,
  event: EngineEvent,
): Rejection | undefined {
  if (event.type === 'instance.start') {
    return state
      ? { code: 'instance.alreadyStarted', pointer: '', message: 'The instance has started already' }
      : undefined;
  }
  if (!state) return { code: 'instance.notStarted', pointer: '', message: 'The instance has not started' };
  if (state.programme !== programme.hash)
    return { code: 'programme.mismatch', pointer: '', message: 'The instance runs another programme' };
  if (state.status === 'completed' || state.status === 'cancelled' || state.status === 'failed') {
    return { code: 'instance.finished', pointer: '', message: 'The instance has ended' };
  }
  if (state.status === 'suspended' && handlers[event.type].suspended === 'rejected') {
    return { code: 'instance.suspended', pointer: '', message: 'The instance is suspended' };
  }
  return undefined;
}
