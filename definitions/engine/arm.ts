import type { Trigger } from '../schema/definition.ts';
import type { TriggerKind } from './handler.ts';
import type { Node } from './programme.ts';
import type { Run } from './run.ts';

/** Starts to wait for every trigger of a catching element, on behalf of a scope that they end with. */
export function arm(run: Run, node: Node, scopeId: string): void {
  node.triggers.forEach((trigger, index) => {
    const kind = run.registries.triggers[trigger.type] as TriggerKind<Trigger>;
    kind.arm?.(run, trigger, { elementId: node.id, scopeId, trigger: index });
  });
}

/** Boundary events of an activity wait as long as its scope lives. */
export function armBoundaries(run: Run, node: Node, scopeId: string): void {
  for (const boundary of node.boundaries) arm(run, boundary, scopeId);
}
