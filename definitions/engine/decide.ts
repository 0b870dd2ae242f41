import { decisionKinds } from '../decisions/index.ts';
import { toPlain } from '../feel/index.ts';
import { evaluateAt } from './expression.ts';
import { Problem } from './problem.ts';
import type { Run } from './run.ts';

/** Takes a decision of the programme as seen from a scope. */
export function decide(run: Run, scopeId: string, key: string): unknown {
  const { decisions } = run.programme.source;
  const decision = Object.hasOwn(decisions, key) ? decisions[key] : undefined;
  if (!decision) throw new Problem('decision.unknown', `The programme has no decision ${key}`);
  const kind = Object.hasOwn(decisionKinds, decision.kind) ? decisionKinds[decision.kind] : undefined;
  if (!kind) throw new Problem('decision.unsupported', `Decisions of kind ${decision.kind} are not supported`);
  const value = toPlain(kind(decision, (expression, extra) => evaluateAt(run, scopeId, expression, extra)));
  if (value === undefined) throw new Problem('feel.type', `Decision ${key}: the result is not data`);
  return value;
}
