/** What is painted over an element. One element may be passed and current at once (a loop). */
export interface Mark {
  state?: 'passed' | 'current' | 'failed' | 'cancelled';
  /** Problems found by the checks. */
  problems?: { errors: number; warnings: number };
  /** Tokens in it now. */
  tokens?: number;
  /** Reached by the scenarios. */
  covered?: boolean;
  /** Time spent in it, in words. */
  duration?: string;
}

export type Marks = ReadonlyMap<string, Mark>;
