import type { Rejection } from './rejection.ts';
import { type Run, record, remove } from './run.ts';
import type { PendingCommand, State } from './state.ts';

/** An answer to a command is late when nobody waits for it any more. */
export function judgePending(state: State, commandId: unknown, type: PendingCommand['type']): Rejection | undefined {
  const pending =
    typeof commandId === 'string' && Object.hasOwn(state.pending, commandId) ? state.pending[commandId] : undefined;
  if (pending?.type === type) return undefined;
  return {
    code: 'command.stale',
    pointer: '/commandId',
    message: 'Nobody waits for the answer to this command any more',
  };
}

export function settle(
  run: Run,
  commandId: string,
  result: 'completed' | 'error' | 'failed',
): PendingCommand | undefined {
  const pending = run.state.pending[commandId];
  if (!pending) return undefined;
  remove(run, 'pending', commandId);
  record(run, { type: 'command.settled', commandId, result });
  return pending;
}
