/** FEEL behind one small interface. Evaluation never throws: problems are values with a stable code. */
export interface FeelOptions {
  /** Instant that `now()` and `today()` see. */
  at: string;
  zone: string;
  limits: { expressionSteps: number; expressionDepth: number; listSize: number; stringSize: number };
}

export type FeelResult =
  | { ok: true; value: unknown }
  | { ok: false; code: 'feel.syntax' | 'feel.unknownName' | 'feel.type' | 'feel.limit' | 'feel.evaluation'; message: string };

export type Evaluate = (expression: string, context: { [name: string]: unknown }, options: FeelOptions) => FeelResult;
