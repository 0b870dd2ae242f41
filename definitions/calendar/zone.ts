import type { Day } from './days.ts';
import type { Instant } from './instants.ts';
import { dayOf } from './days.ts';

/**
 * Local time of an IANA zone, by `Intl` with a cache per zone and UTC day: asking `Intl` costs microseconds, legal time
 * is asked for the same days again and again. Results don't depend on the cache, nor on the host's own zone.
 */
const DAY_MS = 86_400_000;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Offset of a whole UTC day, or NaN where it changes within the day. */
  offsets: Map<number, number>;
}

const zones = new Map<string, Zone | null>();
const CACHED_DAYS = 20_000;

function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  let zone: Zone | null = null;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zone = { format, offsets: new Map() };
  } catch {
    // An unknown name: the answer is remembered too.
  }
  if (zones.size > 1_000) zones.clear();
  zones.set(name, zone);
  return zone;
}

export function isZone(name: unknown): name is string {
  return typeof name === 'string' && name.length > 0 && name.length < 64 && zoneOf(name) !== null;
}

function askOffset(zone: Zone, instant: Instant): number {
  const found: { [type: string]: number } = {};
  for (const part of zone.format.formatToParts(instant)) found[part.type] = Number(part.value);
  const day = dayOf(found['year'] ?? 0, found['month'] ?? 1, found['day'] ?? 1);
  const local =
    day * DAY_MS + (found['hour'] ?? 0) * 3_600_000 + (found['minute'] ?? 0) * 60_000 + (found['second'] ?? 0) * 1_000;
  return local - Math.floor(instant / 1_000) * 1_000;
}

/** Milliseconds to add to UTC for local time. The zone must exist (see `isZone`). */
export function offsetAt(name: string, instant: Instant): number {
  const zone = zoneOf(name);
  if (!zone) return 0;
  const utcDay = Math.floor(instant / DAY_MS);
  let offset = zone.offsets.get(utcDay);
  if (offset === undefined) {
    const start = askOffset(zone, utcDay * DAY_MS);
    offset = start === askOffset(zone, (utcDay + 1) * DAY_MS - 1_000) ? start : Number.NaN;
    if (zone.offsets.size >= CACHED_DAYS) zone.offsets.clear();
    zone.offsets.set(utcDay, offset);
  }
  return Number.isNaN(offset) ? askOffset(zone, instant) : offset;
}

export interface LocalTime {
  day: Day;
  /** Milliseconds since local midnight as a clock on the wall shows them. */
  time: number;
}

export function toLocal(name: string, instant: Instant): LocalTime {
  const local = instant + offsetAt(name, instant);
  const day = Math.floor(local / DAY_MS);
  return { day, time: local - day * DAY_MS };
}

/**
 * The instant of a local time. A time that a DST change skips is taken as much later as the clock was put forward; of
 * a time that comes twice, the first.
 */
export function toInstant(name: string, day: Day, time: number): Instant {
  const local = day * DAY_MS + time;
  const before = offsetAt(name, local - DAY_MS);
  const after = offsetAt(name, local + DAY_MS);
  const first = local - before;
  if (before === after && offsetAt(name, first) === before) return first;
  if (offsetAt(name, first) === before) return first;
  const second = local - after;
  if (offsetAt(name, second) === after) return second;
  return first;
}
