import type { EventOf } from './event.ts';
import type { JournalEntry } from './journal.ts';
import type { Programme } from './programme.ts';
import type { State } from './state.ts';
import { start, transition } from './transition.ts';

/** Applies the events of a journal again. The journal that comes out must be the one that went in, byte for byte. */
export function replay(
  programme: Programme,
  entries: readonly JournalEntry[],
  watch?: (state: State, entry: JournalEntry) => void,
): { state: State | undefined; journal: JournalEntry[] } {
  let state: State | undefined;
  const journal: JournalEntry[] = [];
  for (const { event } of entries) {
    const next = state ? transition(programme, state, event) : start(programme, event as EventOf<'instance.start'>);
    state = next.state;
    if (next.journal) {
      journal.push(next.journal);
      watch?.(state, next.journal);
    }
  }
  return { state, journal };
}
