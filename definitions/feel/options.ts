export interface FeelOptions {
  /** Instant that `now()` and `today()` see. */
  at: string;
  zone: string;
  limits: { expressionSteps: number; expressionDepth: number; listSize: number; stringSize: number };
  /** What several evaluations may take together; each takes off what it took. */
  budget?: { left: number };
  /** Like DMN's tables: what is wrong yields null, and that will do. */
  lenient?: boolean;
}
