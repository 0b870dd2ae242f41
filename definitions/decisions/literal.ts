import type { DecisionKind } from './kind.ts';

/** One expression. */
export interface LiteralDecision {
  key: string;
  kind: 'literal';
  /** FEEL over the variables in scope. */
  expression: string;
}

export const literal: DecisionKind<LiteralDecision> = (decision, evaluate) => evaluate(decision.expression);
