import { binding, type Env, mayList, spend, typeError } from './env.ts';
import { wholeOf, isNum } from './number.ts';
import { isContext, isNull, kindOf } from './value.ts';

/** `list[2]` is the second item, `list[-1]` the last; `list[item > 2]` those that pass. Anything alone is a list of one. */
export function filtered(env: Env, of: unknown, filter: (env: Env) => unknown): unknown {
  const list = Array.isArray(of) ? of : isNull(of) ? [] : [of];
  const outer = env.bindings;
  const problem = env.problem;
  const first = withItem(env, list[0] ?? null, outer, filter);
  if (isNum(first)) return at(env, list, first);
  if (list.length === 0) {
    // There was no item to judge: what it lacked does not count.
    env.problem = problem;
    return [];
  }
  const kept: unknown[] = [];
  list.forEach((item: unknown, index) => {
    spend(env, 1);
    const passes = index === 0 ? first : withItem(env, item, outer, filter);
    if (passes === true) kept.push(item);
    else if (passes !== false && !isNull(passes)) typeError(env, `A filter is true or false, not ${kindOf(passes)}`);
  });
  mayList(env, kept.length);
  return kept;
}

function at(env: Env, list: readonly unknown[], position: unknown): unknown {
  const index = wholeOf(position);
  if (index === undefined || index === 0) return typeError(env, 'Items are counted from 1');
  return (index > 0 ? list[index - 1] : list[list.length + index]) ?? null;
}

function withItem(env: Env, item: unknown, outer: Env['bindings'], filter: (env: Env) => unknown): unknown {
  const named = { values: { item }, outer };
  return isContext(item)
    ? binding(env, item, named, () => filter(env))
    : binding(env, named.values, outer, () => filter(env));
}
