import type { CalendarData, Calendars } from './data.ts';
import { instantOf } from './history.ts';
import { parseDay } from './days.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome, Problem } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { recomputeLedger } from './recompute.ts';

/** What a changed calendar does to one ledger. */
export interface LedgerShift {
  ledgerId: string;
  deadlineId: string;
  /** Due moments before and after; absent where the term doesn't run. */
  from?: string;
  to?: string;
  /** Days the last day moves (of a term without one: the due moment, in days); negative: it comes earlier. */
  days: number;
  changed: boolean;
  /** The due moment moves into the past: consequences will wait for a person. */
  needsConfirmation?: true;
  /** The ledger as it would be: applying the change stores exactly this. */
  ledger: Ledger;
  /** The ledger can't be counted with the new data; it stays as it is. */
  problem?: Problem;
}

const finished = new Set<Ledger['state']>(['fulfilled', 'closed']);

/**
 * Counts ledgers as they are (`before`) and under changed calendars (`after`). Applying a change is taking `ledger` of
 * each shift, so what was previewed is what happens. Finished ledgers don't change and aren't listed.
 */
export function previewCalendarChange(
  ledgers: readonly Ledger[],
  before: Calendars,
  after: Calendars,
  at?: string,
): LedgerShift[] {
  return ledgers
    .filter(({ state }) => !finished.has(state))
    .map((ledger) => {
      const known = recomputeLedger(ledger, before, at);
      const from = known.ok ? known.value : ledger;
      const changed = recomputeLedger(ledger, after, at);
      const base = {
        ledgerId: ledger.id,
        deadlineId: ledger.deadlineId,
        ...(from.dueAt === undefined ? {} : { from: from.dueAt }),
      };
      if (!changed.ok) return { ...base, days: 0, changed: false, ledger, problem: changed.problem };
      const to = changed.value;
      return {
        ...base,
        ...(to.dueAt === undefined ? {} : { to: to.dueAt }),
        days: shiftOf(from, to),
        changed: from.dueAt !== to.dueAt,
        ...(to.needsConfirmation && !from.needsConfirmation ? { needsConfirmation: true as const } : {}),
        ledger: to,
      };
    });
}

function shiftOf(from: Ledger, to: Ledger): number {
  if (from.dueAt === undefined || to.dueAt === undefined) return 0;
  const [a, b] = [from.lastDay, to.lastDay].map((day) => (day === undefined ? undefined : parseDay(day)));
  if (a !== undefined && b !== undefined) return b - a;
  return (instantOf(to.dueAt) - instantOf(from.dueAt)) / 86_400_000;
}

/** Whether a version of a calendar may be deleted: not while a living ledger runs on it. */
export function checkCalendarRemoval(
  { key, version }: Pick<CalendarData, 'key' | 'version'>,
  ledgers: readonly Ledger[],
): Outcome<null> {
  const users = ledgers.filter(
    ({ state, rule, calendarVersion }) => !finished.has(state) && rule.calendar === key && calendarVersion === version,
  );
  return users.length === 0
    ? fine(null)
    : refuse('calendar.inUse', '/version', { calendar: key, version, count: users.length });
}
