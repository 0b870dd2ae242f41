import { addMonths } from '../calendar/days.ts';
import { type Env, mayString, typeError, wrong } from './env.ts';
import { add, Decimal, decimalOf, divide, isNum, multiply, type Num, power, simplified, subtract } from './number.ts';
import type { ArithmeticOp } from './syntax.ts';
import { atPlace, instantNanos } from './temporal/moments.ts';
import {
  DAY_NANOS,
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  YearsMonthsDuration,
} from './temporal/values.ts';
import { kindOf } from './value.ts';

const numeric: { [op in ArithmeticOp]: (a: Num, b: Num) => Num | undefined } = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
};

/** Years a date can have; beyond there is no date. */
const MAX_DAY = 365_242_500_000;
const MAX_DURATION_NANOS = BigInt(MAX_DAY) * BigInt(DAY_NANOS);

export function calculate(env: Env, op: ArithmeticOp, a: unknown, b: unknown): unknown {
  if (isNum(a) && isNum(b)) {
    return (
      numeric[op](a, b) ??
      wrong(env, 'feel.evaluation', op === '/' ? 'Division by zero' : `${op} leaves the range of numbers`)
    );
  }
  if (op === '+' && typeof a === 'string' && typeof b === 'string') {
    mayString(env, a.length + b.length);
    return a + b;
  }
  const result = temporal(op, a, b);
  if (result !== undefined) return result ?? wrong(env, 'feel.evaluation', `${op} leaves the range of dates`);
  return typeError(env, `${op} does not work on ${kindOf(a)} and ${kindOf(b)}`);
}

/** Undefined: not a thing of dates and durations. Null: out of range. */
function temporal(op: ArithmeticOp, a: unknown, b: unknown): unknown {
  if (op === '+') return sum(a, b) ?? sum(b, a);
  if (op === '-') return difference(a, b);
  if (op === '*') return isNum(b) ? scaled(a, decimalOf(b)) : isNum(a) ? scaled(b, decimalOf(a)) : undefined;
  if (op === '/') return quotient(a, b);
  return undefined;
}

function sum(a: unknown, b: unknown): unknown {
  if (b instanceof DaysTimeDuration) {
    if (a instanceof DaysTimeDuration) return daysTime(a.nanos + b.nanos);
    if (a instanceof FeelDateTime) return moved(a, b.nanos);
    if (a instanceof FeelDate) return dated(a, b.nanos);
    if (a instanceof FeelTime)
      return new FeelTime(Number(modulo(BigInt(a.nanos) + b.nanos, BigInt(DAY_NANOS))), a.place);
  }
  if (b instanceof YearsMonthsDuration) {
    if (a instanceof YearsMonthsDuration) return yearsMonths(a.months + b.months);
    if (a instanceof FeelDateTime)
      return inRange(addMonths(a.day, b.months), (day) => new FeelDateTime(day, a.nanos, a.place));
    if (a instanceof FeelDate) return inRange(addMonths(a.day, b.months), (day) => new FeelDate(day));
  }
  return undefined;
}

function difference(a: unknown, b: unknown): unknown {
  if (b instanceof DaysTimeDuration) return sum(a, new DaysTimeDuration(-b.nanos));
  if (b instanceof YearsMonthsDuration) return sum(a, new YearsMonthsDuration(0 - b.months));
  const isMoment = (value: unknown): value is FeelDate | FeelDateTime =>
    value instanceof FeelDate || value instanceof FeelDateTime;
  if (isMoment(a) && isMoment(b)) {
    const placed = (moment: FeelDate | FeelDateTime): boolean =>
      moment instanceof FeelDate || moment.place !== undefined;
    // Dates are midnights in UTC; a moment nowhere can only be set against another such.
    const bothLocal = [a, b].every((moment) => moment instanceof FeelDate || moment.place === undefined);
    if (!bothLocal && !(placed(a) && placed(b))) return undefined;
    return daysTime(instantNanos(a) - instantNanos(b));
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.place === undefined) !== (b.place === undefined)) return undefined;
    const local = (time: FeelTime): bigint => instantNanos(new FeelDateTime(0, time.nanos, time.place));
    return daysTime(local(a) - local(b));
  }
  return undefined;
}

function scaled(value: unknown, factor: Decimal): unknown {
  if (value instanceof DaysTimeDuration) return nanosOf(new Decimal(value.nanos.toString()).times(factor));
  if (value instanceof YearsMonthsDuration) return yearsMonths(factor.times(value.months).trunc().toNumber());
  return undefined;
}

function quotient(a: unknown, b: unknown): unknown {
  if (isNum(b)) {
    const divisor = decimalOf(b);
    if (divisor.isZero()) return a instanceof DaysTimeDuration || a instanceof YearsMonthsDuration ? null : undefined;
    if (a instanceof DaysTimeDuration) return nanosOf(new Decimal(a.nanos.toString()).div(divisor));
    return a instanceof YearsMonthsDuration
      ? yearsMonths(new Decimal(a.months).div(divisor).trunc().toNumber())
      : undefined;
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) {
    return b.nanos === 0n ? null : (simplified(new Decimal(a.nanos.toString()).div(b.nanos.toString())) ?? null);
  }
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) return divide(a.months, b.months) ?? null;
  return undefined;
}

function nanosOf(value: Decimal): DaysTimeDuration | null {
  return value.abs().gt(MAX_DURATION_NANOS.toString()) ? null : new DaysTimeDuration(BigInt(value.trunc().toFixed(0)));
}

function daysTime(nanos: bigint): DaysTimeDuration | null {
  return nanos > MAX_DURATION_NANOS || nanos < -MAX_DURATION_NANOS ? null : new DaysTimeDuration(nanos);
}

function yearsMonths(months: number): YearsMonthsDuration | null {
  return Math.abs(months) > 12_000_000_000 ? null : new YearsMonthsDuration(months);
}

function inRange<T>(day: number, make: (day: number) => T): T | null {
  return Math.abs(day) > MAX_DAY ? null : make(day);
}

/** Time passes: a moment somewhere moves along its own clock. */
function moved(moment: FeelDateTime, nanos: bigint): FeelDateTime | null {
  if (nanos > MAX_DURATION_NANOS || nanos < -MAX_DURATION_NANOS) return null;
  const result = atPlace(instantNanos(moment) + nanos, moment.place);
  return inRange(result.day, () => result);
}

/** A date is its midnight, and stays a date. */
function dated(date: FeelDate, nanos: bigint): FeelDate | null {
  if (nanos > MAX_DURATION_NANOS || nanos < -MAX_DURATION_NANOS) return null;
  const total = BigInt(date.day) * BigInt(DAY_NANOS) + nanos;
  return inRange(Number((total - modulo(total, BigInt(DAY_NANOS))) / BigInt(DAY_NANOS)), (day) => new FeelDate(day));
}

function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

export function negated(env: Env, value: unknown): unknown {
  if (isNum(value)) return subtract(0, value);
  if (value instanceof DaysTimeDuration) return new DaysTimeDuration(-value.nanos);
  if (value instanceof YearsMonthsDuration) return new YearsMonthsDuration(0 - value.months);
  return typeError(env, `- does not work on ${kindOf(value)}`);
}
