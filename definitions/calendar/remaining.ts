import type { TermUnit } from '../schema/definition.ts';
import { countingOf } from './check.ts';
import { clockOf, elapseMode, isMomentUnit } from './count.ts';
import type { Calendars } from './data.ts';
import { parseDay } from './days.ts';
import { elapsedBetween } from './elapse.ts';
import { instantOf } from './history.ts';
import { parseInstant } from './instants.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { recomputeLedger } from './recompute.ts';
import { countWorkingDays } from './working-days.ts';
import { toLocal } from './zone.ts';

export interface Remaining {
  /** Whole units left; below zero: this many overdue. Zero days: the last day is today. */
  amount: number;
  unit: Extract<TermUnit, 'minutes' | 'hours' | 'workingHours' | 'workingDays' | 'calendarDays'>;
}

const MINUTE = 60_000;

/** What is left of a term at a moment, in the term's unit (terms longer than days: in calendar days). */
export function remainingOf(ledger: Ledger, at: string, calendars: Calendars): Outcome<Remaining> {
  const now = parseInstant(at);
  if (now === undefined) return refuse('instant.invalid', '/at', { value: at });
  const counting = countingOf(ledger.rule, ledger.zone, calendars);
  if (!counting.ok) return counting;
  if (ledger.state === 'suspended' && ledger.dueAt === undefined) {
    // The term stands still: what would be left if it ran on now.
    const resumed = recomputeLedger(
      { ...ledger, entries: [...ledger.entries, { entry: 'resumed', at, recordedAt: at }] },
      calendars,
    );
    if (!resumed.ok) return resumed;
    return resumed.value.dueAt === undefined
      ? refuse('ledger.idle', '/state', { state: ledger.state })
      : remainingOf(resumed.value, at, calendars);
  }
  if (ledger.dueAt === undefined) return refuse('ledger.idle', '/state', { state: ledger.state });
  const due = instantOf(ledger.dueAt);
  const { unit } = ledger.rule.term;
  const lastDay = ledger.lastDay === undefined ? undefined : parseDay(ledger.lastDay);
  if (lastDay === undefined && isMomentUnit(unit)) {
    const mode = elapseMode(counting.value, unit);
    const clock = mode === 'clock' ? undefined : clockOf(counting.value, mode);
    if (clock && !clock.ok) return clock;
    const [from, to] = now <= due ? [now, due] : [due, now];
    const left = (clock ? elapsedBetween(clock.value, from, to) : to - from) * (now <= due ? 1 : -1);
    const size = unit === 'minutes' ? MINUTE : 60 * MINUTE;
    return fine({ amount: Math.trunc(left / size) + 0, unit: unit as Remaining['unit'] });
  }
  const last = lastDay ?? toLocal(ledger.zone, due).day;
  const today = toLocal(ledger.zone, now).day;
  if (unit !== 'workingDays') return fine({ amount: last - today, unit: 'calendarDays' });
  const { calendar, off } = counting.value;
  const amount =
    today <= last
      ? countWorkingDays(calendar, off, today + 1, last + 1)
      : -countWorkingDays(calendar, off, last + 1, today + 1);
  return fine({ amount: amount + 0, unit: 'workingDays' });
}
