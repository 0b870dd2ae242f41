import type { Ledger } from '../calendar/ledger.ts';
import type { State } from './state.ts';

/** When something is due next: the earliest of timers, reminders and deadlines. A suspended instance waits for nothing. */
export function nextDueAt(state: State): string | undefined {
  if (state.status !== 'running') return undefined;
  let earliest: string | undefined;
  const consider = (at: string | undefined): void => {
    if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
  };
  for (const id in state.timers) consider(state.timers[id]?.dueAt);
  for (const id in state.ledgers) {
    const ledger = state.ledgers[id];
    if (!ledger || !isOpen(ledger)) continue;
    if (!ledger.needsConfirmation) consider(ledger.dueAt);
    for (const reminder of ledger.reminders) if (!reminder.done) consider(reminder.at);
  }
  return earliest;
}

/** Its reminders and its breach are to come. A suspension with a cap ends by itself, and the term with it. */
export function isOpen(ledger: Ledger): boolean {
  return ledger.state === 'running' || (ledger.state === 'suspended' && ledger.dueAt !== undefined);
}
