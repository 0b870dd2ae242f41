import type { Env } from '../env.ts';
import { FeelFunction } from '../function.ts';
import { isNull } from '../value.ts';
import { define } from './define.ts';

type Lazy = (env: Env) => unknown;

/** Evaluates without minding what is wrong. */
function attempt(env: Env, arg: Lazy | undefined): unknown {
  const before = env.problem;
  const value = arg?.(env) ?? null;
  env.problem = before;
  return value;
}

const never = (): null => null;

export const logicFunctions = [
  define('not(negand: any)', (_env: Env, value: unknown) => (typeof value === 'boolean' ? !value : null)),
  new FeelFunction('is defined', ['value'], never, { lazy: (env, [arg]) => !isNull(attempt(env, arg)) }),
];
