import { civilOf, dayOf, weekdayOf } from '../../calendar/days.ts';
import { type Env, wrong } from '../env.ts';
import { isNum, type Num, parseNumber, wholeOf } from '../number.ts';
import { atPlace } from '../temporal/moments.ts';
import { dateFrom, parseDate, parseDateTime, parseDuration, parseTime, timeFrom } from '../temporal/text.ts';
import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  type Place,
  SECOND_NANOS,
  YearsMonthsDuration,
} from '../temporal/values.ts';
import { define } from './define.ts';

function bad(env: Env, what: string, given: unknown): null {
  return wrong(
    env,
    'feel.evaluation',
    `${typeof given === 'string' ? `"${given.slice(0, 60)}"` : 'This'} is no ${what}`,
  );
}

function nowOf(env: Env): FeelDateTime {
  return atPlace(BigInt(Date.parse(env.options.at)) * 1_000_000n, { zone: env.options.zone });
}

function dateOf(env: Env, from: unknown, month: unknown, day: unknown): unknown {
  if (isNum(from))
    return (
      dateFrom(wholeOf(from) ?? Number.NaN, wholeOf(month) ?? Number.NaN, wholeOf(day) ?? Number.NaN) ??
      bad(env, 'date', from)
    );
  if (from instanceof FeelDate) return from;
  if (from instanceof FeelDateTime) return new FeelDate(from.day);
  return (typeof from === 'string' ? parseDate(from) : undefined) ?? bad(env, 'date', from);
}

function timeOf(env: Env, from: unknown, minute: unknown, second: unknown, offset: unknown): unknown {
  if (isNum(from)) {
    const seconds = isNum(second) ? (typeof second === 'number' ? second : second.toNumber()) : Number.NaN;
    const place: Place =
      offset instanceof DaysTimeDuration ? { offset: Number(offset.nanos / BigInt(SECOND_NANOS)) } : undefined;
    const whole = Math.floor(seconds);
    const nanos = Math.round((seconds - whole) * SECOND_NANOS);
    return timeFrom(wholeOf(from) ?? -1, wholeOf(minute) ?? -1, whole, nanos, place) ?? bad(env, 'time', from);
  }
  if (from instanceof FeelTime) return from;
  if (from instanceof FeelDateTime) return new FeelTime(from.nanos, from.place);
  if (from instanceof FeelDate) return new FeelTime(0, { offset: 0 });
  return (typeof from === 'string' ? parseTime(from) : undefined) ?? bad(env, 'time', from);
}

function dateTimeOf(env: Env, from: unknown, time: unknown): unknown {
  if (time instanceof FeelTime) {
    const date = from instanceof FeelDateTime || from instanceof FeelDate ? from.day : undefined;
    return date === undefined ? bad(env, 'date', from) : new FeelDateTime(date, time.nanos, time.place);
  }
  if (from instanceof FeelDateTime)
    return typeof time === 'string' ? new FeelDateTime(from.day, from.nanos, { zone: time }) : from;
  if (from instanceof FeelDate) return new FeelDateTime(from.day, 0);
  return (typeof from === 'string' ? parseDateTime(from) : undefined) ?? bad(env, 'date and time', from);
}

function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): YearsMonthsDuration {
  const [a, b] = [civilOf(from.day), civilOf(to.day)];
  const whole = (b.year - a.year) * 12 + (b.month - a.month);
  const nanos = (moment: FeelDate | FeelDateTime): number => (moment instanceof FeelDateTime ? moment.nanos : 0);
  const rest = b.date - a.date || nanos(to) - nanos(from);
  if (whole > 0 && rest < 0) return new YearsMonthsDuration(whole - 1);
  return new YearsMonthsDuration(whole < 0 && rest > 0 ? whole + 1 : whole);
}

function weekOfYear(day: number): number {
  const thursday = day - weekdayOf(day) + 4;
  return Math.floor((thursday - dayOf(civilOf(thursday).year, 1, 1)) / 7) + 1;
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const moment = 'date | date and time';

export const temporalFunctions = [
  define('now()', (env: Env) => nowOf(env)),
  define('today()', (env: Env) => new FeelDate(nowOf(env).day)),
  define(
    'date(from: string | number | date | date and time, month?: number, day?: number)',
    (env: Env, from: unknown, month?: unknown, day?: unknown) => dateOf(env, from, month, day),
  ),
  define(
    'time(from: string | number | time | date | date and time, minute?: number, second?: number, offset?: days and time duration)',
    (env: Env, from: unknown, minute?: unknown, second?: unknown, offset?: unknown) =>
      timeOf(env, from, minute, second, offset),
  ),
  define(
    'date and time(from: string | date | date and time, time?: time | string)',
    (env: Env, from: unknown, time?: unknown) => dateTimeOf(env, from, time),
  ),
  define('duration(from: string | days and time duration | years and months duration)', (env: Env, from: unknown) =>
    typeof from === 'string' ? (parseDuration(from) ?? bad(env, 'duration', from)) : from,
  ),
  define(
    `years and months duration(from: ${moment}, to: ${moment})`,
    (_env: Env, from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime) => monthsBetween(from, to),
  ),
  define(`day of week(date: ${moment})`, (_env: Env, { day }: FeelDate) => days[weekdayOf(day) - 1] ?? null),
  define(`month of year(date: ${moment})`, (_env: Env, { day }: FeelDate) => months[civilOf(day).month - 1] ?? null),
  define(`day of year(date: ${moment})`, (_env: Env, { day }: FeelDate) => day - dayOf(civilOf(day).year, 1, 1) + 1),
  define(`week of year(date: ${moment})`, (_env: Env, { day }: FeelDate) => weekOfYear(day)),
  define(`last day of month(date: ${moment})`, (_env: Env, { day }: FeelDate) => {
    const { year, month } = civilOf(day);
    return new FeelDate((month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)) - 1);
  }),
  define(
    'number(from: string | number, grouping separator?: string, decimal separator?: string)',
    (env: Env, from: Num | string, grouping?: string | null, decimal?: string | null) =>
      numberOf(env, from, grouping ?? null, decimal ?? null),
  ),
];

function numberOf(env: Env, from: Num | string, grouping: string | null, decimal: string | null): unknown {
  if (typeof from !== 'string') return from;
  const allowed = grouping === null || [' ', ',', '.'].includes(grouping);
  if (
    !allowed ||
    (decimal !== null && decimal !== '.' && decimal !== ',') ||
    (grouping !== null && grouping === decimal)
  ) {
    return wrong(env, 'feel.evaluation', 'number: separators are " ", "," or ".", and not the same');
  }
  const plain = (grouping === null ? from : from.replaceAll(grouping, '')).replace(decimal ?? '.', '.');
  return parseNumber(plain) ?? wrong(env, 'feel.evaluation', `"${from.slice(0, 60)}" is no number`);
}
