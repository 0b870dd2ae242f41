import type { Node } from './programme.ts';
import { type Run, scopeOf, writableScope } from './run.ts';
import type { Compensation } from './state.ts';

/**
 * Notes in the parent scope that an activity completed and how it can be compensated. A looped activity hands over
 * what each of its runs noted.
 */
export function noteCompleted(run: Run, node: Node, scopeId: string, parentId: string): void {
  if (!node.compensable) return;
  const scope = scopeOf(run, scopeId);
  if (scopeOf(run, parentId).compensating) return;
  const noted = scope.loop ? (scope.compensations ?? []) : [compensationOf(node, scope)];
  if (noted.length === 0) return;
  const parent = writableScope(run, parentId);
  parent.compensations = [...(parent.compensations ?? []), ...noted];
}

function compensationOf(
  node: Node,
  scope: { variables: Compensation['variables']; compensations?: Compensation[] },
): Compensation {
  return {
    elementId: node.id,
    ...(node.compensatedBy === undefined ? {} : { handler: node.compensatedBy }),
    variables: scope.variables,
    ...(scope.compensations === undefined ? {} : { nested: scope.compensations }),
  };
}
