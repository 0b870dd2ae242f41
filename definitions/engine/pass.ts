import type { Node } from './programme.ts';
import { type Run, record } from './run.ts';
import { setStatus } from './status.ts';

/** A token comes to an element that needs no time. */
export function arrive(run: Run, node: Node, scopeId: string): void {
  record(run, { type: 'element.entered', elementId: node.id, scopeId });
  setStatus(run, node.element.status, scopeId, node.id);
}

/** A token passes an element that needs no time. */
export function pass(run: Run, node: Node, scopeId: string): void {
  arrive(run, node, scopeId);
  record(run, { type: 'element.completed', elementId: node.id, scopeId });
}
