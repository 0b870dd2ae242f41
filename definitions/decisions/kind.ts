/**
 * Takes one decision. `evaluate` sees the variables in scope, `extra` first; problems in an expression are the
 * caller's, who turns them into an incident or a test result.
 */
export type DecisionKind<D> = (
  decision: D,
  evaluate: (expression: string, extra?: { [name: string]: unknown }) => unknown,
) => unknown;
