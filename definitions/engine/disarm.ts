import { endLedger } from './deadlines.ts';
import { type Run, record, remove } from './run.ts';

/** Nothing waits any more on behalf of the scope; of one catching element if named. */
export function disarm(run: Run, scopeId: string, elementId?: string): void {
  const { state } = run;
  for (const id in state.timers) {
    const timer = state.timers[id];
    if (timer?.scopeId !== scopeId || (elementId !== undefined && timer.elementId !== elementId)) continue;
    remove(run, 'timers', id);
    record(run, { type: 'timer.cancelled', timerId: id });
  }
  for (const id in state.subscriptions) {
    const subscription = state.subscriptions[id];
    if (subscription?.scopeId !== scopeId || (elementId !== undefined && subscription.elementId !== elementId))
      continue;
    remove(run, 'subscriptions', id);
    record(run, { type: 'subscription.closed', subscriptionId: id });
  }
  for (const id in state.conditions) {
    const condition = state.conditions[id];
    if (condition?.scopeId !== scopeId || (elementId !== undefined && condition.elementId !== elementId)) continue;
    remove(run, 'conditions', id);
  }
}

/** The scope's deadlines end: met when its work was done, closed when it was cancelled. */
export function endDeadlines(run: Run, scopeId: string, how: 'fulfilled' | 'closed'): void {
  for (const id in run.state.ledgers) {
    if (run.state.ledgers[id]?.scopeId === scopeId) endLedger(run, id, how);
  }
}
