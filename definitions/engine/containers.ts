import { arm } from './arm.ts';
import type { Body, Programme } from './programme.ts';
import { push, type Run } from './run.ts';
import { addLive } from './scopes.ts';
import type { Scope } from './state.ts';
import { setAllLocal } from './variables.ts';

/** A container's scope comes to life: its data objects, then the event sub-processes that listen, then its tokens. */
export function openBody(run: Run, body: Body, scopeId: string): void {
  listen(run, body, scopeId);
  const start = body.starts[0];
  const first = start ? [start] : body.entries;
  if (first.length === 0) {
    push(run, { do: 'settle', scopeId });
    return;
  }
  addLive(run, scopeId, first.length);
  for (const node of first) push(run, { do: 'enter', elementId: node.id, scopeId });
}

/** Data objects get their initial values, event sub-processes begin to listen. */
export function listen(run: Run, body: Body, scopeId: string): void {
  if (Object.keys(body.variables).length > 0) setAllLocal(run, scopeId, body.variables);
  for (const { start } of body.eventSubProcesses) arm(run, start, scopeId);
}

/** Can something more be put into the scope? */
export function isContainer(programme: Programme, scope: Scope | undefined): boolean {
  if (!scope || scope.loop || scope.compensating || scope.added) return false;
  return scope.elementId === undefined || programme.nodes.get(scope.elementId)?.body !== undefined;
}
