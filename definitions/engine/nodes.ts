import { Problem } from './problem.ts';
import type { Node } from './programme.ts';
import type { Run } from './run.ts';
import type { Scope } from './state.ts';

export function nodeOf(run: Run, elementId: string | undefined): Node {
  const node = elementId === undefined ? undefined : run.programme.nodes.get(elementId);
  if (!node) throw new Problem('element.unknown', `The programme has no element ${elementId ?? ''}`);
  return node;
}

/** The container a scope belongs to: of a run of a loop, that of the whole activity. */
export function containerOf(run: Run, scope: Scope): string {
  const outer = scope.run === undefined ? scope : run.state.scopes[scope.parent ?? ''];
  return outer?.parent ?? 's1';
}
