import type { DecisionKind } from './kind.ts';
import { type LiteralDecision, literal } from './literal.ts';

/** Every kind of decision a programme can carry; tables and graphs (DMN) come as files of their own. */
export type Decision = LiteralDecision;

export const decisionKinds = { literal } satisfies {
  [K in Decision['kind']]: DecisionKind<Extract<Decision, { kind: K }>>;
};

export type { DecisionKind } from './kind.ts';
export type { LiteralDecision } from './literal.ts';
