import type { Counting, End, Pause, Start } from './count.ts';
import {
  addMoments,
  clockOf,
  countDays,
  countDaysBack,
  describeEnd,
  endOfDay,
  firstDay,
  fixedEnd,
  isMomentUnit,
  elapseMode,
  roll,
} from './count.ts';
import type { Day } from './days.ts';
import { formatDay, yearOf } from './days.ts';
import { nextOpening } from './elapse.ts';
import type { Instant } from './instants.ts';
import { formatInstant } from './instants.ts';
import type { CountedTerm, LedgerRule, Step } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine } from './problem.ts';
import { isPublished, nthWorkingDay } from './working-days.ts';
import { toLocal } from './zone.ts';

/** From the start of a term to its due moment, with the steps in between: the one place where a due moment is made. */
export interface Derived {
  dueAt: Instant;
  lastDay?: Day;
  steps: Step[];
  unpublishedYears: number[];
}

export interface Extension {
  by: CountedTerm;
  basis: string;
}

function hoursStep(counting: Counting, term: CountedTerm, at: Instant, backwards: boolean): Step {
  return {
    step: 'hours',
    term,
    elapse: elapseMode(counting, term.unit),
    at: formatInstant(at),
    ...(counting.schedule ? { schedule: counting.schedule.key } : {}),
    ...(backwards ? { backwards: true as const } : {}),
  };
}

/**
 * The term with its extensions. Those in the term's own unit make it longer (31 January, a month and a month more, is
 * 31 March); others are counted from where it ended.
 */
function countExtended(
  counting: Counting,
  start: Start,
  term: CountedTerm,
  extensions: readonly Extension[],
  pauses: readonly Pause[],
  steps: Step[],
): Outcome<{ end: End; unit: CountedTerm['unit'] }> {
  let end = countFrom(counting, start, term, pauses, steps);
  let unit = term.unit;
  let whole: CountedTerm | undefined = term.unit === 'fixedDate' ? undefined : term;
  for (const extension of extensions) {
    if (!end.ok) return end;
    if (whole && extension.by.unit === whole.unit) {
      whole = { amount: Number(whole.amount) + Number(extension.by.amount), unit };
      end = countFrom(counting, start, whole, pauses, []);
      if (end.ok) steps.push(extendedStep(extension, end.value));
    } else {
      whole = undefined;
      end = extendEnd(counting, end.value, extension, pauses, steps);
      unit = extension.by.unit;
    }
  }
  return end.ok ? fine({ end: end.value, unit }) : end;
}

function extendedStep({ by, basis }: Extension, end: End): Step {
  return { step: 'extended', by, last: describeEnd(end), basis };
}

function countFrom(
  counting: Counting,
  start: Start,
  term: CountedTerm,
  pauses: readonly Pause[],
  steps: Step[],
): Outcome<End> {
  if (term.unit === 'fixedDate') {
    const end = fixedEnd(counting, term.amount);
    if (end.ok) steps.push({ step: 'date', last: describeEnd(end.value) });
    return end;
  }
  if (isMomentUnit(term.unit)) {
    const at = addMoments(counting, start.at, term, pauses);
    if (!at.ok) return at;
    steps.push(hoursStep(counting, term, at.value, false));
    return fine({ kind: 'moment', at: at.value });
  }
  const first = firstDay(counting, start.day);
  const counted = countDays(counting, start.day, first, term, pauses);
  if (!counted.ok) return counted;
  steps.push({
    step: 'days',
    term,
    first: formatDay(
      term.unit === 'workingDays' ? (nthWorkingDay(counting.calendar, counting.off, first, 1) ?? first) : first,
    ),
    last: formatDay(counted.value.last),
    ...(counted.value.noSuchDate ? { noSuchDate: true as const } : {}),
  });
  return fine({ kind: 'day', day: counted.value.last });
}

export function extendEnd(
  counting: Counting,
  end: End,
  extension: Extension,
  pauses: readonly Pause[],
  steps: Step[],
): Outcome<End> {
  const { by } = extension;
  let extended: End;
  if (isMomentUnit(by.unit)) {
    const at = addMoments(counting, end.kind === 'moment' ? end.at : endOfDay(counting, end.day), by, pauses);
    if (!at.ok) return at;
    extended = { kind: 'moment', at: at.value };
  } else {
    const from = end.kind === 'day' ? end.day : toLocal(counting.zone, end.at).day;
    const counted = countDays(
      counting,
      from,
      from + 1,
      by,
      pauses.filter(({ fromDay }) => fromDay > from),
    );
    if (!counted.ok) return counted;
    extended = { kind: 'day', day: counted.value.last };
  }
  steps.push(extendedStep(extension, extended));
  return fine(extended);
}

function finish(
  counting: Counting,
  unit: CountedTerm['unit'],
  end: End,
  steps: Step[],
  backwards: boolean,
): { dueAt: Instant; lastDay?: Day } {
  if (end.kind === 'moment') return { dueAt: end.at };
  const rolled = roll(counting, unit, end.day, backwards);
  if (rolled.step) steps.push(rolled.step);
  return { dueAt: endOfDay(counting, rolled.day), lastDay: rolled.day };
}

function yearsWithoutData(counting: Counting, from: Day, to: Day): number[] {
  const years: number[] = [];
  for (let year = yearOf(Math.min(from, to)); year <= yearOf(Math.max(from, to)); year++) {
    if (!isPublished(counting.calendar, year)) years.push(year);
  }
  return years;
}

/** A start outside opening hours, where the regime lets such a term begin at the next opening. */
function whenOpen(counting: Counting, start: Start, steps: Step[]): Outcome<Start> {
  if (counting.regime.start.whenClosed !== 'nextOpening' || !counting.schedule) return fine(start);
  const clock = clockOf(counting, 'opening');
  if (!clock.ok) return clock;
  const at = nextOpening(clock.value, start.at);
  if (at === undefined || at === start.at) return fine(start);
  const { day } = toLocal(counting.zone, at);
  steps.push({ step: 'opening', at: formatInstant(at), day: formatDay(day) });
  return fine({ at, day });
}

export function derive(
  counting: Counting,
  rule: Pick<LedgerRule, 'term' | 'direction' | 'cap'>,
  start: Start,
  pauses: readonly Pause[] = [],
  extensions: readonly Extension[] = [],
): Outcome<Derived> {
  const steps: Step[] = [];
  if (rule.direction === 'before') return deriveBefore(counting, rule.term, start, steps);
  const begun = whenOpen(counting, start, steps);
  if (!begun.ok) return begun;
  const counted = countExtended(counting, begun.value, rule.term, extensions, pauses, steps);
  if (!counted.ok) return counted;
  let finished = finish(counting, counted.value.unit, counted.value.end, steps, false);
  if (rule.cap) {
    const capped = derive(counting, { term: rule.cap }, start);
    if (!capped.ok) return capped;
    if (capped.value.dueAt < finished.dueAt) {
      const { dueAt, lastDay } = capped.value;
      steps.push({
        step: 'cap',
        cap: rule.cap,
        last: lastDay === undefined ? formatInstant(dueAt) : formatDay(lastDay),
      });
      finished = lastDay === undefined ? { dueAt } : { dueAt, lastDay };
    }
  }
  return fine({
    ...finished,
    steps,
    unpublishedYears: yearsWithoutData(counting, start.day, toLocal(counting.zone, finished.dueAt).day),
  });
}

function deriveBefore(counting: Counting, term: CountedTerm, start: Start, steps: Step[]): Outcome<Derived> {
  let end: End;
  if (isMomentUnit(term.unit)) {
    const at = addMoments(counting, start.at, term, [], true);
    if (!at.ok) return at;
    steps.push(hoursStep(counting, term, at.value, true));
    end = { kind: 'moment', at: at.value };
  } else if (term.unit === 'fixedDate') {
    const fixed = fixedEnd(counting, term.amount);
    if (!fixed.ok) return fixed;
    steps.push({ step: 'date', last: describeEnd(fixed.value) });
    end = fixed.value;
  } else {
    const day = countDaysBack(counting, start.day, term);
    if (!day.ok) return day;
    steps.push({ step: 'before', term, last: formatDay(day.value) });
    end = { kind: 'day', day: day.value };
  }
  const finished = finish(counting, term.unit, end, steps, true);
  return fine({
    ...finished,
    steps,
    unpublishedYears: yearsWithoutData(counting, start.day, toLocal(counting.zone, finished.dueAt).day),
  });
}
