import { evaluate as feelinEvaluate } from 'feelin';

/** FEEL behind one small interface. Evaluation never throws: problems are values with a stable code. */
export interface FeelOptions {
  /** Instant that `now()` and `today()` see. */
  at: string;
  zone: string;
  limits: { expressionSteps: number; expressionDepth: number; listSize: number; stringSize: number };
}

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
export function evaluateIn(
  expression: string,
  frames: readonly { [name: string]: unknown }[],
  _options: FeelOptions,
): FeelResult {
  try {
    const { value, warnings } = feelinEvaluate(expression, Object.assign({}, ...[...frames].reverse()));
    const warning = warnings[0];
    if (warning) {
      return {
        ok: false,
        code: warning.type.startsWith('NO_') ? 'feel.unknownName' : 'feel.type',
        message: warning.message,
      };
    }
    return { ok: true, value };
  } catch (error) {
    return { ok: false, code: 'feel.syntax', message: String(error) };
  }
}

export function isDate(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) !== Object.prototype
  );
}

export function toPlain(value: unknown): unknown {
  if (typeof value === 'function') return undefined;
  return JSON.parse(JSON.stringify(value ?? null, (_key, inner: unknown) => (isDate(inner) ? String(inner) : inner)));
}
