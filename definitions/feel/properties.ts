import { civilOf, weekdayOf } from '../calendar/days.ts';
import { type Env, mayList, typeError } from './env.ts';
import { FeelRange } from './range.ts';
import { offsetOf } from './temporal/moments.ts';
import {
  DAY_NANOS,
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  type Place,
  SECOND_NANOS,
  YearsMonthsDuration,
} from './temporal/values.ts';
import { type Context, isNull, kindOf } from './value.ts';

/** `of.name`: an entry of a context, a property of a date, time, duration or range; of a list, of each of its items. */
export function property(env: Env, of: unknown, name: string): unknown {
  if (isNull(of)) return null;
  if (Array.isArray(of)) {
    mayList(env, of.length);
    return of.map((item: unknown) => (isNull(item) ? null : property(env, item, name)));
  }
  const found = propertyOf(of, name);
  return found === undefined ? typeError(env, `${kindOf(of)} has no ${name}`) : found;
}

/** Undefined: there is no such property. An entry that a context lacks is null. */
function propertyOf(of: unknown, name: string): unknown {
  if (of instanceof FeelDate) return dateProperty(of.day, name);
  if (of instanceof FeelDateTime) return dateProperty(of.day, name) ?? timeProperty(of, of.day, name);
  if (of instanceof FeelTime) return timeProperty(of, 0, name);
  if (of instanceof DaysTimeDuration) return durationProperty(of, name);
  if (of instanceof YearsMonthsDuration) return monthsProperty(of.months, name);
  if (of instanceof FeelRange) return rangeProperty(of, name);
  if (kindOf(of) !== 'context') return undefined;
  return Object.hasOwn(of as Context, name) ? ((of as Context)[name] ?? null) : null;
}

function dateProperty(day: number, name: string): number | undefined {
  const { year, month, date } = civilOf(day);
  if (name === 'year') return year;
  if (name === 'month') return month;
  if (name === 'day') return date;
  return name === 'weekday' ? weekdayOf(day) : undefined;
}

function timeProperty({ nanos, place }: { nanos: number; place: Place }, day: number, name: string): unknown {
  const seconds = Math.floor(nanos / SECOND_NANOS);
  if (name === 'hour') return Math.floor(seconds / 3_600);
  if (name === 'minute') return Math.floor(seconds / 60) % 60;
  if (name === 'second') return seconds % 60;
  if (name === 'timezone') return place && 'zone' in place ? place.zone : null;
  if (name !== 'time offset') return undefined;
  const offset = offsetOf(place, day, nanos);
  return offset === undefined ? null : new DaysTimeDuration(BigInt(offset) * BigInt(SECOND_NANOS));
}

function durationProperty({ nanos }: DaysTimeDuration, name: string): number | undefined {
  const days = nanos / BigInt(DAY_NANOS);
  const seconds = Math.trunc(Number(nanos % BigInt(DAY_NANOS)) / SECOND_NANOS);
  if (name === 'days') return Number(days);
  if (name === 'hours') return Math.trunc(seconds / 3_600);
  if (name === 'minutes') return Math.trunc(seconds / 60) % 60;
  return name === 'seconds' ? seconds % 60 : undefined;
}

function monthsProperty(months: number, name: string): number | undefined {
  if (name === 'years') return Math.trunc(months / 12);
  return name === 'months' ? months % 12 : undefined;
}

function rangeProperty(range: FeelRange, name: string): unknown {
  if (name === 'start') return range.start ?? null;
  if (name === 'end') return range.end ?? null;
  if (name === 'start included') return range.startIncluded;
  return name === 'end included' ? range.endIncluded : undefined;
}
