import { addDuration, parseDuration, parseMoment } from '../engine/iso8601.ts';

/** The clock of a simulated world: it stands still until it is moved, and never goes back. */
export interface Clock {
  readonly now: string;
  /** False when the moment lies in the past. */
  moveTo(instant: string): boolean;
}

export function newClock(startAt: string): Clock {
  let now = startAt;
  return {
    get now() {
      return now;
    },
    moveTo(instant) {
      if (instant < now) return false;
      now = instant;
      return true;
    },
  };
}

/** An instant as the engine writes it, from an instant, a local date (its beginning) or a local time. */
export function momentIn(zone: string, text: string): string | undefined {
  return parseMoment(text, zone);
}

export function later(zone: string, from: string, duration: string): string | undefined {
  const parsed = parseDuration(duration);
  return parsed === undefined ? undefined : addDuration(from, parsed, zone);
}
