import type { Node } from './programme.ts';
import { issue, nextId, push, type Run, record, scopeOf } from './run.ts';
import { cancelContent, dropLive } from './scopes.ts';
import { disarm, endDeadlines } from './disarm.ts';
import type { Variables } from './event.ts';

/** The token passed a throw or end event: on along its flows, or consumed. */
export function endWaits(run: Run, node: Node, scopeId: string): void {
  record(run, { type: 'element.completed', elementId: node.id, scopeId });
  if (node.type === 'endEvent') {
    noteEnd(run, node, scopeId);
    dropLive(run, scopeId);
  } else {
    push(run, { do: 'leave', elementId: node.id, scopeId });
  }
}

/** End events of the process itself tell how the instance ended. */
export function noteEnd(run: Run, node: Node, scopeId: string): void {
  if (scopeId === 's1') run.state.ends = [...(run.state.ends ?? []), node.id];
}

/** No token is left in the process. */
export function completeInstance(run: Run): void {
  const output = scopeOf(run, 's1').variables;
  clear(run, 'fulfilled');
  run.state.status = 'completed';
  record(run, { type: 'instance.completed', output, endElements: run.state.ends ?? [] });
  const { parent, caseStatus } = run.state;
  if (parent)
    issue(run, {
      type: 'parent.complete',
      id: nextId(run, 'c'),
      parent,
      output,
      ...(caseStatus ? { status: caseStatus.code } : {}),
    });
}

/** An error that nothing caught ends the instance. */
export function failInstance(run: Run, code: string, message: string | undefined, payload: Variables): void {
  clear(run, 'closed');
  run.state.status = 'failed';
  record(run, { type: 'instance.failed', code, ...(message === undefined ? {} : { message }) });
  const { parent } = run.state;
  if (parent) issue(run, { type: 'parent.error', id: nextId(run, 'c'), parent, code, payload });
}

export function cancelInstance(run: Run, reason: string): void {
  clear(run, 'closed');
  run.state.status = 'cancelled';
  record(run, { type: 'instance.cancelled', reason });
}

function clear(run: Run, deadlines: 'fulfilled' | 'closed'): void {
  // An instance that never began has nothing to clear.
  if (run.state.scopes['s1']) cancelContent(run, 's1');
  disarm(run, 's1');
  endDeadlines(run, 's1', deadlines);
  run.queue = [];
  run.throws = [];
  delete run.state.held;
}
