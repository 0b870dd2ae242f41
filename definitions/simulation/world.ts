import {
  type Actor,
  type Command,
  compile,
  type EngineEvent,
  type EventOf,
  type EventType,
  faultOf,
  type JournalEntry,
  nextDueAt,
  type Programme,
  type ProgrammeSource,
  type Rejection,
  type StartData,
  start,
  type State,
  type Transition,
  transition,
} from '../engine/index.ts';
import { type Clock, newClock } from './clock.ts';

/** One simulated instance. */
export interface Instance {
  id: string;
  key: string;
  programme: Programme;
  state: State;
  journal: JournalEntry[];
}

/** An event as a world is given it: id and moment are the world's. */
export type GivenEvent = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Pick<E, 'type' | 'data' | 'actor'>
    : never
  : never;

/** A command on its way from the instance that issued it. */
export interface Issued {
  from: Instance;
  command: Command;
}

export interface World {
  clock: Clock;
  programmes: Map<string, Programme>;
  /** In the order they were started. */
  instances: Map<string, Instance>;
  /** Commands not yet delivered, in the order they were issued. */
  outbox: Issued[];
  /** Things that happen by themselves at a moment: answers on their way, starts by time. */
  appointments: Appointment[];
  counters: { events: number; instances: number; appointments: number };
}

export interface Appointment {
  id: number;
  at: string;
  /** The call the answer is for; an answer nobody waits for any more is not given. */
  commandOf?: { instanceId: string; commandId: string };
  happen(): void;
}

export function newWorld(sources: ProgrammeSource[], startAt: string): World {
  const programmes = sources.map((source) => compile(source));
  return {
    clock: newClock(startAt),
    programmes: new Map(programmes.map((programme) => [programme.definition.key, programme])),
    instances: new Map(),
    outbox: [],
    appointments: [],
    counters: { events: 0, instances: 0, appointments: 0 },
  };
}

/** Starts an instance; what it causes elsewhere waits in the outbox. */
export function startInstance(
  world: World,
  key: string,
  data: Omit<StartData, 'instanceId'>,
  actor: Actor,
  instanceId = `simulated-${world.counters.instances + 1}`,
): Instance | Rejection {
  const programme = world.programmes.get(key);
  if (programme === undefined) {
    return {
      code: 'simulation.procedure.unknown',
      pointer: '',
      message: `No procedure ${key} takes part in the simulation`,
    };
  }
  const event = stamp(world, {
    type: 'instance.start',
    actor,
    data: { ...data, instanceId },
  }) as EventOf<'instance.start'>;
  const { state, journal, commands, rejection } = start(programme, event);
  if (rejection !== undefined) return rejection;
  world.counters.instances += 1;
  const instance: Instance = { id: instanceId, key, programme, state, journal: journal === undefined ? [] : [journal] };
  world.instances.set(instanceId, instance);
  for (const command of commands) world.outbox.push({ from: instance, command });
  return instance;
}

export function isRejection(result: Instance | Rejection): result is Rejection {
  return 'pointer' in result;
}

/** Applies an event, or says why it can't be. */
export function apply(world: World, instance: Instance, given: GivenEvent): Rejection | undefined {
  const result = attempt(instance.programme, instance.state, stamp(world, given));
  if (result.rejection !== undefined) return result.rejection;
  instance.state = result.state;
  if (result.journal !== undefined) instance.journal.push(result.journal);
  for (const command of result.commands) world.outbox.push({ from: instance, command });
  return undefined;
}

/** As the workflow does: an exception inside the engine becomes an incident. */
function attempt(programme: Programme, state: State, event: EngineEvent): Transition {
  try {
    return transition(programme, state, event);
  } catch (error) {
    return transition(programme, state, faultOf(state, event, error));
  }
}

function stamp(world: World, given: GivenEvent | { type: EventType; data: unknown; actor: Actor }): EngineEvent {
  world.counters.events += 1;
  return { id: `event-${world.counters.events}`, at: world.clock.now, ...given } as EngineEvent;
}

export function isLiving(instance: Instance): boolean {
  return instance.state.status === 'running' || instance.state.status === 'suspended';
}

/** The next moment at which something happens by itself. */
export function nextMoment(world: World): string | undefined {
  let next: string | undefined;
  const earlier = (at: string | undefined) => {
    if (at !== undefined && (next === undefined || at < next)) next = at;
  };
  for (const instance of world.instances.values()) if (isLiving(instance)) earlier(nextDueAt(instance.state));
  for (const appointment of world.appointments) earlier(appointment.at);
  return next;
}

export function makeAppointment(
  world: World,
  at: string,
  happen: () => void,
  commandOf?: Appointment['commandOf'],
): void {
  world.counters.appointments += 1;
  world.appointments.push({ id: world.counters.appointments, at, happen, ...(commandOf && { commandOf }) });
}
