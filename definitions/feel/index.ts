import { compile } from './compile.ts';
import { type Frame, LimitReached, newEnv } from './env.ts';
import type { FeelOptions } from './options.ts';
import { parse } from './parse.ts';
import { specialNames } from './special-names.ts';

/** FEEL behind one small interface. Evaluation never throws: problems are values with a stable code. See README.md. */
export type FeelResult =
  | { ok: true; value: unknown }
  | {
      ok: false;
      code: 'feel.syntax' | 'feel.unknownName' | 'feel.type' | 'feel.limit' | 'feel.evaluation';
      message: string;
    };

export type Evaluate = (expression: string, context: { [name: string]: unknown }, options: FeelOptions) => FeelResult;

export const evaluate: Evaluate = (expression, context, options) => evaluateIn(expression, [context], options);

/** Names are looked up in the frames from the first to the last. */
export function evaluateIn(expression: string, frames: readonly Frame[], options: FeelOptions): FeelResult {
  const parsed = parse(expression, specialNames(expression, frames));
  if (!parsed.ok) return parsed;
  const env = newEnv(frames, options);
  if (options.budget && options.budget.left <= 0) {
    return { ok: false, code: 'feel.limit', message: 'The expressions of one step take too long together' };
  }
  try {
    const value = compile(parsed.syntax)(env);
    if (env.problem && !options.lenient) return { ok: false, ...env.problem };
    return { ok: true, value: value ?? null };
  } catch (error) {
    if (error instanceof LimitReached) return { ok: false, code: 'feel.limit', message: error.message };
    // A function that calls itself may use up the stack before its depth.
    if (error instanceof RangeError) return { ok: false, code: 'feel.limit', message: 'The expression nests too deep' };
    throw error;
  } finally {
    if (options.budget) options.budget.left -= env.steps;
  }
}

export type { FeelOptions } from './options.ts';
export { type Names, namesIn } from './names.ts';
export { firstErrorIn, parses } from './parse.ts';
export { matcherOf } from './pattern/index.ts';
export { isDate, toPlain } from './plain.ts';
export { builtinNames } from './builtin-names.ts';
