import type { TermUnit } from '../schema/definition.ts';
import type { DayClass } from './data.ts';

/** Words in both languages. */
export interface Words {
  ru: string;
  en: string;
}

/**
 * How a law counts: one start rule, the days that are days off, what happens to an end on a day off, and the hour at
 * which a last day ends. Each rule names its own basis. Presets are data in regimes/; a lawyer signs what is shipped.
 */
export interface Regime {
  key: string;
  /** A ledger pins it; a changed rule is a new version beside the old one. */
  version: number;
  title: Words;
  basis: Words;
  /** What the text of the law leaves open, and how it is read here. */
  uncertain?: Words;
  start: {
    rule: StartRule;
    /** A term that begins outside opening hours begins at the next opening (only with a schedule). */
    whenClosed?: 'nextOpening';
    basis?: Words;
  };
  /** Day classes that are days off: not counted as working days, and rolled from. */
  daysOff: { classes: DayClass[]; basis?: Words };
  /** How minutes and hours elapse. `workingDays`: round the clock, on working days only; `opening`: while the schedule is open. */
  hours?: { elapse: 'clock' | 'workingDays' | 'opening'; basis?: Words };
  /** An end on a day off. `units`: only for these units. */
  roll: { rule: RollRule; units?: TermUnit[]; basis?: Words };
  endOfDay: { rule: 'midnight' | 'closing'; basis?: Words };
  /** `calendar`: quarters of the year, the one of the first day counts. `months`: three months from the date. */
  quarters?: { rule: 'months' | 'calendar'; basis?: Words };
  /** Bases of what else `explain` cites. */
  months?: { basis: Words };
  /** The law knows no suspension: a definition that declares one is refused all the same. */
  suspension?: { forbidden: true; basis: Words };
  /** Bound the law sets on all extensions together. */
  extension?: { atMost: { amount: number; unit: TermUnit }; basis: Words };
  /** Days without "working" or "calendar" mean these. A definition must say; an editor proposes this. */
  plainDays?: 'workingDays' | 'calendarDays';
  /** Terms the law itself sets, for pick lists. */
  terms?: {
    key: string;
    title: Words;
    amount: number;
    unit: TermUnit;
    from: string;
    basis: Words;
  }[];
}

type StartRule = 'sameDay' | 'nextDay' | 'nextWorkingDay';
type RollRule = 'next' | 'previous' | 'none';
