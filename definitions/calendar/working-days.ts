import type { CalendarData, DayClass } from './data.ts';
import type { Day } from './days.ts';
import { dayOf, FIRST_YEAR, formatDay, isLeap, LAST_YEAR, parseDay, weekdayOf, yearOf } from './days.ts';
import { yearOfArticle112 } from './labour-code.ts';

/**
 * A calendar made ready for counting: a class for every day, and per set of days off a table of running totals by
 * year, so that adding working days costs a few array reads. Years are compiled when first asked for; a calendar is
 * compiled once per object, so calendars must not be changed in place.
 */
export const dayClasses: readonly DayClass[] = [
  'working',
  'shortened',
  'workingWeekend',
  'weekend',
  'holiday',
  'transferred',
  'presidential',
  'regional',
];

const codes = new Map<DayClass, number>(dayClasses.map((dayClass, code) => [dayClass, code]));

/** A set of day classes as bits. */
export type DayMask = number;

export function maskOf(classes: readonly DayClass[]): DayMask {
  let mask = 0;
  for (const dayClass of classes) mask |= 1 << (codes.get(dayClass) ?? 31);
  return mask;
}

export const EVERY_DAY_OFF: DayMask = maskOf(['weekend', 'holiday', 'transferred', 'presidential', 'regional']);

interface Totals {
  /** Working days of the year before day i of the year; one more entry than days. */
  before: Uint16Array;
  /** Day of the year of the n-th working day. */
  nth: Uint16Array;
}

interface Year {
  first: Day;
  length: number;
  classes: Uint8Array;
  totals: Map<DayMask, Totals>;
}

export interface WorkingCalendar {
  data: CalendarData;
  published: Set<number>;
  /** `days` of the data by year. */
  exceptions: Map<number, [day: Day, code: number][]>;
  years: Map<number, Year>;
}

const compiled = new WeakMap<CalendarData, WorkingCalendar>();

export function compileCalendar(data: CalendarData): WorkingCalendar {
  const known = compiled.get(data);
  if (known) return known;
  const exceptions = new Map<number, [Day, number][]>();
  for (const [date, dayClass] of Object.entries(data.days)) {
    const day = parseDay(date);
    const code = codes.get(dayClass);
    if (day === undefined || code === undefined) continue;
    const year = yearOf(day);
    const list = exceptions.get(year);
    if (list) list.push([day, code]);
    else exceptions.set(year, [[day, code]]);
  }
  const calendar = { data, published: new Set(data.years), exceptions, years: new Map<number, Year>() };
  compiled.set(data, calendar);
  return calendar;
}

export function isPublished(calendar: WorkingCalendar, year: number): boolean {
  return calendar.data.fallback === 'weekends' || calendar.published.has(year);
}

function yearAt(calendar: WorkingCalendar, year: number): Year {
  const known = calendar.years.get(year);
  if (known) return known;
  const first = dayOf(year, 1, 1);
  const length = isLeap(year) ? 366 : 365;
  const classes = new Uint8Array(length);
  const firstWeekday = weekdayOf(first);
  for (let i = 0; i < length; i++) if ((firstWeekday - 1 + i) % 7 >= 5) classes[i] = 3;
  if (!isPublished(calendar, year)) {
    for (const [day, dayClass] of yearOfArticle112(year).classes) classes[day - first] = codes.get(dayClass) ?? 0;
  }
  for (const [day, code] of calendar.exceptions.get(year) ?? []) classes[day - first] = code;
  const result = { first, length, classes, totals: new Map<DayMask, Totals>() };
  calendar.years.set(year, result);
  return result;
}

function totalsOf(year: Year, off: DayMask): Totals {
  const known = year.totals.get(off);
  if (known) return known;
  const before = new Uint16Array(year.length + 1);
  const nth = new Uint16Array(year.length);
  let count = 0;
  for (let i = 0; i < year.length; i++) {
    before[i] = count;
    if (((off >> (year.classes[i] as number)) & 1) === 0) nth[count++] = i;
  }
  before[year.length] = count;
  const totals = { before, nth: nth.slice(0, count) };
  year.totals.set(off, totals);
  return totals;
}

export function classOf(calendar: WorkingCalendar, day: Day): DayClass {
  const year = yearAt(calendar, yearOf(day));
  return dayClasses[year.classes[day - year.first] as number] as DayClass;
}

export function isOff(calendar: WorkingCalendar, off: DayMask, day: Day): boolean {
  const year = yearAt(calendar, yearOf(day));
  return ((off >> (year.classes[day - year.first] as number)) & 1) === 1;
}

/**
 * The `count`-th working day from `day` on, `day` itself included if it is one (count ≥ 1). Undefined beyond the last
 * year known here.
 */
export function nthWorkingDay(calendar: WorkingCalendar, off: DayMask, day: Day, count: number): Day | undefined {
  let number = yearOf(day);
  let year = yearAt(calendar, number);
  let totals = totalsOf(year, off);
  let wanted = (totals.before[day - year.first] as number) + count;
  while (wanted > totals.nth.length) {
    wanted -= totals.nth.length;
    if (++number > LAST_YEAR) return undefined;
    year = yearAt(calendar, number);
    totals = totalsOf(year, off);
  }
  return year.first + (totals.nth[wanted - 1] as number);
}

/** The `count`-th working day back from `day`, `day` itself included if it is one (count ≥ 1). */
export function nthWorkingDayBack(calendar: WorkingCalendar, off: DayMask, day: Day, count: number): Day | undefined {
  let number = yearOf(day);
  let year = yearAt(calendar, number);
  let totals = totalsOf(year, off);
  let wanted = (totals.before[day - year.first + 1] as number) - count;
  while (wanted < 0) {
    if (--number < FIRST_YEAR) return undefined;
    year = yearAt(calendar, number);
    totals = totalsOf(year, off);
    wanted += totals.nth.length;
  }
  return year.first + (totals.nth[wanted] as number);
}

/** Working days in [from, to). */
export function countWorkingDays(calendar: WorkingCalendar, off: DayMask, from: Day, to: Day): number {
  if (to <= from) return 0;
  let number = yearOf(from);
  const lastYear = yearOf(to);
  let year = yearAt(calendar, number);
  let count = -(totalsOf(year, off).before[from - year.first] as number);
  while (number < lastYear) {
    count += totalsOf(year, off).nth.length;
    year = yearAt(calendar, ++number);
  }
  return count + (totalsOf(year, off).before[to - year.first] as number);
}

/**
 * `count` working days after `day` (before it, if negative): the day itself isn't counted. A date of the calendar in,
 * a date out; undefined for a date that isn't one.
 */
export function addWorkingDays(
  data: CalendarData,
  date: string,
  count: number,
  off: DayMask = EVERY_DAY_OFF,
): string | undefined {
  const day = parseDay(date);
  if (day === undefined || !Number.isInteger(count)) return undefined;
  if (count === 0) return date;
  const calendar = compileCalendar(data);
  const result =
    count > 0 ? nthWorkingDay(calendar, off, day + 1, count) : nthWorkingDayBack(calendar, off, day - 1, -count);
  return result === undefined ? undefined : formatDay(result);
}

/** Class of a date, and whether the year's calendar is published. */
export function describeDay(data: CalendarData, date: string): { class: DayClass; published: boolean } | undefined {
  const day = parseDay(date);
  if (day === undefined) return undefined;
  const calendar = compileCalendar(data);
  return { class: classOf(calendar, day), published: isPublished(calendar, yearOf(day)) };
}
