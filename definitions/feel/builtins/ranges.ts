import { compare, rangeHolds } from '../compare.ts';
import { type Env, typeError, wrong } from '../env.ts';
import { parse } from '../parse.ts';
import { FeelRange } from '../range.ts';
import type { Syntax } from '../syntax.ts';
import { parseNumber } from '../number.ts';
import { parseAt } from '../temporal/text.ts';
import { isNull } from '../value.ts';
import { define } from './define.ts';

/** A point is a range of itself. */
function asRange(value: unknown): FeelRange {
  return value instanceof FeelRange ? value : new FeelRange(value, value, true, true);
}

type Relation = (env: Env, a: FeelRange, b: FeelRange) => boolean | undefined;

/** Everything in `a` lies before everything in `b`. */
const before: Relation = (env, a, b) => {
  const order = compare(env, a.end, b.start);
  return order === undefined ? undefined : order < 0 || (order === 0 && !(a.endIncluded && b.startIncluded));
};

const meets: Relation = (env, a, b) => {
  const order = compare(env, a.end, b.start);
  return order === undefined ? undefined : order === 0 && a.endIncluded && b.startIncluded;
};

/** `b` lies within `a`. */
const includes: Relation = (env, a, b) => {
  const [start, end] = [compare(env, a.start, b.start), compare(env, a.end, b.end)];
  if (start === undefined || end === undefined) return undefined;
  const startFits = start < 0 || (start === 0 && (a.startIncluded || !b.startIncluded));
  return startFits && (end > 0 || (end === 0 && (a.endIncluded || !b.endIncluded)));
};

const starts: Relation = (env, a, b) => {
  const [start, end] = [compare(env, a.start, b.start), compare(env, a.end, b.end)];
  if (start === undefined || end === undefined) return undefined;
  return (
    start === 0 && a.startIncluded === b.startIncluded && (end < 0 || (end === 0 && (!a.endIncluded || b.endIncluded)))
  );
};

const finishes: Relation = (env, a, b) => {
  const [start, end] = [compare(env, a.start, b.start), compare(env, a.end, b.end)];
  if (start === undefined || end === undefined) return undefined;
  return (
    end === 0 &&
    a.endIncluded === b.endIncluded &&
    (start > 0 || (start === 0 && (!a.startIncluded || b.startIncluded)))
  );
};

const coincides: Relation = (env, a, b) => {
  const [start, end] = [compare(env, a.start, b.start), compare(env, a.end, b.end)];
  if (start === undefined || end === undefined) return undefined;
  return start === 0 && end === 0 && a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded;
};

const overlaps: Relation = (env, a, b) => {
  const [apart, after] = [before(env, a, b), before(env, b, a)];
  return apart === undefined || after === undefined ? undefined : !apart && !after;
};

const overlapsBefore: Relation = (env, a, b) => {
  const [both, start, end] = [overlaps(env, a, b), compare(env, a.start, b.start), compare(env, a.end, b.end)];
  if (both === undefined || start === undefined || end === undefined) return undefined;
  const startsFirst = start < 0 || (start === 0 && a.startIncluded && !b.startIncluded);
  return both && startsFirst && (end < 0 || (end === 0 && (!a.endIncluded || b.endIncluded)));
};

const swapped =
  (relation: Relation): Relation =>
  (env, a, b) =>
    relation(env, b, a);

const relations: { [signature: string]: Relation } = {
  'before(a: any, b: any)': before,
  'after(a: any, b: any)': swapped(before),
  'meets(range1: range, range2: range)': meets,
  'met by(range1: range, range2: range)': swapped(meets),
  'overlaps(range1: range, range2: range)': overlaps,
  'overlaps before(range1: range, range2: range)': overlapsBefore,
  'overlaps after(range1: range, range2: range)': swapped(overlapsBefore),
  'finishes(a: any, range: range)': finishes,
  'finished by(range: range, b: any)': swapped(finishes),
  'includes(range: range, b: any)': includes,
  'during(a: any, range: range)': swapped(includes),
  'starts(a: any, range: range)': starts,
  'started by(range: range, b: any)': swapped(starts),
  'coincides(a: any, b: any)': coincides,
};

export const rangeFunctions = [
  ...Object.entries(relations).map(([signature, relation]) =>
    define(signature, (env: Env, a: unknown, b: unknown) => {
      if (isNull(a) || isNull(b)) return typeError(env, 'There is nothing to compare');
      return relation(env, asRange(a), asRange(b)) ?? typeError(env, 'The ends can not be compared');
    }),
  ),
  define('range(from: string)', (env: Env, text: string) => parsedRange(env, text)),
];

/** Ends are literals: a text is not evaluated. */
function parsedRange(env: Env, text: string): unknown {
  const parsed = parse(text.slice(0, 1_000));
  const syntax = parsed.ok ? parsed.syntax : undefined;
  if (syntax?.kind === 'interval') {
    const [start, end] = [endOf(syntax.start), endOf(syntax.end)];
    const fits =
      start !== undefined &&
      end !== undefined &&
      (rangeHolds(env, new FeelRange(start, null, true, false), end) ?? false);
    if (fits) return new FeelRange(start, end, syntax.startIncluded, syntax.endIncluded);
  }
  return wrong(env, 'feel.evaluation', `"${text.slice(0, 60)}" is no range`);
}

function endOf(syntax: Syntax): unknown {
  if (syntax.kind === 'number') return parseNumber(syntax.text);
  if (syntax.kind === 'at') return parseAt(syntax.text);
  if (syntax.kind === 'literal' && typeof syntax.value === 'string') return syntax.value;
  const [arg] = syntax.kind === 'call' ? syntax.args : [];
  return arg?.kind === 'literal' && typeof arg.value === 'string' ? parseAt(arg.value) : undefined;
}
