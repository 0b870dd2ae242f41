import { offsetAt, toInstant } from '../../calendar/zone.ts';
import { DAY_NANOS, FeelDate, FeelDateTime, type FeelTime, type Place, SECOND_NANOS } from './values.ts';

const MILLI_NANOS = 1_000_000;
const DAY_MS = 86_400_000;
/** Zones are known for the years a clock is used in; further off an offset would be made up. */
const MAX_ZONED_DAY = 3_000_000;

/** Seconds from UTC at a local moment of a place; undefined where the place is nowhere. */
export function offsetOf(place: Place, day: number, nanos: number): number | undefined {
  if (!place) return undefined;
  if ('offset' in place) return place.offset;
  if (Math.abs(day) > MAX_ZONED_DAY) return 0;
  const instant = toInstant(place.zone, day, Math.floor(nanos / MILLI_NANOS));
  return Math.round(offsetAt(place.zone, instant) / 1_000);
}

/** Nanoseconds since 1970 in UTC; a moment nowhere counts as if in UTC. */
export function instantNanos(moment: FeelDateTime | FeelDate): bigint {
  if (moment instanceof FeelDate) return BigInt(moment.day) * BigInt(DAY_NANOS);
  const offset = offsetOf(moment.place, moment.day, moment.nanos) ?? 0;
  return BigInt(moment.day) * BigInt(DAY_NANOS) + BigInt(moment.nanos) - BigInt(offset) * BigInt(SECOND_NANOS);
}

/** The local moment of a place at an instant. */
export function atPlace(instant: bigint, place: Place): FeelDateTime {
  const offset = placeOffset(instant, place);
  const local = instant + BigInt(offset) * BigInt(SECOND_NANOS);
  const nanos = ((local % BigInt(DAY_NANOS)) + BigInt(DAY_NANOS)) % BigInt(DAY_NANOS);
  return new FeelDateTime(Number((local - nanos) / BigInt(DAY_NANOS)), Number(nanos), place);
}

function placeOffset(instant: bigint, place: Place): number {
  if (!place) return 0;
  if ('offset' in place) return place.offset;
  const ms = Number(instant / BigInt(MILLI_NANOS));
  return Math.abs(ms) > MAX_ZONED_DAY * DAY_MS ? 0 : Math.round(offsetAt(place.zone, ms) / 1_000);
}

/** Nanoseconds of a time since midnight in UTC; nowhere counts as UTC. A zone's offset is today's question: the day is needed. */
export function timeNanos(time: FeelTime, day: number): number {
  return time.nanos - (offsetOf(time.place, day, time.nanos) ?? 0) * SECOND_NANOS;
}
