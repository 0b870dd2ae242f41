import type { Deadline, Mapping } from '../schema/definition.ts';
import { arm, armBoundaries } from './arm.ts';
import { seenOf } from './caught.ts';
import { openDeadlines } from './deadlines.ts';
import { noteCompleted } from './compensable.ts';
import type { ElementHandler } from './handler.ts';
import type { ItemOf, Result } from './item.ts';
import { enterLoop, runDone } from './loop.ts';
import { containerOf, nodeOf } from './nodes.ts';
import { Problem } from './problem.ts';
import type { Node } from './programme.ts';
import { nextId, push, type Run, record, remove, scopeOf, writable } from './run.ts';
import { closeScope, dropLive, openScope } from './scopes.ts';
import type { Scope } from './state.ts';
import { setStatus } from './status.ts';
import { assignAll, mapInto, mapped, setAllLocal } from './variables.ts';

/** A token arrives at an activity; with a start quantity it waits until enough are there. */
export function enterActivity(run: Run, node: Node, scopeId: string, flowId?: string): void {
  const quantity = quantityOf(run, node, 'startQuantity');
  if (quantity > 1) {
    const waiting = Object.values(run.state.tokens).filter(
      (token) => token.elementId === node.id && token.scopeId === scopeId && token.incidentId === undefined,
    );
    if (waiting.length + 1 < quantity) {
      const id = nextId(run, 't');
      writable(run, 'tokens')[id] = { id, elementId: node.id, scopeId, ...(flowId === undefined ? {} : { flowId }) };
      return;
    }
    for (const token of waiting.slice(0, quantity - 1)) remove(run, 'tokens', token.id);
    dropLive(run, scopeId, quantity - 1);
  }
  startActivity(run, node, scopeId);
}

/** The activity's scope opens: the token becomes it. Looped activities open an outer scope first. */
export function startActivity(run: Run, node: Node, parentScope: string): void {
  const scope = openScope(run, parentScope, node.id);
  record(run, { type: 'element.entered', elementId: node.id, scopeId: scope.id });
  setStatus(run, node.element.status, scope.id, node.id);
  if ('loop' in node.element && node.element.loop) {
    openDeadlines(run, deadlinesOf(node), scope.id, node.id);
    armBoundaries(run, node, scope.id);
    enterLoop(run, node, scope.id, node.element.loop);
  } else {
    performBegin(run, { do: 'begin', scopeId: scope.id });
  }
}

/** One run begins: inputs, deadlines, boundary events, then the work itself. */
export function performBegin(run: Run, item: ItemOf<'begin'>): void {
  const scope = scopeOf(run, item.scopeId);
  const node = nodeOf(run, scope.elementId);
  const inputs = inputsOf(node);
  if (inputs) setAllLocal(run, scope.id, mapped(run, scope.id, inputs));
  const waiting = run.queue.length;
  if (scope.run === undefined) {
    openDeadlines(run, deadlinesOf(node), scope.id, node.id);
    armBoundaries(run, node, scope.id);
  } else {
    record(run, { type: 'element.entered', elementId: node.id, scopeId: scope.id });
  }
  // A condition that already holds fires before the work begins.
  if (run.queue.length > waiting) push(run, { do: 'execute', scopeId: scope.id });
  else performExecute(run, { do: 'execute', scopeId: scope.id });
}

export function performExecute(run: Run, item: ItemOf<'execute'>): void {
  const scope = run.state.scopes[item.scopeId];
  if (!scope) return;
  const node = nodeOf(run, scope.elementId);
  const handler = run.registries.elements[node.type] as ElementHandler;
  handler.execute?.(run, node, scope);
}

/** The work of one run is done: outputs, then the next run of the loop, the next compensation, or on along the flows. */
export function performFinish(run: Run, item: ItemOf<'finish'>): void {
  const scope = run.state.scopes[item.scopeId];
  // Something may have come to life in a container since it was found empty: then it ends later.
  if (!scope || (scope.live ?? 0) > 0) return;
  if (scope.added) {
    finishAdded(run, scope, item.result);
    return;
  }
  const node = nodeOf(run, scope.elementId);
  applyOutputs(run, node, scope.id, containerOf(run, scope), item.result);
  const parent = scope.parent ?? 's1';
  if (scope.run !== undefined) {
    runDone(run, node, scope.id, parent);
    return;
  }
  noteCompleted(run, node, scope.id, parent);
  record(run, { type: 'element.completed', elementId: node.id, scopeId: scope.id });
  closeScope(run, scope.id);
  goOn(run, node, parent);
}

/** A user task that an official added has no flows: it leaves its form and is gone. */
function finishAdded(run: Run, scope: Scope, result: Result | undefined): void {
  const parent = scope.parent ?? 's1';
  if (result) assignAll(run, parent, result.value);
  record(run, { type: 'element.completed', elementId: scope.elementId ?? '', scopeId: scope.id });
  closeScope(run, scope.id);
  dropLive(run, parent);
  push(run, { do: 'left', scopeId: parent });
}

/** After an activity as a whole. */
export function goOn(run: Run, node: Node, parent: string): void {
  if (run.state.scopes[parent]?.compensating) push(run, { do: 'compensate', scopeId: parent });
  else push(run, { do: 'leave', elementId: node.id, scopeId: parent });
}

function applyOutputs(run: Run, node: Node, scopeId: string, target: string, result: Result | undefined): void {
  const outputs = 'outputs' in node.element ? node.element.outputs : undefined;
  if (outputs) mapInto(run, scopeId, target, outputs, seenOf(result));
  else if (result && !result.quiet)
    assignAll(run, target, result.as === 'form' ? { ...result.value, ...visible(result.extra) } : result.value);
}

/** Without output mappings a user task leaves its form, and its outcome and reason where it has them. */
function visible(extra: { [name: string]: unknown } | undefined): { [name: string]: unknown } {
  const kept: { [name: string]: unknown } = {};
  for (const name of ['outcome', 'reason']) if (extra && typeof extra[name] === 'string') kept[name] = extra[name];
  return kept;
}

export function quantityOf(run: Run, node: Node, which: 'startQuantity' | 'completionQuantity'): number {
  const quantity = (node.element as { startQuantity?: number; completionQuantity?: number })[which] ?? 1;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > run.programme.limits.multiInstance) {
    throw new Problem(
      'model.quantity',
      `${which} of ${node.id} must be a whole number from 1 to ${run.programme.limits.multiInstance}`,
    );
  }
  return quantity;
}

function inputsOf(node: Node): readonly Mapping[] | undefined {
  return 'inputs' in node.element ? node.element.inputs : undefined;
}

function deadlinesOf(node: Node): readonly Deadline[] | undefined {
  return 'deadlines' in node.element ? node.element.deadlines : undefined;
}

/** An event that waits: its scope opens, its triggers are armed. */
export function enterWaiting(run: Run, node: Node, scopeId: string): void {
  const scope = openScope(run, scopeId, node.id);
  record(run, { type: 'element.entered', elementId: node.id, scopeId: scope.id });
  setStatus(run, node.element.status, scope.id, node.id);
  openDeadlines(run, deadlinesOf(node), scope.id, node.id);
  arm(run, node, scope.id);
}
