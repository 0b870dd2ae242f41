import { calculate } from '../arithmetic.ts';
import { compare, equals } from '../compare.ts';
import { type Env, mayList, spend, typeError, wrong } from '../env.ts';
import type { FeelFunction } from '../function.ts';
import { call } from '../invoke.ts';
import { Decimal, decimalOf, divide, isNum, type Num, simplified, wholeOf } from '../number.ts';
import { isNull } from '../value.ts';
import { define } from './define.ts';

/** `sum([1, 2])` and `sum(1, 2)` are the same. */
function spread(args: readonly unknown[]): unknown[] {
  return args.length === 1 && Array.isArray(args[0]) ? args[0] : [...args];
}

function numbersOf(env: Env, name: string, args: readonly unknown[]): Num[] | undefined {
  const list = spread(args);
  spend(env, list.length);
  if (list.every(isNum)) return list;
  typeError(env, `${name} works on numbers`);
  return undefined;
}

function extreme(env: Env, name: string, args: readonly unknown[], wanted: 1 | -1): unknown {
  const list = spread(args);
  let best: unknown = list[0] ?? null;
  for (const item of list.slice(1)) {
    const order = compare(env, item, best);
    if (order === undefined) return typeError(env, `${name} can't compare the items`);
    if (order * wanted > 0) best = item;
  }
  return best;
}

function total(env: Env, args: readonly unknown[]): unknown {
  const [first, ...rest] = spread(args);
  if (first === undefined) return null;
  return rest.reduce((sum, item) => calculate(env, '+', sum, item), first);
}

function average(env: Env, name: string, args: readonly unknown[]): Num | null {
  const numbers = numbersOf(env, name, args);
  if (!numbers || numbers.length === 0) return null;
  const sum = numbers.reduce<Decimal>((all, number) => all.plus(decimalOf(number)), new Decimal(0));
  return divide(simplified(sum) ?? 0, numbers.length) ?? null;
}

function median(env: Env, args: readonly unknown[]): Num | null {
  const numbers = numbersOf(env, 'median', args)
    ?.map(decimalOf)
    .sort((a, b) => a.comparedTo(b));
  if (!numbers || numbers.length === 0) return null;
  const middle = Math.floor(numbers.length / 2);
  const upper = numbers[middle] ?? new Decimal(0);
  return simplified(numbers.length % 2 === 1 ? upper : upper.plus(numbers[middle - 1] ?? 0).div(2)) ?? null;
}

function deviation(env: Env, args: readonly unknown[]): Num | null {
  const numbers = numbersOf(env, 'stddev', args)?.map(decimalOf);
  if (!numbers || numbers.length < 2) return null;
  const mean = numbers.reduce((sum, number) => sum.plus(number), new Decimal(0)).div(numbers.length);
  const squares = numbers.reduce((sum, number) => sum.plus(number.minus(mean).pow(2)), new Decimal(0));
  return simplified(squares.div(numbers.length - 1).sqrt()) ?? null;
}

function mode(env: Env, args: readonly unknown[]): unknown {
  const numbers = numbersOf(env, 'mode', args);
  if (!numbers) return null;
  const counts = new Map<string, { number: Num; count: number }>();
  for (const number of numbers) {
    const key = decimalOf(number).toString();
    counts.set(key, { number, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const most = Math.max(0, ...[...counts.values()].map(({ count }) => count));
  const found = [...counts.values()].filter(({ count }) => count === most).map(({ number }) => number);
  return found.sort((a, b) => decimalOf(a).comparedTo(decimalOf(b)));
}

function truths(args: readonly unknown[], decisive: boolean): boolean | null {
  const list = spread(args);
  if (list.includes(decisive)) return decisive;
  return list.every((item) => item === !decisive) ? !decisive : null;
}

function unique(env: Env, list: readonly unknown[]): unknown[] {
  const kept: unknown[] = [];
  for (const item of list) if (!kept.some((known) => equals(env, known, item) === true)) kept.push(item);
  return kept;
}

function flat(env: Env, list: readonly unknown[], into: unknown[] = []): unknown[] {
  for (const item of list) {
    spend(env, 1);
    if (Array.isArray(item)) flat(env, item, into);
    else into.push(item);
    if (into.length % 1_000 === 0) mayList(env, into.length);
  }
  mayList(env, into.length);
  return into;
}

/** Where a position counted from 1 (or from the end, below zero) is; undefined outside. */
function placeOf(list: readonly unknown[], position: Num, past = 0): number | undefined {
  const whole = wholeOf(position);
  if (whole === undefined || whole === 0 || Math.abs(whole) > list.length + (whole > 0 ? past : 0)) return undefined;
  return whole > 0 ? whole - 1 : list.length + whole;
}

function sorted(env: Env, list: readonly unknown[], precedes: FeelFunction | null | undefined): unknown {
  spend(env, list.length * Math.ceil(Math.log2(list.length + 2)));
  let failed = false;
  const before = (a: unknown, b: unknown): boolean => {
    if (precedes) return call(env, precedes, [a, b]) === true;
    const order = compare(env, a, b);
    if (order === undefined) failed = true;
    return (order ?? 0) < 0;
  };
  const result = [...list].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
  return failed ? typeError(env, 'sort can not compare the items') : result;
}

function replaced(env: Env, list: readonly unknown[], at: unknown, item: unknown): unknown {
  if (isNum(at)) {
    const place = placeOf(list, at);
    return place === undefined
      ? wrong(env, 'feel.evaluation', 'list replace: no such position')
      : list.map((known, index) => (index === place ? item : known));
  }
  return list.map((known) => (call(env, at as FeelFunction, [known, item]) === true ? item : known));
}

export const listFunctions = [
  define('list contains(list: list, element: any)', (env: Env, list: unknown[], element: unknown) =>
    list.some((item) => equals(env, item, element) === true),
  ),
  define('count(list: list)', (_env: Env, list: unknown[]) => list.length),
  define('min(...list: any)', (env: Env, ...args: unknown[]) => extreme(env, 'min', args, -1)),
  define('max(...list: any)', (env: Env, ...args: unknown[]) => extreme(env, 'max', args, 1)),
  define('sum(...list: any)', (env: Env, ...args: unknown[]) => total(env, args)),
  define('mean(...list: any)', (env: Env, ...args: unknown[]) => average(env, 'mean', args)),
  define('product(...list: any)', (env: Env, ...args: unknown[]) => {
    const [first, ...rest] = spread(args);
    return first === undefined ? null : rest.reduce((all, item) => calculate(env, '*', all, item), first);
  }),
  define('median(...list: any)', (env: Env, ...args: unknown[]) => median(env, args)),
  define('stddev(...list: any)', (env: Env, ...args: unknown[]) => deviation(env, args)),
  define('mode(...list: any)', (env: Env, ...args: unknown[]) => mode(env, args)),
  define('all(...list: any)', (_env: Env, ...args: unknown[]) => truths(args, false)),
  define('any(...list: any)', (_env: Env, ...args: unknown[]) => truths(args, true)),
  define(
    'sublist(list: list, start position: number, length?: number)',
    (env: Env, list: unknown[], start: Num, length?: Num | null) => {
      const place = placeOf(list, start);
      const count = isNull(length) ? list.length : wholeOf(length);
      if (place === undefined || count === undefined || count < 0)
        return wrong(env, 'feel.evaluation', 'sublist: no such positions');
      return list.slice(place, place + count);
    },
  ),
  define('append(list: list, ...items: any)', (env: Env, list: unknown[], ...items: unknown[]) => {
    mayList(env, list.length + items.length);
    return [...list, ...items];
  }),
  define('concatenate(...lists: list)', (env: Env, ...lists: unknown[][]) => {
    mayList(
      env,
      lists.reduce((sum, list) => sum + list.length, 0),
    );
    return lists.flat();
  }),
  define('union(...lists: list)', (env: Env, ...lists: unknown[][]) => {
    mayList(
      env,
      lists.reduce((sum, list) => sum + list.length, 0),
    );
    return unique(env, lists.flat());
  }),
  define(
    'insert before(list: list, position: number, newItem: any)',
    (env: Env, list: unknown[], position: Num, item: unknown) => {
      const place = placeOf(list, position, 1);
      mayList(env, list.length + 1);
      return place === undefined
        ? wrong(env, 'feel.evaluation', 'insert before: no such position')
        : list.toSpliced(place, 0, item);
    },
  ),
  define('remove(list: list, position: number)', (env: Env, list: unknown[], position: Num) => {
    const place = placeOf(list, position);
    mayList(env, list.length);
    return place === undefined ? wrong(env, 'feel.evaluation', 'remove: no such position') : list.toSpliced(place, 1);
  }),
  define(
    'list replace(list: list, position: number | function, newItem: any)',
    (env: Env, list: unknown[], at: unknown, item: unknown) => replaced(env, list, at, item),
  ),
  define('reverse(list: list)', (env: Env, list: unknown[]) => {
    mayList(env, list.length);
    return list.toReversed();
  }),
  define('index of(list: list, match: any)', (env: Env, list: unknown[], match: unknown) =>
    list.flatMap((item, index) => (equals(env, item, match) === true ? [index + 1] : [])),
  ),
  define('distinct values(list: list)', (env: Env, list: unknown[]) => unique(env, list)),
  define('duplicate values(list: list)', (env: Env, list: unknown[]) =>
    unique(
      env,
      list.filter((item, index) => list.some((other, at) => at !== index && equals(env, item, other) === true)),
    ),
  ),
  define('flatten(list: list)', (env: Env, list: unknown[]) => flat(env, list)),
  define('sort(list: list, precedes?: function)', (env: Env, list: unknown[], precedes?: FeelFunction | null) =>
    sorted(env, list, precedes),
  ),
  define('is empty(list: list)', (_env: Env, list: unknown[]) => list.length === 0),
  define('partition(list: list, size: number)', (env: Env, list: unknown[], size: Num) => {
    const by = wholeOf(size);
    if (by === undefined || by < 1)
      return wrong(env, 'feel.evaluation', 'partition: the size is a whole number from 1');
    mayList(env, list.length);
    return Array.from({ length: Math.ceil(list.length / by) }, (_part, index) =>
      list.slice(index * by, index * by + by),
    );
  }),
];
