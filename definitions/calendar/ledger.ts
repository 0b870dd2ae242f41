import type { Deadline, TermUnit } from '../schema/definition.ts';
import type { Calendars } from './data.ts';

/**
 * The ledger of one deadline: why it is due when it is. Part of the engine's state: immutable plain JSON, whole in
 * itself, so that it can be explained and counted again years later from the ledger and the calendars alone.
 */
export interface Ledger {
  id: string;
  deadlineId: string;
  scopeId: string;
  elementId?: string;
  /** `waiting`: for its legal event. `breached`: ran out unfulfilled. `fulfilled`: see `fulfilled`. `closed`: no longer of interest. */
  state: LedgerState;
  zone: string;
  /**
   * The last instant that is still in time (UTC), once the term runs: of a term that ends with a day that day's last
   * millisecond, so that every clock shows the right date. While suspended it is absent, or, if the suspension has a
   * cap, the due moment should the cap be used up.
   */
  dueAt?: string;
  /** The last day in the ledger's zone, of a term that ends with a day. */
  lastDay?: string;
  /** The next reminders, instants ascending; `index` into the deadline's reminders (a repeated one comes several times). */
  reminders: LedgerReminder[];
  /** The term was over when we learnt of it: its consequences wait until an official confirms them. */
  needsConfirmation?: true;
  rule: LedgerRule;
  /** What happened to the term, in the order we learnt it. Never removed: corrections supersede. */
  entries: LedgerEntry[];
  /** How the due moment was counted: what `explain` puts into words. */
  steps: Step[];
  /** Version of the calendar data used. */
  calendarVersion: string;
  fulfilled?: { at: string; inTime: boolean };
  /** Years of the count whose calendar isn't published. */
  unpublishedYears?: number[];
}

export type LedgerState = 'waiting' | 'running' | 'suspended' | 'breached' | 'fulfilled' | 'closed';

export interface LedgerReminder {
  index: number;
  at: string;
  done?: boolean;
}

/** A term whose FEEL is resolved. */
export interface CountedTerm {
  amount: number | string;
  unit: TermUnit;
}

/** The part of the deadline's rule that the count depends on, pinned when the ledger opens. */
export interface LedgerRule {
  term: CountedTerm;
  direction?: 'before';
  regime: string;
  regimeVersion: number;
  calendar: string;
  schedule?: string;
  owner: Deadline['owner'];
  basis: string;
  /** Kind of the legal event the term runs from; `entered` when the engine gave the moment. */
  from: string;
  /** Zones of the places where events of a kind happen. */
  zones?: { [kind: string]: string };
  deemed?: { after: CountedTerm; from: string; final?: true };
  /** Kind of the legal event that fulfils it; absent: the engine says so. */
  until?: string;
  cap?: CountedTerm;
  suspension?: { basis: string; grounds: string[]; cap?: CountedTerm };
  extension?: { basis: string; cap: CountedTerm; role?: string };
  restart?: { basis: string };
  restoration?: { basis: string; within?: CountedTerm };
  reminders?: { before: CountedTerm; every?: CountedTerm }[];
}

/** Who did it, when it took effect for the law, and when we learnt it. */
export interface Recorded {
  /** Effective moment, an instant. */
  at: string;
  recordedAt: string;
  author?: string;
}

export interface LegalEvent {
  id: string;
  /** `received`, `registered`, `dispatched`, `delivered`, `completePackage`, `inForce`, `signed` ... */
  kind: string;
  effectiveAt: string;
  recordedAt: string;
  /** Zone of the place where it happened; default: the ledger's. */
  zone?: string;
  evidence?: string;
  author?: string;
  /** Id of the event this one corrects. */
  supersedes?: string;
  /** The corrected event never happened. */
  annuls?: true;
  reason?: string;
}

export type LedgerEntry =
  | ({ entry: 'event' } & LegalEvent)
  | ({ entry: 'suspended'; ground: string; basis: string; initiator?: string } & Recorded)
  | ({ entry: 'resumed'; reason?: string } & Recorded)
  | ({ entry: 'extended'; by: CountedTerm; reason: string; basis: string; notice?: string } & Recorded)
  | ({ entry: 'restarted'; reason: string; basis: string } & Recorded)
  | ({ entry: 'moved'; dueAt: string; reason: string; basis?: string } & Recorded)
  | ({ entry: 'restored'; dueAt: string; reason: string; basis: string } & Recorded)
  | ({ entry: 'confirmed' } & Recorded);

/** One step of the count; days are `YYYY-MM-DD`, moments are instants. */
export type Step =
  | { step: 'start'; event: string; at: string; day: string; zone?: string; corrected?: true }
  | { step: 'deemed'; event: string; from: string; after: CountedTerm; at: string; day: string }
  | { step: 'opening'; at: string; day: string }
  | { step: 'restarted'; at: string; day: string; basis: string }
  | { step: 'days'; term: CountedTerm; first: string; last: string; noSuchDate?: true }
  | { step: 'before'; term: CountedTerm; last: string }
  | {
      step: 'hours';
      term: CountedTerm;
      elapse: 'clock' | 'workingDays' | 'opening';
      schedule?: string;
      at: string;
      backwards?: true;
    }
  | { step: 'date'; last: string }
  | { step: 'paused'; from: string; to?: string; capped?: true; ground: string; basis: string }
  | { step: 'extended'; by: CountedTerm; last: string; basis: string }
  | { step: 'roll'; from: string; to: string; why: string }
  | { step: 'cap'; cap: CountedTerm; last: string }
  | { step: 'moved'; at: string; reason: string; basis?: string }
  | { step: 'restored'; at: string; reason: string; basis: string };

export interface OpenLedger {
  id: string;
  scopeId: string;
  elementId?: string;
  /** The rule. Its terms must be resolved: no FEEL in them. */
  deadline: Deadline;
  /** Term with FEEL resolved to a number or date. */
  term: CountedTerm;
  /** Moment the term runs from (`effectiveAt`), instant in UTC; absent: it waits for its legal event. */
  from?: string;
  /** Legal events already known to the case: those that concern this term are taken over. */
  events?: readonly LegalEvent[];
  /** When this is recorded (the engine's `event.at`); default `from`. What is due before it is late. */
  at?: string;
  zone: string;
  calendars: Calendars;
}
