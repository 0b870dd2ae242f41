import { closeIncident } from './incidents.ts';
import { disarm, endDeadlines } from './disarm.ts';
import type { Variables } from './event.ts';
import { issue, nextId, push, type Run, record, remove, scopeOf, writable, writableScope } from './run.ts';
import type { Scope, StoredIncident } from './state.ts';
import type { Item } from './item.ts';
import { account, sizeOf } from './variables.ts';

/** Opens a scope. The caller has already counted it in its parent: the token that came became the scope. */
export function openScope(run: Run, parent: string, elementId: string, variables: Variables = {}): Scope {
  const id = nextId(run, 's');
  const scope: Scope = { id, elementId, parent, variables };
  account(run, sizeOf(variables) - 2);
  writable(run, 'scopes')[id] = scope;
  run.ownedScopes.add(id);
  return scope;
}

/** One more token or scope lives in the container. */
export function addLive(run: Run, scopeId: string, count = 1): void {
  const scope = writableScope(run, scopeId);
  scope.live = (scope.live ?? 0) + count;
}

/** A token or scope left the container; when it was the last one, the container is looked at. */
export function dropLive(run: Run, scopeId: string, count = 1): void {
  if (!run.state.scopes[scopeId]) return;
  const scope = writableScope(run, scopeId);
  scope.live = (scope.live ?? 0) - count;
  if (scope.live <= 0) push(run, { do: 'settle', scopeId });
}

/** Ends a scope whose work is done. Its parent's count is the caller's business: the scope becomes a token again. */
export function closeScope(run: Run, scopeId: string): void {
  disarm(run, scopeId);
  endDeadlines(run, scopeId, 'fulfilled');
  forget(run, scopeId);
}

/** Ends a scope before its work is done, with everything in it. */
export function cancelScope(run: Run, scopeId: string): void {
  const scope = scopeOf(run, scopeId);
  cancelContent(run, scopeId);
  disarm(run, scopeId);
  endDeadlines(run, scopeId, 'closed');
  if (scope.elementId !== undefined) record(run, { type: 'element.cancelled', elementId: scope.elementId, scopeId });
  forget(run, scopeId);
}

/** Cancels everything that lives in a container but not the container. `except`: a scope that stays. */
export function cancelContent(run: Run, scopeId: string, except?: string): void {
  for (const child of Object.values(run.state.scopes)) {
    if (child.parent === scopeId && child.id !== except && run.state.scopes[child.id]) cancelScope(run, child.id);
  }
  for (const token of Object.values(run.state.tokens)) if (token.scopeId === scopeId) remove(run, 'tokens', token.id);
  run.queue = run.queue.filter((item) => !('scopeId' in item) || item.scopeId !== scopeId);
  run.throws = run.throws.filter((item) => item.scopeId !== scopeId);
  cancelWork(run, scopeId);
  const scope = writableScope(run, scopeId);
  scope.live = except === undefined ? 0 : 1;
  delete scope.gateways;
  delete scope.awaiting;
}

/** Withdraws the user tasks, effects and incidents of a scope itself. */
function cancelWork(run: Run, scopeId: string): void {
  const { state } = run;
  for (const id in state.userTasks) {
    const userTask = state.userTasks[id];
    if (userTask?.scopeId !== scopeId) continue;
    remove(run, 'userTasks', id);
    record(run, { type: 'userTask.cancelled', userTaskId: id, elementId: userTask.elementId });
  }
  for (const id in state.pending) {
    const pending = state.pending[id];
    if (pending?.scopeId !== scopeId) continue;
    remove(run, 'pending', id);
    record(run, { type: 'command.settled', commandId: id, result: 'cancelled' });
    const command = { id: nextId(run, 'c'), commandId: id };
    if (pending.type === 'instance.call')
      issue(
        run,
        { type: 'instance.cancelCalled', ...command, reason: 'caller.cancelled' },
        { elementId: pending.elementId, scopeId },
      );
    else issue(run, { type: 'service.cancel', ...command }, { elementId: pending.elementId, scopeId });
  }
  for (const incident of Object.values(state.incidents)) {
    if (incident.scopeId === scopeId) closeIncident(run, incident.id, 'cancelled');
    else if (incident.resume.do === 'many') dropStopped(run, incident, incident.resume.items, scopeId);
  }
}

/** Of what a limit stopped, the part in a scope that ends is forgotten. */
function dropStopped(run: Run, incident: StoredIncident, items: readonly Item[], scopeId: string): void {
  const left = items.filter((item) => !('scopeId' in item) || item.scopeId !== scopeId);
  if (left.length === items.length) return;
  if (left.length === 0) closeIncident(run, incident.id, 'cancelled');
  else writable(run, 'incidents')[incident.id] = { ...incident, resume: { do: 'many', items: left } };
}

function forget(run: Run, scopeId: string): void {
  const scope = scopeOf(run, scopeId);
  account(run, 2 - sizeOf(scope.variables));
  remove(run, 'scopes', scopeId);
  run.ownedScopes.delete(scopeId);
}
