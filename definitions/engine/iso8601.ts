import { addMonths, civilOf, dayOf } from '../calendar/days.ts';
import { toInstant, toLocal } from '../calendar/zone.ts';

/** Technical time in ISO 8601: dates, durations and cycles of timers. Legal terms are the calendar's. */
export interface Duration {
  months: number;
  days: number;
  milliseconds: number;
}

const duration =
  /^(-)?P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/;

export function parseDuration(text: string): Duration | undefined {
  const found = duration.exec(text);
  if (!found || text.endsWith('P') || text.endsWith('T')) return undefined;
  const [, minus, years, months, weeks, days, hours, minutes, seconds] = found;
  const sign = minus ? -1 : 1;
  const part = (value: string | undefined): number => Number(value ?? 0);
  return {
    months: sign * (part(years) * 12 + part(months)) + 0,
    days: sign * (part(weeks) * 7 + part(days)) + 0,
    milliseconds: sign * Math.round(part(hours) * 3_600_000 + part(minutes) * 60_000 + part(seconds) * 1_000) + 0,
  };
}

/** Months and days are counted on the clock of the zone, hours and less as elapsed time. Undefined beyond the year 9999. */
export function addDuration(at: string, added: Duration, zone: string): string | undefined {
  let instant = Date.parse(at);
  if (added.months !== 0 || added.days !== 0) {
    const local = toLocal(zone, instant);
    instant = toInstant(zone, addMonths(local.day, added.months) + added.days, local.time);
  }
  return format(instant + added.milliseconds);
}

const dateTime = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A date, or a date and time with or without offset (without: in the zone), as an instant. */
export function parseMoment(text: string, zone: string): string | undefined {
  const found = dateTime.exec(text.replace(/\[[^\]]{1,60}\]$/, '').replace(/z$/, 'Z'));
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const calendarDay = dayOf(Number(year), Number(month), Number(day));
  const back = civilOf(calendarDay);
  if (back.month !== Number(month) || back.date !== Number(day)) return undefined;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined;
  const time =
    Number(hour ?? 0) * 3_600_000 +
    Number(minute ?? 0) * 60_000 +
    Number(second ?? 0) * 1_000 +
    Math.floor(Number(fraction ?? 0) * 1_000);
  if (offset === undefined) return format(toInstant(zone, calendarDay, time));
  return format(calendarDay * 86_400_000 + time - offsetOf(offset));
}

function offsetOf(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours, minutes] = offset.slice(1).split(':');
  return (offset.startsWith('-') ? -1 : 1) * (Number(hours) * 3_600_000 + Number(minutes) * 60_000);
}

export interface Cycle {
  /** How often; -1: without end. */
  times: number;
  /** First moment; absent: one interval from now. */
  start?: string;
  every: string;
}

/** `R4/PT10S`, `R/P1D`, `R3/2026-01-01T00:00:00Z/PT1H`. */
export function parseCycle(text: string, zone: string): Cycle | undefined {
  const parts = text.split('/');
  const head = /^R(\d{0,6})$/.exec(parts[0] ?? '');
  const every = parts.at(-1) ?? '';
  if (!head || parts.length < 2 || parts.length > 3) return undefined;
  const interval = parseDuration(every);
  // An interval that doesn't move time forward would fire without end.
  if (!interval || interval.months < 0 || interval.days < 0 || interval.milliseconds < 0) return undefined;
  if (interval.months + interval.days + interval.milliseconds === 0) return undefined;
  const times = head[1] ? Number(head[1]) : -1;
  if (parts.length === 2) return { times, every };
  const start = parseMoment(parts[1] ?? '', zone);
  return start === undefined ? undefined : { times, start, every };
}

function format(instant: number): string | undefined {
  return Number.isFinite(instant) && instant > -62_135_596_800_000 && instant < 253_402_300_800_000
    ? new Date(instant).toISOString()
    : undefined;
}
