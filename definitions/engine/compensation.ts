import { startActivity } from './activity.ts';
import type { ItemOf } from './item.ts';
import { nodeOf } from './nodes.ts';
import { Problem } from './problem.ts';
import type { Node } from './programme.ts';
import { push, type Run, record, scopeOf, writableScope } from './run.ts';
import { addLive, cancelContent, cancelScope, closeScope, dropLive, openScope } from './scopes.ts';
import { disarm } from './disarm.ts';
import type { Compensation, Scope } from './state.ts';

/**
 * Compensates what has completed: all of the scope, or one activity. The throwing token becomes a scope in which the
 * handlers run one after the other, the last completed first.
 */
export function compensate(run: Run, thrower: Node, scopeId: string, activity: string | undefined): 'on' | 'waits' {
  const todo = collect(run, scopeId, activity);
  if (todo.length === 0) return 'on';
  const scope = openScope(run, scopeId, thrower.id);
  scope.compensating = { todo, then: thrower.type === 'endEvent' ? 'end' : 'leave' };
  push(run, { do: 'compensate', scopeId: scope.id });
  return 'waits';
}

/** Takes out of the scope what is to be compensated, newest first. An activity is also looked for in the scopes around. */
function collect(run: Run, scopeId: string, activity: string | undefined): Compensation[] {
  let id: string | undefined = scopeId;
  while (id !== undefined) {
    const scope: Scope = scopeOf(run, id);
    const noted = scope.compensations ?? [];
    const taken = noted.filter((entry) => activity === undefined || entry.elementId === activity);
    if (taken.length > 0) {
      writableScope(run, id).compensations = noted.filter((entry) => !taken.includes(entry));
      return taken.reverse();
    }
    const inside = scope.elementId === undefined ? undefined : run.programme.nodes.get(scope.elementId)?.type;
    // Without a name only the own scope counts; an event sub-process speaks for the scope it belongs to.
    id = activity !== undefined || inside === 'eventSubProcess' ? scope.parent : undefined;
  }
  return [];
}

/** The next handler, or the end of the compensation. */
export function performCompensate(run: Run, item: ItemOf<'compensate'>): void {
  const scope = run.state.scopes[item.scopeId];
  if (!scope?.compensating) return;
  const [next, ...todo] = scope.compensating.todo;
  if (!next) {
    endCompensation(run, scope, scope.compensating.then);
    return;
  }
  writableScope(run, scope.id).compensating = { ...scope.compensating, todo };
  record(run, { type: 'element.compensated', elementId: next.elementId, scopeId: scope.id });
  addLive(run, scope.id);
  const handler = next.handler === undefined ? undefined : nodeOf(run, next.handler);
  if (handler && handler.type !== 'eventSubProcess') {
    startActivity(run, handler, scope.id);
    return;
  }
  // A sub-process comes back to life with the variables it had.
  const revived = openScope(run, scope.id, next.elementId, next.variables);
  const nested = [...(next.nested ?? [])];
  if (handler) {
    revived.compensations = nested;
    revived.compensating = { todo: [], then: 'end' };
    addLive(run, revived.id);
    startEventSubProcess(run, handler, revived.id);
  } else {
    revived.compensating = { todo: nested.reverse(), then: 'end' };
    push(run, { do: 'compensate', scopeId: revived.id });
  }
}

function startEventSubProcess(run: Run, node: Node, parentScope: string): void {
  const scope = openScope(run, parentScope, node.id);
  record(run, { type: 'element.entered', elementId: node.id, scopeId: scope.id });
  const start = node.body?.starts[0];
  if (!start) throw new Problem('element.unknown', `${node.id} has no start event`);
  addLive(run, scope.id);
  push(run, { do: 'leave', elementId: start.id, scopeId: scope.id });
}

function endCompensation(run: Run, scope: Scope, then: 'leave' | 'end' | 'cancel'): void {
  const parent = scope.parent ?? 's1';
  if (then === 'cancel') {
    leaveCancelled(run, scope);
    return;
  }
  const { elementId } = scope;
  if (elementId !== undefined && then === 'leave')
    record(run, { type: 'element.completed', elementId, scopeId: scope.id });
  closeScope(run, scope.id);
  if (then === 'leave' && elementId !== undefined) push(run, { do: 'leave', elementId, scopeId: parent });
  else dropLive(run, parent);
}

/** A cancel end event: what runs in the transaction is cancelled, what completed in it compensated. */
export function cancelTransaction(run: Run, scopeId: string): void {
  let scope: Scope | undefined = run.state.scopes[scopeId];
  while (
    scope &&
    !(scope.elementId !== undefined && !scope.loop && run.programme.nodes.get(scope.elementId)?.type === 'transaction')
  ) {
    scope = scope.parent === undefined ? undefined : run.state.scopes[scope.parent];
  }
  if (!scope) throw new Problem('cancel.noTransaction', 'A cancel end event works only inside a transaction');
  cancelContent(run, scope.id);
  disarm(run, scope.id);
  const transaction = writableScope(run, scope.id);
  transaction.compensating = { todo: [...(transaction.compensations ?? [])].reverse(), then: 'cancel' };
  delete transaction.compensations;
  push(run, { do: 'compensate', scopeId: scope.id });
}

/** The transaction is undone: on along its cancel boundary event. */
function leaveCancelled(run: Run, scope: Scope): void {
  const node = nodeOf(run, scope.elementId);
  const whole = scope.run === undefined ? scope : scopeOf(run, scope.parent ?? 's1');
  const container = whole.parent ?? 's1';
  cancelScope(run, whole.id);
  const boundary = node.boundaries.find((candidate) => candidate.triggers.some((trigger) => trigger.type === 'cancel'));
  if (boundary) {
    record(run, { type: 'element.entered', elementId: boundary.id, scopeId: container });
    record(run, { type: 'element.completed', elementId: boundary.id, scopeId: container });
    push(run, { do: 'leave', elementId: boundary.id, scopeId: container });
  } else {
    dropLive(run, container);
  }
}
