import { compare } from './compare.ts';
import { binding, type Env, type Frame, mayList, spend, typeError } from './env.ts';
import { wholeOf } from './number.ts';
import { FeelRange } from './range.ts';
import { FeelDate } from './temporal/values.ts';
import { isNull, kindOf } from './value.ts';

interface Source {
  name: string;
  of: (env: Env) => unknown;
  to?: (env: Env) => unknown;
}

/**
 * Runs `visit` for every combination, the last iterator turning fastest; stops when it says false. A later iterator sees
 * the names of earlier ones. False: something iterated over is no list.
 */
export function forEachBinding(env: Env, sources: readonly Source[], base: Frame, visit: () => boolean): boolean {
  let going = true;
  const walk = (index: number): boolean => {
    const source = sources[index];
    if (!source) {
      going = visit();
      return true;
    }
    const items = itemsOf(env, source);
    if (!items) return false;
    const outer = env.bindings;
    for (const item of items) {
      spend(env, 1);
      const bound = { [source.name]: item };
      if (!binding(env, bound, outer, () => walk(index + 1))) return false;
      if (!going) return true;
    }
    return true;
  };
  return binding(env, base, env.bindings, () => walk(0));
}

function itemsOf(env: Env, source: Source): Iterable<unknown> | undefined {
  const of = source.of(env);
  if (source.to) return between(env, of, source.to(env));
  if (Array.isArray(of)) return of;
  if (of instanceof FeelRange) {
    const whole = between(env, of.start, of.end);
    if (!whole) return undefined;
    return [...whole].filter(
      (item, index, all) =>
        (of.startIncluded || index > 0) && (of.endIncluded || index < all.length - 1) && item !== undefined,
    );
  }
  if (isNull(of)) {
    typeError(env, `There is nothing to go through for ${source.name}`);
    return undefined;
  }
  return [of];
}

/** Whole numbers or dates from one to the other, up or down. */
function between(env: Env, from: unknown, to: unknown): Iterable<unknown> | undefined {
  const dates = from instanceof FeelDate && to instanceof FeelDate;
  const start = dates ? from.day : wholeOf(from);
  const end = dates ? to.day : wholeOf(to);
  if (start === undefined || end === undefined) {
    typeError(env, `Can't count from ${kindOf(from)} to ${kindOf(to)}`);
    return undefined;
  }
  const length = Math.abs(end - start) + 1;
  mayList(env, length);
  const step = (compare(env, start, end) ?? 0) <= 0 ? 1 : -1;
  return Array.from({ length }, (_item, index) => (dates ? new FeelDate(start + index * step) : start + index * step));
}
