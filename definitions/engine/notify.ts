import type { DeadlineAction } from '../schema/definition.ts';
import { issue, nextId, type Run, writable } from './run.ts';
import { mapped } from './variables.ts';

/**
 * A notice that a deadline asks for: a call of a connector that no token waits for. It belongs to the process, so that
 * it outlives the step whose deadline it was.
 */
export function notify(
  run: Run,
  action: Extract<DeadlineAction, { type: 'notify' }>,
  ledger: { deadlineId: string; scopeId: string; elementId?: string; dueAt?: string },
): void {
  const seen = { deadline: { id: ledger.deadlineId, dueAt: ledger.dueAt ?? null, element: ledger.elementId ?? null } };
  const input = mapped(run, ledger.scopeId, action.inputs ?? [], seen);
  sendNotice(run, action.connector, input, ledger.elementId ?? '');
}

export function sendNotice(run: Run, connector: string, input: { [name: string]: unknown }, elementId: string): void {
  const id = nextId(run, 'c');
  writable(run, 'pending')[id] = { id, type: 'service.invoke', elementId, scopeId: '', notice: { connector, input } };
  issue(run, { type: 'service.invoke', id, connector, input, elementId });
}
