import type { Loop, MultiInstanceLoop, StandardLoop } from '../schema/definition.ts';
import { behave } from './behaviour.ts';
import { noteCompleted } from './compensable.ts';
import { conditionAt, evaluateAt, valueAt } from './expression.ts';
import type { ItemOf } from './item.ts';
import { nodeOf } from './nodes.ts';
import { Problem } from './problem.ts';
import type { Node } from './programme.ts';
import { push, type Run, record, scopeOf, writableScope } from './run.ts';
import { cancelScope, closeScope, openScope } from './scopes.ts';
import type { LoopState } from './state.ts';
import { assign } from './variables.ts';
import { toPlain } from '../feel/index.ts';

/** The outer scope of a looped activity is open: works out what is to run. */
export function enterLoop(run: Run, node: Node, scopeId: string, loop: Loop): void {
  const scope = writableScope(run, scopeId);
  scope.loop = { started: 0, done: 0, active: 0, ...(loop.type === 'multiInstance' ? plan(run, scopeId, loop) : {}) };
  if (loop.type === 'standard' && loop.maximum !== undefined && (!Number.isInteger(loop.maximum) || loop.maximum < 0)) {
    throw new Problem('loop.maximum', `The loop of ${node.id} can't run ${loop.maximum} times`);
  }
  push(run, { do: 'loop', scopeId });
}

function plan(run: Run, scopeId: string, loop: MultiInstanceLoop): Partial<LoopState> {
  if (loop.collection !== undefined) {
    const items = toPlain(evaluateAt(run, scopeId, loop.collection));
    if (items !== null && !Array.isArray(items)) throw new Problem('loop.collection', `${loop.collection}: not a list`);
    return { items: items ?? [], ...size(run, items?.length ?? 0) };
  }
  const total = loop.cardinality === undefined ? 1 : evaluateAt(run, scopeId, loop.cardinality);
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 0) {
    throw new Problem(
      'loop.cardinality',
      `${loop.cardinality ?? ''}: the number of instances must be a whole number from 0`,
    );
  }
  return size(run, total);
}

function size(run: Run, total: number): { total: number } {
  const { multiInstance } = run.programme.limits;
  if (total > multiInstance)
    throw new Problem('limit.multiInstance', `${total} instances are more than ${multiInstance}`);
  return { total };
}

/** Starts the next runs, or ends the loop. */
export function performLoop(run: Run, item: ItemOf<'loop'>): void {
  const outer = run.state.scopes[item.scopeId];
  if (!outer?.loop) return;
  const node = nodeOf(run, outer.elementId);
  const loop = loopOf(node);
  if (loop.type === 'standard') {
    if (goesOn(run, outer.id, loop, outer.loop.started)) startRun(run, node, outer.id);
    else finishLoop(run, node, outer.id);
    return;
  }
  const { total = 0 } = outer.loop;
  if (outer.loop.done + (outer.loop.terminated ?? 0) >= total) {
    finishLoop(run, node, outer.id);
  } else if (loop.sequential) {
    startRun(run, node, outer.id, loop);
  } else {
    for (let n = outer.loop.started; n < total; n++) startRun(run, node, outer.id, loop);
  }
}

/** Goes on while the condition holds, tested after each run unless `testBefore`. */
function goesOn(run: Run, scopeId: string, loop: StandardLoop, started: number): boolean {
  if (loop.maximum !== undefined && started >= loop.maximum) return false;
  if (started === 0 && !loop.testBefore) return true;
  // Nothing says when it ends: once.
  if (loop.condition === undefined) return loop.maximum !== undefined || started === 0;
  return conditionAt(run, scopeId, loop.condition, { loopCounter: started });
}

function startRun(run: Run, node: Node, outerId: string, loop?: MultiInstanceLoop): void {
  const outer = writableScope(run, outerId);
  const state = outer.loop ?? { started: 0, done: 0, active: 0 };
  const number = state.started + 1;
  outer.loop = { ...state, started: number, active: state.active + 1 };
  const variables: { [name: string]: unknown } = { loopCounter: number };
  if (loop?.item !== undefined && state.items) variables[loop.item] = state.items[number - 1] ?? null;
  const scope = openScope(run, outerId, node.id, variables);
  scope.run = number;
  push(run, { do: 'begin', scopeId: scope.id });
}

/** A run was cancelled, not the activity: the others count. */
export function runCancelled(run: Run, outerId: string): void {
  const outer = writableScope(run, outerId);
  if (!outer.loop) return;
  outer.loop = { ...outer.loop, active: outer.loop.active - 1, terminated: (outer.loop.terminated ?? 0) + 1 };
  const node = nodeOf(run, outer.elementId);
  if (loopOf(node).type === 'standard') finishLoop(run, node, outerId);
  else if (outer.loop.active === 0) push(run, { do: 'loop', scopeId: outerId });
}

/** One run has ended and left its outputs. */
export function runDone(run: Run, node: Node, scopeId: string, outerId: string): void {
  const loop = loopOf(node);
  const scope = scopeOf(run, scopeId);
  const outer = writableScope(run, outerId);
  const state = outer.loop ?? { started: 0, done: 0, active: 0 };
  outer.loop = { ...state, done: state.done + 1, active: state.active - 1 };
  if (loop.type === 'multiInstance' && loop.output !== undefined) {
    const results = [...(state.results ?? [])];
    const index = (scope.run ?? 1) - 1;
    while (results.length < index) results.push(null);
    results[index] = valueAt(run, scopeId, loop.output);
    outer.loop.results = results;
  }
  noteCompleted(run, node, scopeId, outerId);
  record(run, { type: 'element.completed', elementId: node.id, scopeId });
  closeScope(run, scopeId);
  if (loop.type === 'standard') {
    push(run, { do: 'loop', scopeId: outerId });
    return;
  }
  const seen = counts(run, outerId, loop);
  const stop =
    behave(run, node, outerId, loop, seen) ||
    (loop.completionCondition !== undefined && conditionAt(run, outerId, loop.completionCondition, seen));
  const after = run.state.scopes[outerId];
  if (!after) return;
  if (stop) {
    for (const child of Object.values(run.state.scopes))
      if (child.parent === outerId && run.state.scopes[child.id]) cancelScope(run, child.id);
    finishLoop(run, node, outerId);
  } else if (loop.sequential || after.loop?.active === 0) {
    push(run, { do: 'loop', scopeId: outerId });
  }
}

/** What the conditions of a multi-instance activity see. */
function counts(run: Run, outerId: string, loop: MultiInstanceLoop): { [name: string]: unknown } {
  const state = scopeOf(run, outerId).loop;
  return {
    numberOfInstances: state?.total ?? 0,
    numberOfCompletedInstances: state?.done ?? 0,
    numberOfActiveInstances: state?.active ?? 0,
    numberOfTerminatedInstances: state?.terminated ?? 0,
    loopCounter: state?.done ?? 0,
    ...(loop.outputCollection === undefined
      ? {}
      : { [loop.outputCollection]: (state?.results ?? []).filter((result) => result !== undefined) }),
  };
}

function finishLoop(run: Run, node: Node, outerId: string): void {
  const loop = loopOf(node);
  const outer = scopeOf(run, outerId);
  const parent = outer.parent ?? 's1';
  if (loop.type === 'multiInstance' && loop.outputCollection !== undefined)
    assign(run, parent, loop.outputCollection, outer.loop?.results ?? []);
  noteCompleted(run, node, outerId, parent);
  record(run, { type: 'element.completed', elementId: node.id, scopeId: outerId });
  closeScope(run, outerId);
  if (run.state.scopes[parent]?.compensating) push(run, { do: 'compensate', scopeId: parent });
  else push(run, { do: 'leave', elementId: node.id, scopeId: parent });
}

function loopOf(node: Node): Loop {
  const loop = 'loop' in node.element ? node.element.loop : undefined;
  if (!loop) throw new Problem('element.unknown', `${node.id} has no loop`);
  return loop;
}
