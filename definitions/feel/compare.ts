import { type Env, spend } from './env.ts';
import { FeelFunction } from './function.ts';
import { compareNum, isNum } from './number.ts';
import { FeelRange } from './range.ts';
import { instantNanos, timeNanos } from './temporal/moments.ts';
import { DaysTimeDuration, FeelDate, FeelDateTime, FeelTime, YearsMonthsDuration } from './temporal/values.ts';
import { type Context, isNull, kindOf } from './value.ts';

/** Equal, different, or (undefined) not to be compared because the kinds differ. */
export function equals(env: Env, a: unknown, b: unknown): boolean | undefined {
  spend(env, 1);
  if (isNull(a) || isNull(b)) return isNull(a) && isNull(b);
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return isDurationOfNothing(a, b) ? true : undefined;
  switch (kind) {
    case 'list':
      return equalLists(env, a as unknown[], b as unknown[]);
    case 'context':
      return equalContexts(env, a as Context, b as Context);
    case 'range':
      return equalRanges(env, a as FeelRange, b as FeelRange);
    case 'function':
      return a instanceof FeelFunction && a === b;
    case 'boolean':
      return a === b;
    default:
      return compareSame(env, a, b) === undefined ? undefined : compareSame(env, a, b) === 0;
  }
}

/** A duration of no length is the same of either kind. */
function isDurationOfNothing(a: unknown, b: unknown): boolean {
  const zero = (value: unknown): boolean =>
    (value instanceof DaysTimeDuration && value.nanos === 0n) ||
    (value instanceof YearsMonthsDuration && value.months === 0);
  return zero(a) && zero(b);
}

function equalLists(env: Env, a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => equals(env, item, b[index]) === true);
}

function equalContexts(env: Env, a: Context, b: Context): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equals(env, a[name], b[name]) === true)
  );
}

function equalRanges(env: Env, a: FeelRange, b: FeelRange): boolean {
  const ends = a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded;
  return ends && equals(env, a.start, b.start) === true && equals(env, a.end, b.end) === true;
}

/** Below zero, zero, above zero; undefined where there is no order. */
export function compare(env: Env, a: unknown, b: unknown): number | undefined {
  spend(env, 1);
  if (isNull(a) || isNull(b)) return undefined;
  return compareSame(env, a, b);
}

function compareSame(_env: Env, a: unknown, b: unknown): number | undefined {
  if (isNum(a) && isNum(b)) return compareNum(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof FeelDate && b instanceof FeelDate) return a.day - b.day;
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    // A moment somewhere and a moment nowhere in particular can't be told apart.
    if ((a.place === undefined) !== (b.place === undefined)) return undefined;
    return sign(instantNanos(a) - instantNanos(b));
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.place === undefined) !== (b.place === undefined)) return undefined;
    return timeNanos(a, 0) - timeNanos(b, 0);
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) return sign(a.nanos - b.nanos);
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) return a.months - b.months;
  return undefined;
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Does the range hold the value? Undefined where they can't be compared. */
export function rangeHolds(env: Env, range: FeelRange, value: unknown): boolean | undefined {
  if (isNull(value)) return undefined;
  if (!isNull(range.start)) {
    const order = compare(env, value, range.start);
    if (order === undefined) return undefined;
    if (order < 0 || (order === 0 && !range.startIncluded)) return false;
  }
  if (isNull(range.end)) return true;
  const order = compare(env, value, range.end);
  return order === undefined ? undefined : order < 0 || (order === 0 && range.endIncluded);
}

/** One unary test: a range holds the value, a list holds it, a truth is one, anything else equals it. */
export function testHolds(env: Env, test: unknown, value: unknown): boolean | null {
  if (test instanceof FeelRange) return rangeHolds(env, test, value) ?? null;
  if (Array.isArray(test)) {
    if (Array.isArray(value) && equals(env, test, value) === true) return true;
    return test.some((item) => testHolds(env, item, value) === true);
  }
  if (test instanceof FeelFunction && test.name === '!=') return test.run(env, [value]) === true;
  if (typeof test === 'boolean' && typeof value !== 'boolean') return test;
  return equals(env, test, value) ?? null;
}
