import type { ElementHandler } from './handler.ts';
import type { ItemOf, Result } from './item.ts';
import { nodeOf } from './nodes.ts';
import type { Node } from './programme.ts';
import { type Run, writableScope } from './run.ts';
import { assignAll, mapInto, setAllLocal } from './variables.ts';
import { own } from './own.ts';

/** A trigger has come: a parallel multiple event waits for all of its triggers, any other goes on with the first. */
export function performCatch(run: Run, item: ItemOf<'catch'>): void {
  const scope = run.state.scopes[item.scopeId];
  if (!scope) return;
  // Behind an event-based gateway the events wait on its behalf.
  const owner = scope.elementId === undefined ? undefined : run.programme.nodes.get(scope.elementId);
  const node = owner?.type === 'eventBasedGateway' ? owner : nodeOf(run, item.elementId);
  const handler = run.registries.elements[node.type] as ElementHandler;
  handler.caught?.(run, node, scope, item);
}

/** Of a parallel multiple event: notes the trigger; true once all have come. */
export function allSeen(run: Run, node: Node, scopeId: string, trigger: number): boolean {
  const element = node.element;
  if (!('parallelMultiple' in element) || !element.parallelMultiple || node.triggers.length < 2) return true;
  const scope = writableScope(run, scopeId);
  const seen = new Set(own(scope.seen, node.id)).add(trigger);
  if (seen.size < node.triggers.length) {
    scope.seen = { ...scope.seen, [node.id]: [...seen].sort((a, b) => a - b) };
    return false;
  }
  if (scope.seen) {
    const { [node.id]: _done, ...rest } = scope.seen;
    if (Object.keys(rest).length > 0) scope.seen = rest;
    else delete scope.seen;
  }
  return true;
}

/** What a caught trigger brings goes where its mappings say, or property by property to the variables in `target`. */
export function takeResult(
  run: Run,
  node: Node,
  item: { trigger: number; result?: Result },
  target: string,
  how: 'assign' | 'local',
): void {
  const { result } = item;
  if (!result) return;
  const trigger = node.triggers[item.trigger];
  if (trigger && 'outputs' in trigger && trigger.outputs) mapInto(run, target, target, trigger.outputs, seenOf(result));
  else if (how === 'assign') assignAll(run, target, result.value);
  else setAllLocal(run, target, result.value);
}

/** What output mappings see of a result: its properties, the whole under its name and as `output`. */
export function seenOf(result: Result | undefined): { [name: string]: unknown } {
  if (!result) return { output: {} };
  return { ...result.value, output: result.value, [result.as]: result.value, ...result.extra };
}
