import type { Schedule } from './data.ts';
import type { Day } from './days.ts';
import { weekdayOf } from './days.ts';
import type { Instant } from './instants.ts';
import type { WorkingCalendar } from './working-days.ts';
import { classOf } from './working-days.ts';
import { toInstant } from './zone.ts';

/** Opening hours of a day as instants. Half-open: closing time itself is closed. */
export type Window = readonly [from: Instant, to: Instant];

type Minutes = readonly [from: number, to: number];

const MINUTE = 60_000;
const weeks = new WeakMap<Schedule, Minutes[][]>();

/** Minutes since midnight of `08:00`; undefined for anything else. `24:00` is 1440. */
export function parseTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= 1440 ? minutes : undefined;
}

function weekOf(schedule: Schedule): Minutes[][] {
  const known = weeks.get(schedule);
  if (known) return known;
  const week: Minutes[][] = [[]];
  for (let weekday = 1; weekday <= 7; weekday++) {
    week.push((schedule.week[weekday] ?? []).map(([from, to]) => [parseTime(from) ?? 0, parseTime(to) ?? 0] as const));
  }
  weeks.set(schedule, week);
  return week;
}

/** Opening hours of a day in minutes since local midnight. */
function hoursOf(schedule: Schedule, calendar: WorkingCalendar, day: Day): readonly Minutes[] {
  const dayClass = classOf(calendar, day);
  const weekday = weekdayOf(day);
  const week = weekOf(schedule);
  const isWeekend = weekday >= 6;
  const works = dayClass === 'working' || dayClass === 'shortened' || dayClass === 'workingWeekend';
  if (!works && schedule.openOnHolidays !== true) {
    if (dayClass === 'holiday' || dayClass === 'regional') return [];
    if (!isWeekend) return [];
  }
  // A Saturday or Sunday that works stands in for a weekday: it has the hours of a Friday.
  const hours = week[works && isWeekend ? 5 : weekday] ?? [];
  const shorter = schedule.shortenedByMinutes ?? 0;
  const last = hours.at(-1);
  if (dayClass !== 'shortened' || shorter === 0 || !last) return hours;
  const end = last[1] - shorter;
  return end > last[0] ? [...hours.slice(0, -1), [last[0], end]] : hours.slice(0, -1);
}

export function openingOf(schedule: Schedule, calendar: WorkingCalendar, zone: string, day: Day): Window[] {
  return hoursOf(schedule, calendar, day).map(([from, to]) => [
    toInstant(zone, day, from * MINUTE),
    to === 1440 ? toInstant(zone, day + 1, 0) : toInstant(zone, day, to * MINUTE),
  ]);
}
