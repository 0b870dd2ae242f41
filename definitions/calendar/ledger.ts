import type { Deadline, Term } from '../schema/definition.ts';
import type { CalendarData } from './data.ts';

/**
 * The ledger of one deadline: why it is due when it is. Part of the engine's state, plain JSON. The fields below are
 * the contract with the engine; the derivation lives beside them.
 */
export interface Ledger {
  id: string;
  deadlineId: string;
  scopeId: string;
  elementId?: string;
  state: 'waiting' | 'running' | 'suspended' | 'breached' | 'fulfilled' | 'closed';
  zone: string;
  /** Instant the term runs out (UTC), once it runs. */
  dueAt?: string;
  /** The next reminders, instants ascending; `index` into the deadline's reminders. */
  reminders: { index: number; at: string; done?: boolean }[];
  [derivation: string]: unknown;
}

export interface OpenLedger {
  id: string;
  scopeId: string;
  elementId?: string;
  deadline: Deadline;
  /** Term with FEEL resolved to a number or date. */
  term: { amount: number | string; unit: Term['unit'] };
  /** Moment the term runs from (`effectiveAt`), instant in UTC; absent: it waits for its legal event. */
  from?: string;
  zone: string;
  calendars: { [key: string]: CalendarData };
}
