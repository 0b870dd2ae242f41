import type { Schedule } from './data.ts';
import type { Day } from './days.ts';
import { addMonths, civilOf, dayOf, daysInMonth, formatDay, LAST_YEAR, parseDay, yearOf } from './days.ts';
import type { Elapsing } from './elapse.ts';
import { elapse, elapseBack } from './elapse.ts';
import type { Instant } from './instants.ts';
import { formatInstant } from './instants.ts';
import type { CountedTerm, Step } from './ledger.ts';
import type { Window } from './opening.ts';
import { openingOf, parseTime } from './opening.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import type { Regime } from './regime.ts';
import type { DayMask, WorkingCalendar } from './working-days.ts';
import { classOf, countWorkingDays, isOff, nthWorkingDay, nthWorkingDayBack } from './working-days.ts';
import { toInstant, toLocal } from './zone.ts';

/** Everything a count depends on besides the term and its start. */
export interface Counting {
  calendar: WorkingCalendar;
  regime: Regime;
  off: DayMask;
  zone: string;
  schedule?: { key: string; hours: Schedule; zone: string };
}

/** Time the term stands still: [from, to) as moments and as days; `to` absent: until further notice. */
export interface Pause {
  from: Instant;
  to: Instant;
  fromDay: Day;
  toDay: Day;
}

/** Where a term starts: the moment, and the day on the wall where it happened. */
export interface Start {
  at: Instant;
  day: Day;
}

/** Where a count stands: a day that ends it, or a moment. */
export type End = { kind: 'day'; day: Day } | { kind: 'moment'; at: Instant };

const HOUR = 3_600_000;
const MINUTE = 60_000;

export function isMomentUnit(unit: CountedTerm['unit']): boolean {
  return unit === 'minutes' || unit === 'hours' || unit === 'workingHours';
}

/** How a term in minutes or hours elapses under a regime. */
export function elapseMode(counting: Counting, unit: CountedTerm['unit']): 'clock' | 'workingDays' | 'opening' {
  return unit === 'workingHours' ? 'opening' : (counting.regime.hours?.elapse ?? 'clock');
}

export function clockOf(counting: Counting, mode: 'workingDays' | 'opening'): Outcome<Elapsing> {
  const { calendar, off, schedule } = counting;
  if (mode === 'workingDays') {
    const zone = counting.zone;
    const windowsOf = (day: Day): Window[] =>
      isOff(calendar, off, day) ? [] : [[toInstant(zone, day, 0), toInstant(zone, day + 1, 0)]];
    return fine({ zone, windowsOf });
  }
  if (!schedule) return refuse('schedule.required', '/schedule');
  return fine({
    zone: schedule.zone,
    windowsOf: (day: Day) => openingOf(schedule.hours, calendar, schedule.zone, day),
  });
}

function budgetOf(term: CountedTerm): number {
  return Number(term.amount) * (term.unit === 'minutes' ? MINUTE : HOUR);
}

/** Adds a term in minutes or hours to a moment, or goes back by it. */
export function addMoments(
  counting: Counting,
  from: Instant,
  term: CountedTerm,
  pauses: readonly Pause[],
  backwards = false,
): Outcome<Instant> {
  const mode = elapseMode(counting, term.unit);
  const budget = budgetOf(term);
  if (mode === 'clock') {
    if (backwards) return fine(from - budget);
    let at = from + budget;
    for (const pause of pauses) if (pause.from < at && pause.to > from) at += pause.to - Math.max(pause.from, from);
    return yearOf(toLocal('UTC', at).day) > LAST_YEAR ? refuse('term.outOfRange', '/term/amount') : fine(at);
  }
  const clock = clockOf(counting, mode);
  if (!clock.ok) return clock;
  const windows = pauses.map(({ from: a, to: b }): Window => [a, b]);
  const at = backwards ? elapseBack(clock.value, from, budget) : elapse(clock.value, from, budget, windows);
  return at === undefined
    ? refuse('schedule.neverOpen', '/schedule', { schedule: counting.schedule?.key ?? '' })
    : fine(at);
}

/** The first day that counts. */
export function firstDay(counting: Counting, start: Day): Day {
  const rule = counting.regime.start.rule;
  if (rule === 'sameDay') return start;
  if (rule === 'nextDay') return start + 1;
  return nthWorkingDay(counting.calendar, counting.off, start + 1, 1) ?? start + 1;
}

/** `count` days from `first` on, those of a pause left out. */
function walkCalendarDays(first: Day, count: number, pauses: readonly Pause[]): Day {
  let last = first + count - 1;
  for (const { fromDay, toDay } of pauses) {
    const from = Math.max(fromDay, first);
    if (from <= last && toDay > from) last += toDay - from;
  }
  return last;
}

function walkWorkingDays(counting: Counting, first: Day, count: number, pauses: readonly Pause[]): Day | undefined {
  const { calendar, off } = counting;
  let from = first;
  let left = count;
  for (const { fromDay, toDay } of pauses) {
    if (toDay <= from) continue;
    const available = countWorkingDays(calendar, off, from, fromDay);
    if (available >= left) break;
    left -= available;
    from = toDay;
    if (yearOf(from) > LAST_YEAR) return undefined;
  }
  return nthWorkingDay(calendar, off, from, left);
}

function shiftByPauses(first: Day, last: Day, pauses: readonly Pause[]): Day {
  return walkCalendarDays(first, last - first + 1, pauses);
}

function monthsOf(unit: CountedTerm['unit'], amount: number): number {
  return amount * (unit === 'years' ? 12 : unit === 'quarters' ? 3 : 1);
}

interface Counted {
  last: Day;
  noSuchDate?: true;
}

/**
 * The last day of a term in days or longer, before any roll. Days are counted from `first`; weeks, months, quarters
 * and years run from the date of the start to the same date (Civil Code, art. 192).
 */
export function countDays(
  counting: Counting,
  anchor: Day,
  first: Day,
  term: CountedTerm,
  pauses: readonly Pause[],
): Outcome<Counted> {
  const amount = Number(term.amount);
  const tooFar = refuse('term.outOfRange', '/term/amount');
  if (amount > 400_000) return tooFar;
  let counted: Counted;
  switch (term.unit) {
    case 'workingDays': {
      if (amount === 0) {
        counted = { last: first - 1 };
        break;
      }
      const last = walkWorkingDays(counting, first, amount, pauses);
      if (last === undefined) return tooFar;
      counted = { last };
      break;
    }
    case 'calendarDays':
      counted = { last: walkCalendarDays(first, amount, pauses) };
      break;
    case 'halfMonths':
      counted = { last: walkCalendarDays(first, amount * 15, pauses) };
      break;
    case 'weeks':
      counted = { last: shiftByPauses(first, anchor + amount * 7, pauses) };
      break;
    case 'quarters':
    case 'months':
    case 'years': {
      let last: Day;
      if (term.unit === 'quarters' && counting.regime.quarters?.rule === 'calendar') {
        const { year, month } = civilOf(first);
        const quarter = Math.ceil(month / 3) + Math.max(0, amount - 1);
        const endYear = year + Math.floor((quarter - 1) / 4);
        const endMonth = (((quarter - 1) % 4) + 1) * 3;
        last = dayOf(endYear, endMonth, daysInMonth(endYear, endMonth));
      } else {
        last = addMonths(anchor, monthsOf(term.unit, amount));
      }
      const noSuchDate = civilOf(last).date < civilOf(anchor).date && counting.regime.quarters?.rule !== 'calendar';
      counted = { last: shiftByPauses(first, last, pauses), ...(noSuchDate ? { noSuchDate: true as const } : {}) };
      break;
    }
    default:
      return refuse('term.unitUnknown', '/term/unit', { unit: term.unit, units: '' });
  }
  return yearOf(counted.last) > LAST_YEAR ? tooFar : fine(counted);
}

/** The last day for "not later than N before" a day: N days counted back from the day before it. */
export function countDaysBack(counting: Counting, anchor: Day, term: CountedTerm): Outcome<Day> {
  const amount = Number(term.amount);
  const tooFar = refuse('term.outOfRange', '/term/amount');
  if (amount > 400_000) return tooFar;
  let day: Day | undefined;
  switch (term.unit) {
    case 'workingDays':
      day = amount === 0 ? anchor : nthWorkingDayBack(counting.calendar, counting.off, anchor - 1, amount);
      break;
    case 'calendarDays':
      day = anchor - amount;
      break;
    case 'halfMonths':
      day = anchor - amount * 15;
      break;
    case 'weeks':
      day = anchor - amount * 7;
      break;
    case 'quarters':
    case 'months':
    case 'years':
      day = addMonths(anchor, -monthsOf(term.unit, amount));
      break;
    default:
      return refuse('term.unitUnknown', '/term/unit', { unit: term.unit, units: '' });
  }
  return day === undefined || yearOf(day) < 1900 ? tooFar : fine(day);
}

/** Moves an end that falls on a day off. Counting back, "next" would be too late: such a term moves to the day before. */
export function roll(
  counting: Counting,
  unit: CountedTerm['unit'],
  last: Day,
  backwards = false,
): { day: Day; step?: Step } {
  const { rule, units } = counting.regime.roll;
  if (rule === 'none' || (units && !units.includes(unit)) || !isOff(counting.calendar, counting.off, last))
    return { day: last };
  const day =
    rule === 'next' && !backwards
      ? nthWorkingDay(counting.calendar, counting.off, last, 1)
      : nthWorkingDayBack(counting.calendar, counting.off, last, 1);
  if (day === undefined || day === last) return { day: last };
  return {
    day,
    step: { step: 'roll', from: formatDay(last), to: formatDay(day), why: classOf(counting.calendar, last) },
  };
}

/** The last instant of a day that is still in time. */
export function endOfDay(counting: Counting, day: Day): Instant {
  const midnight = toInstant(counting.zone, day + 1, 0) - 1;
  if (counting.regime.endOfDay.rule !== 'closing' || !counting.schedule) return midnight;
  const { hours, zone } = counting.schedule;
  const closing = openingOf(hours, counting.calendar, zone, day).at(-1);
  return closing ? Math.min(closing[1], midnight) : midnight;
}

/** A fixed date, `2026-04-24`, or a local date and time, `2026-04-24T15:00`. */
export function fixedEnd(counting: Counting, amount: CountedTerm['amount']): Outcome<End> {
  const text = String(amount);
  const day = parseDay(text.slice(0, 10));
  const wrong = refuse('term.dateInvalid', '/term/amount', { amount: text });
  if (day === undefined) return wrong;
  if (text.length === 10) return fine({ kind: 'day', day });
  const minutes = text.length === 16 && text[10] === 'T' ? parseTime(text.slice(11)) : undefined;
  return minutes === undefined ? wrong : fine({ kind: 'moment', at: toInstant(counting.zone, day, minutes * MINUTE) });
}

export function describeEnd(end: End): string {
  return end.kind === 'day' ? formatDay(end.day) : formatInstant(end.at);
}
