import { builtins } from './builtins/index.ts';
import { type Env, wrong } from './env.ts';
import { FeelFunction } from './function.ts';

/** A name: bound in the expression, a variable, or a function that FEEL brings along. */
export function lookup(env: Env, name: string): unknown {
  for (let bound = env.bindings; bound; bound = bound.outer) {
    if (Object.hasOwn(bound.values, name)) return bound.values[name] ?? null;
  }
  for (const frame of env.frames) if (Object.hasOwn(frame, name)) return frame[name] ?? null;
  return builtins.get(name) ?? wrong(env, 'feel.unknownName', `Nothing is called "${name}"`);
}

/** What is called: a variable that happens to be named like a function does not hide it. */
export function lookupFunction(env: Env, name: string): unknown {
  for (let bound = env.bindings; bound; bound = bound.outer) {
    if (Object.hasOwn(bound.values, name) && bound.values[name] instanceof FeelFunction) return bound.values[name];
  }
  return builtins.get(name) ?? wrong(env, 'feel.unknownName', `No function is called "${name}"`);
}
