import type { TimerTrigger } from '../schema/definition.ts';
import { addDuration, parseCycle, parseDuration, parseMoment } from '../engine/iso8601.ts';
import { startingElements } from './receivers.ts';
import { makeAppointment, startInstance, type World } from './world.ts';

const timer = { kind: 'timer', id: 'timer' } as const;

/**
 * Procedures that start by time begin to do so: their timers run from now on, as from the moment of publication.
 * Times that are FEEL see no instance and so are not set here.
 */
export function armTimerStarts(world: World): void {
  for (const [key, programme] of world.programmes) {
    for (const { id, triggers } of startingElements(programme)) {
      for (const trigger of triggers) {
        if (trigger.type !== 'timer') continue;
        const start = () => void startInstance(world, key, { input: {}, startElement: id }, timer);
        arm(world, trigger, programme.zone, start);
      }
    }
  }
}

function arm(world: World, { date, duration, cycle }: TimerTrigger, zone: string, start: () => void): void {
  const { now } = world.clock;
  if (typeof date === 'string') {
    const at = parseMoment(date, zone);
    if (at !== undefined && at >= now) makeAppointment(world, at, start);
  } else if (typeof duration === 'string') {
    const at = after(now, duration, zone);
    if (at !== undefined) makeAppointment(world, at, start);
  } else if (typeof cycle === 'string') {
    const parsed = parseCycle(cycle, zone);
    const first = parsed && (parsed.start ?? after(now, parsed.every, zone));
    if (parsed !== undefined && first !== undefined && parsed.times !== 0) repeat(world, first, parsed, zone, start);
  }
}

/** One appointment at a time: a cycle may have no end. */
function repeat(
  world: World,
  at: string,
  cycle: { times: number; every: string },
  zone: string,
  start: () => void,
): void {
  makeAppointment(world, at, () => {
    start();
    const next = after(at, cycle.every, zone);
    const left = cycle.times < 0 ? -1 : cycle.times - 1;
    if (next !== undefined && left !== 0) repeat(world, next, { ...cycle, times: left }, zone, start);
  });
}

function after(at: string, duration: string, zone: string): string | undefined {
  const parsed = parseDuration(duration);
  return parsed === undefined ? undefined : addDuration(at, parsed, zone);
}
