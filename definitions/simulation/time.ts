import { nextDueAt } from '../engine/index.ts';
import { settle } from './deliver.ts';
import type { Services } from './services.ts';
import { apply, isLiving, nextMoment, type World } from './world.ts';

/** Moments one advance may pass; a timer that repeats every second for a year is stopped here. */
const momentLimit = 100_000;

export type Advanced = 'there' | 'past' | 'endless';

/**
 * Moves the clock. Whatever falls due on the way happens at its own moment: first the instances, in the order they were
 * started, then answers and starts; what they cause is delivered before time goes on.
 */
export function advanceTo(world: World, services: Services, target: string): Advanced {
  for (let n = 0; n < momentLimit; n += 1) {
    const next = nextMoment(world);
    if (next === undefined || next > target) return world.clock.moveTo(target) ? 'there' : 'past';
    // What was due before the world began, or while an instance was suspended, happens now.
    if (next > world.clock.now) world.clock.moveTo(next);
    if (!happenNow(world, services)) return 'endless';
  }
  return 'endless';
}

function happenNow(world: World, services: Services): boolean {
  const { now } = world.clock;
  for (const instance of [...world.instances.values()]) {
    const due = isLiving(instance) ? nextDueAt(instance.state) : undefined;
    if (due === undefined || due > now) continue;
    apply(world, instance, { type: 'time.advance', actor: { kind: 'timer', id: 'timer' }, data: {} });
    if (!settle(world, services)) return false;
  }
  const due = world.appointments
    .filter(({ at }) => at <= now)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id));
  world.appointments = world.appointments.filter((appointment) => !due.includes(appointment));
  for (const appointment of due) {
    appointment.happen();
    if (!settle(world, services)) return false;
  }
  return true;
}
