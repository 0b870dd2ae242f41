import type { FeelOptions } from './options.ts';

export type ProblemCode = 'feel.unknownName' | 'feel.type' | 'feel.limit' | 'feel.evaluation';

/** Beyond a budget: evaluation stops at once. */
export class LimitReached extends Error {}

export type Frame = { readonly [name: string]: unknown };

/** Names bound inside an expression: by `for`, by a function's parameters, by the item of a filter. */
export interface Bindings {
  readonly values: Frame;
  readonly outer: Bindings | undefined;
}

/**
 * One evaluation under way. FEEL yields null where something is wrong; what was wrong first is noted, and whoever asked
 * decides whether null will do.
 */
export interface Env {
  readonly frames: readonly Frame[];
  readonly options: FeelOptions;
  bindings: Bindings | undefined;
  /** `?` in unary tests. */
  input: unknown;
  steps: number;
  depth: number;
  problem: { code: ProblemCode; message: string } | undefined;
}

export function newEnv(frames: readonly Frame[], options: FeelOptions): Env {
  return { frames, options, bindings: undefined, input: undefined, steps: 0, depth: 0, problem: undefined };
}

/** Notes what is wrong and yields null. */
export function wrong(env: Env, code: ProblemCode, message: string): null {
  env.problem ??= { code, message: message.slice(0, 300) };
  return null;
}

export function typeError(env: Env, message: string): null {
  return wrong(env, 'feel.type', message);
}

/** Work done costs steps. */
export function spend(env: Env, steps: number): void {
  env.steps += steps;
  if (env.steps > env.options.limits.expressionSteps) {
    throw new LimitReached(`The expression takes more than ${env.options.limits.expressionSteps} steps`);
  }
}

/** Asked before a list of that length is built; `work` is what building it costs. */
export function mayList(env: Env, length: number, work = length): void {
  if (!(length <= env.options.limits.listSize)) {
    throw new LimitReached(`A list would have more than ${env.options.limits.listSize} items`);
  }
  spend(env, work);
}

/** Asked before a string of that length is built. */
export function mayString(env: Env, length: number): void {
  if (!(length <= env.options.limits.stringSize)) {
    throw new LimitReached(`A text would be longer than ${env.options.limits.stringSize} characters`);
  }
  spend(env, Math.ceil(length / 100));
}

/** Evaluates with names bound. */
export function binding<T>(env: Env, values: Frame, outer: Bindings | undefined, work: () => T): T {
  const before = env.bindings;
  env.bindings = { values, outer };
  try {
    return work();
  } finally {
    env.bindings = before;
  }
}
