import type { Counting } from './count.ts';
import { addMoments, countDays, countDaysBack, endOfDay, isMomentUnit } from './count.ts';
import type { Calendars } from './data.ts';
import { parseDay } from './days.ts';
import { checkTerm, countingOf } from './check.ts';
import { instantOf } from './history.ts';
import type { Instant } from './instants.ts';
import { formatInstant } from './instants.ts';
import type { CountedTerm, Ledger, LedgerReminder } from './ledger.ts';
import { openingOf } from './opening.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { toInstant, toLocal } from './zone.ts';

/** A reminder counted in days comes in the morning: at opening, or at nine where no schedule says. */
const MORNING_MS = 9 * 3_600_000;
const MOST_REPEATS = 100;

type Due = Pick<Ledger, 'dueAt' | 'lastDay' | 'zone' | 'rule' | 'state' | 'reminders'>;

function morningOf(counting: Counting, day: number): Instant {
  const opening =
    counting.schedule && openingOf(counting.schedule.hours, counting.calendar, counting.schedule.zone, day)[0];
  return opening ? opening[0] : toInstant(counting.zone, day, MORNING_MS);
}

function before(ledger: Due, counting: Counting, term: CountedTerm): Outcome<Instant> {
  const due = instantOf(ledger.dueAt ?? '');
  if (isMomentUnit(term.unit)) return addMoments(counting, due, term, [], true);
  const lastDay = ledger.lastDay === undefined ? undefined : parseDay(ledger.lastDay);
  const local = toLocal(ledger.zone, due);
  const day = countDaysBack(counting, lastDay ?? local.day, term);
  if (!day.ok) return day;
  if (lastDay === undefined) return fine(toInstant(ledger.zone, day.value, local.time));
  return fine(Math.min(morningOf(counting, day.value), due));
}

/** The moment `term` before the due moment. Counted in days, it is the morning of that day. */
export function dueBefore(ledger: Ledger, term: unknown, calendars: Calendars): Outcome<string> {
  const ready = prepare(ledger, term, calendars);
  if (!ready.ok) return ready;
  const at = before(ledger, ready.value.counting, ready.value.term);
  return at.ok ? fine(formatInstant(at.value)) : at;
}

/** The moment `term` after the due moment. Counted in days, it is the end of that day; nothing rolls. */
export function dueAfter(ledger: Ledger, term: unknown, calendars: Calendars): Outcome<string> {
  const ready = prepare(ledger, term, calendars);
  if (!ready.ok) return ready;
  const { counting, term: checked } = ready.value;
  const due = instantOf(ledger.dueAt ?? '');
  if (isMomentUnit(checked.unit)) {
    const at = addMoments(counting, due, checked, []);
    return at.ok ? fine(formatInstant(at.value)) : at;
  }
  const local = toLocal(ledger.zone, due);
  const lastDay = (ledger.lastDay === undefined ? undefined : parseDay(ledger.lastDay)) ?? local.day;
  const counted = countDays(counting, lastDay, lastDay + 1, checked, []);
  if (!counted.ok) return counted;
  const at =
    ledger.lastDay === undefined
      ? toInstant(ledger.zone, counted.value.last, local.time)
      : endOfDay(counting, counted.value.last);
  return fine(formatInstant(Math.max(at, due)));
}

function prepare(
  ledger: Ledger,
  term: unknown,
  calendars: Calendars,
): Outcome<{ counting: Counting; term: CountedTerm }> {
  if (ledger.dueAt === undefined) return refuse('ledger.idle', '/state', { state: ledger.state });
  const checked = checkTerm(term, '/term');
  if (!checked.ok) return checked;
  if (checked.value.unit === 'fixedDate')
    return refuse('term.unitUnknown', '/term/unit', { unit: 'fixedDate', units: 'minutes … years' });
  const counting = countingOf(ledger.rule, ledger.zone, calendars);
  return counting.ok ? fine({ counting: counting.value, term: checked.value }) : counting;
}

/**
 * The reminders of a ledger, ascending. One that was sent stays sent, unless its moment moved into the future. Of those
 * that are past when this is counted only the last is still to be sent. None comes before the term has begun.
 */
export function remindersOf(
  ledger: Due,
  counting: Counting,
  now: Instant | undefined,
  start: Instant,
): LedgerReminder[] {
  const due = instantOf(ledger.dueAt ?? '');
  const reminders: (LedgerReminder & { instant: Instant })[] = [];
  (ledger.rule.reminders ?? []).forEach(({ before: term, every }, index) => {
    const first = before(ledger, counting, term);
    if (!first.ok) return;
    let instant = first.value;
    for (let repeat = 0; repeat < MOST_REPEATS && instant <= due; repeat++) {
      if (instant >= start) reminders.push({ index, at: formatInstant(instant), instant });
      const next = every && after(ledger, counting, instant, every);
      if (!next || next <= instant) break;
      instant = next;
    }
  });
  reminders.sort((a, b) => a.instant - b.instant || a.index - b.index);
  const sent = new Set(ledger.reminders.filter(({ done }) => done === true).map(({ index, at }) => `${index} ${at}`));
  const sentIndexes = new Set(ledger.reminders.filter(({ done }) => done === true).map(({ index }) => index));
  const lastPast = now === undefined ? -1 : reminders.findLastIndex(({ instant }) => instant <= now);
  return reminders.map(({ index, at, instant }, position) => {
    const past = now !== undefined && instant <= now;
    const done = sent.has(`${index} ${at}`) || (past && (position < lastPast || sentIndexes.has(index)));
    return done ? { index, at, done: true } : { index, at };
  });
}

function after(ledger: Due, counting: Counting, from: Instant, term: CountedTerm): Instant | undefined {
  if (isMomentUnit(term.unit)) {
    const at = addMoments(counting, from, term, []);
    return at.ok ? at.value : undefined;
  }
  const local = toLocal(ledger.zone, from);
  const counted = countDays(counting, local.day, local.day + 1, term, []);
  if (!counted.ok) return undefined;
  return ledger.lastDay === undefined
    ? toInstant(ledger.zone, counted.value.last, local.time)
    : morningOf(counting, counted.value.last);
}
