import { countingOf } from './check.ts';
import type { Counting, End, Pause } from './count.ts';
import { endOfDay } from './count.ts';
import type { Calendars } from './data.ts';
import { formatDay } from './days.ts';
import type { Derived } from './derive.ts';
import { derive, extendEnd } from './derive.ts';
import { findEvent, findExtensions, findPauses, findSetDue, findStart, instantOf } from './history.ts';
import type { Stops } from './history.ts';
import type { Instant } from './instants.ts';
import { formatInstant } from './instants.ts';
import type { CountedTerm, Ledger, LedgerState, Step } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine } from './problem.ts';
import { remindersOf } from './reminders.ts';
import { countWorkingDays, nthWorkingDay } from './working-days.ts';
import { toLocal } from './zone.ts';

/**
 * Counts a ledger anew from its entries. `at` is when this happens (the engine's `event.at`): what lies before it is
 * late, so past reminders collapse into one, and a due moment already past asks for confirmation.
 */
export function recomputeLedger(ledger: Ledger, calendars: Calendars, at?: string): Outcome<Ledger> {
  const counting = countingOf(ledger.rule, ledger.zone, calendars);
  if (!counting.ok) return counting;
  const calendarVersion = counting.value.calendar.data.version;
  if (ledger.state === 'closed') return fine(ledger);
  const begun = findStart(ledger, counting.value);
  if (!begun) return fine({ ...bare(ledger), state: 'waiting', reminders: [], steps: [], calendarVersion });

  const set = findSetDue(begun.since);
  const stops = findPauses(begun.since, ledger, counting.value);
  const derived = set
    ? fromSetDue(
        ledger,
        counting.value,
        instantOf(set.entry.dueAt),
        findPauses(set.after, ledger, counting.value),
        findExtensions(set.after),
      )
    : derive(counting.value, ledger.rule, begun.start, stops.pauses, findExtensions(begun.since));
  if (!derived.ok) return derived;
  const setSteps: Step[] = set
    ? [
        set.entry.entry === 'moved'
          ? {
              step: 'moved',
              at: set.entry.dueAt,
              reason: set.entry.reason,
              ...(set.entry.basis === undefined ? {} : { basis: set.entry.basis }),
            }
          : { step: 'restored', at: set.entry.dueAt, reason: set.entry.reason, basis: set.entry.basis },
      ]
    : [];
  const steps = [...begun.steps, ...setSteps, ...withPauses(derived.value.steps, stops.steps)];
  return fine(settle(ledger, counting.value, { start: begun.start.at, derived: derived.value, stops, steps }, at));
}

/** Pauses are told right after the line that counts the days: they explain why it ends later. */
function withPauses(steps: Step[], pauses: Step[]): Step[] {
  const index = steps.findIndex(({ step }) => step === 'days' || step === 'hours' || step === 'date');
  return [...steps.slice(0, index + 1), ...pauses, ...steps.slice(index + 1)];
}

function bare(ledger: Ledger): Ledger {
  const {
    dueAt: _dueAt,
    lastDay: _lastDay,
    needsConfirmation: _flag,
    fulfilled: _fulfilled,
    unpublishedYears: _years,
    ...rest
  } = ledger;
  return rest;
}

interface Count {
  start: Instant;
  derived: Derived;
  stops: Stops;
  steps: Step[];
}

/** The ledger as the count leaves it: its state, its due moment, what is still to be reminded of. */
function settle(
  ledger: Ledger,
  counting: Counting,
  { start, derived, stops, steps }: Count,
  at: string | undefined,
): Ledger {
  const years = derived.unpublishedYears;
  const calendarVersion = counting.calendar.data.version;
  const base = { ...bare(ledger), calendarVersion, ...(years.length > 0 ? { unpublishedYears: years } : {}) };
  const now = at === undefined ? undefined : instantOf(at);
  if (stops.open) return { ...base, state: 'suspended', reminders: keepDone(ledger), steps };
  const dueAt = formatInstant(derived.dueAt);
  const due = { dueAt, ...(derived.lastDay === undefined ? {} : { lastDay: formatDay(derived.lastDay) }) };
  const fulfilled = fulfilment(ledger, derived.dueAt);
  const stillSuspended = stops.suspended && !(now !== undefined && (stops.pauses.at(-1)?.to ?? 0) <= now);
  const over = now !== undefined && derived.dueAt <= now;
  const state: LedgerState = fulfilled
    ? 'fulfilled'
    : stillSuspended
      ? 'suspended'
      : ledger.state === 'breached' && (now === undefined ? dueAt === ledger.dueAt : over)
        ? 'breached'
        : 'running';
  const late = now === undefined ? ledger.needsConfirmation === true && dueAt === ledger.dueAt : derived.dueAt < now;
  const asks =
    state === 'running' &&
    late &&
    (ledger.needsConfirmation === true || dueAt !== ledger.dueAt) &&
    !isConfirmed(ledger);
  const withDue = { ...base, ...due };
  return {
    ...withDue,
    state,
    reminders: fulfilled
      ? keepDone(ledger)
      : remindersOf(withDue, counting, now, ledger.rule.direction === 'before' ? -Infinity : start),
    ...(asks ? { needsConfirmation: true as const } : {}),
    steps,
    ...(fulfilled ? { fulfilled } : {}),
  };
}

function keepDone(ledger: Ledger): Ledger['reminders'] {
  return ledger.reminders.filter(({ done }) => done === true);
}

/** The last thing that happened to the ledger was that an official confirmed it. */
function isConfirmed(ledger: Ledger): boolean {
  return ledger.entries.at(-1)?.entry === 'confirmed';
}

/** A late paper posted in time still counts: what fulfils is judged by its effective moment. */
function fulfilment(ledger: Ledger, dueAt: Instant): Ledger['fulfilled'] {
  const event = ledger.rule.until === undefined ? undefined : findEvent(ledger.entries, ledger.rule.until);
  const at = event?.effectiveAt ?? (ledger.rule.until === undefined ? ledger.fulfilled?.at : undefined);
  return at === undefined ? undefined : { at, inTime: instantOf(at) <= dueAt };
}

/** From a due moment that a decision set: later pauses and extensions are counted on from there. */
function fromSetDue(
  ledger: Ledger,
  counting: Counting,
  due: Instant,
  stops: Stops,
  extensions: ReturnType<typeof findExtensions>,
): Outcome<Derived> {
  const local = toLocal(ledger.zone, due);
  let end: End = endOfDay(counting, local.day) === due ? { kind: 'day', day: local.day } : { kind: 'moment', at: due };
  for (const pause of stops.pauses) {
    const shifted = shift(counting, ledger.rule.term, end, pause);
    if (!shifted.ok) return shifted;
    end = shifted.value;
  }
  const steps: Step[] = [];
  for (const extension of extensions) {
    const extended = extendEnd(counting, end, extension, [], steps);
    if (!extended.ok) return extended;
    end = extended.value;
  }
  const dueAt = end.kind === 'day' ? endOfDay(counting, end.day) : end.at;
  return fine({ dueAt, ...(end.kind === 'day' ? { lastDay: end.day } : {}), steps, unpublishedYears: [] });
}

/** What was left when the pause began is left when it ends. */
function shift(counting: Counting, term: CountedTerm, end: End, pause: Pause): Outcome<End> {
  if (end.kind === 'moment') {
    return pause.from >= end.at ? fine(end) : fine({ kind: 'moment', at: end.at + (pause.to - pause.from) });
  }
  if (pause.fromDay > end.day) return fine(end);
  if (term.unit !== 'workingDays') return fine({ kind: 'day', day: end.day + (pause.toDay - pause.fromDay) });
  const left = countWorkingDays(counting.calendar, counting.off, pause.fromDay, end.day + 1);
  return fine({
    kind: 'day',
    day: nthWorkingDay(counting.calendar, counting.off, pause.toDay, Math.max(1, left)) ?? end.day,
  });
}
