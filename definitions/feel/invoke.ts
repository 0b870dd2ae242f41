import { binding, type Env, typeError } from './env.ts';
import { FeelFunction } from './function.ts';
import { isInstance } from './instance-of.ts';
import { isNull, kindOf } from './value.ts';

/** Calls a function with arguments in order or by name. */
export function invoke(
  env: Env,
  callee: unknown,
  args: readonly ((env: Env) => unknown)[],
  names: readonly string[] | undefined,
): unknown {
  if (!(callee instanceof FeelFunction))
    return isNull(callee) ? null : typeError(env, `${kindOf(callee)} is not a function`);
  if (callee.lazy) return callee.lazy(env, args);
  const values = args.map((arg) => arg(env));
  if (!names) return call(env, callee, values);
  const ordered: unknown[] = [];
  for (const [index, name] of names.entries()) {
    const position = callee.parameters.indexOf(name);
    if (position < 0) return typeError(env, `${callee.name}: no parameter ${name}`);
    ordered[position] = values[index];
  }
  return call(
    env,
    callee,
    Array.from(ordered, (value) => value ?? null),
  );
}

/** Calls a function with values, for instance a comparison given to `sort`. */
export function call(env: Env, callee: FeelFunction, values: readonly unknown[]): unknown {
  const { parameters, required, variadic } = callee;
  if (values.length < required || (!variadic && values.length > parameters.length)) {
    return typeError(
      env,
      `${callee.name || 'The function'} takes ${required === parameters.length ? required : `${required} to ${parameters.length}`} arguments`,
    );
  }
  if (callee.types.length === 0 && callee.name !== '') return callee.run(env, values);
  for (const [index, type] of callee.types.entries()) {
    if (type && !isNull(values[index]) && !isInstance(values[index], type))
      return typeError(env, `Argument ${index + 1} has another type than the function says`);
  }
  const bound = Object.fromEntries(parameters.map((name, index) => [name, values[index] ?? null]));
  return binding(env, bound, callee.closure, () => callee.run(env, values));
}
