import { closeLedger, fulfilLedger, type Ledger } from '../calendar/index.ts';
import type { EngineEvent } from './event.ts';
import type { JournalEntry } from './journal.ts';
import type { Programme } from './programme.ts';
import { replay } from './replay.ts';

/**
 * The ledgers of an instance, oldest first, as its journal makes them. State forgets those that have ended: they are
 * given as they stood last, with the end that the journal records.
 */
export function ledgersOf(programme: Programme, entries: readonly JournalEntry[]): Ledger[] {
  const known = new Map<string, Ledger>();
  replay(programme, entries, (state, { event, records }) => {
    for (const ledger of Object.values(state.ledgers)) known.set(ledger.id, ledger);
    for (const record of records) {
      if (record.type !== 'deadline.fulfilled' && record.type !== 'deadline.closed') continue;
      const ledger = known.get(record.ledgerId);
      if (!ledger) continue;
      const ended = record.type === 'deadline.fulfilled' ? fulfilLedger(ledger, momentOf(event)) : closeLedger(ledger);
      if (ended.ok) known.set(ledger.id, ended.value);
    }
  });
  return [...known.values()];
}

/** A legal event ends a term when it took effect, not when we learnt of it. */
function momentOf(event: EngineEvent): string {
  return event.type === 'legal.event' ? (event.data.effectiveAt ?? event.at) : event.at;
}
