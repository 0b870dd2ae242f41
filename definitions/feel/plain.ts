import { Decimal } from './number.ts';
import { offsetOf } from './temporal/moments.ts';
import { temporalText } from './temporal/text.ts';
import { FeelDateTime, type FeelTemporal, isTemporal } from './temporal/values.ts';
import { kindOf } from './value.ts';

const MAX_VALUES = 200_000;
const MAX_DEPTH = 100;

/** A date, a time, a moment or a duration. */
export function isDate(value: unknown): boolean {
  return isTemporal(value);
}

/**
 * A value as plain JSON: dates and durations as ISO 8601 text, a zone's moment with its offset. Undefined for what is no
 * data (functions, ranges) and for what would be too large: parts shared in memory are written out each time.
 */
export function toPlain(value: unknown): unknown {
  const budget = { left: MAX_VALUES };
  return plain(value, budget, 0);
}

function plain(value: unknown, budget: { left: number }, depth: number): unknown {
  if (--budget.left < 0 || depth > MAX_DEPTH) return undefined;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (value instanceof Decimal) {
    const number = value.toNumber();
    return Number.isFinite(number) ? number + 0 : undefined;
  }
  if (isTemporal(value)) return temporalText(withOffset(value));
  if (Array.isArray(value)) return plainList(value, budget, depth);
  return kindOf(value) === 'context' ? plainContext(value as { [name: string]: unknown }, budget, depth) : undefined;
}

function plainList(list: readonly unknown[], budget: { left: number }, depth: number): unknown[] | undefined {
  const made: unknown[] = [];
  for (const item of list) {
    const next = plain(item, budget, depth + 1);
    if (next === undefined) return undefined;
    made.push(next);
  }
  return made;
}

function plainContext(
  context: { [name: string]: unknown },
  budget: { left: number },
  depth: number,
): { [name: string]: unknown } | undefined {
  const made: { [name: string]: unknown } = {};
  for (const name of Object.keys(context)) {
    const next = plain(context[name], budget, depth + 1);
    if (next === undefined) return undefined;
    Object.defineProperty(made, name, { value: next, enumerable: true, writable: true, configurable: true });
  }
  return made;
}

function withOffset(value: FeelTemporal): FeelTemporal {
  if (value instanceof FeelDateTime && value.place && 'zone' in value.place) {
    return new FeelDateTime(value.day, value.nanos, { offset: offsetOf(value.place, value.day, value.nanos) ?? 0 });
  }
  return value;
}
