import type { TermUnit } from '../schema/definition.ts';
import type { Calendars } from './data.ts';
import { parseDay } from './days.ts';
import type { Counting } from './count.ts';
import { parseTime } from './opening.ts';
import type { CountedTerm, LedgerRule } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { findRegime, regimes } from './regimes.ts';
import { compileCalendar, maskOf } from './working-days.ts';
import { isZone } from './zone.ts';

/** Judging what callers hand in, before anything is counted. */
export const termUnits: readonly TermUnit[] = [
  'minutes',
  'hours',
  'workingHours',
  'workingDays',
  'calendarDays',
  'weeks',
  'halfMonths',
  'months',
  'quarters',
  'years',
  'fixedDate',
];

export function isBlank(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

export function checkTerm(term: unknown, pointer: string): Outcome<CountedTerm> {
  const { amount, unit } = (typeof term === 'object' && term !== null ? term : {}) as {
    amount?: unknown;
    unit?: unknown;
  };
  if (unit === undefined || unit === '') return refuse('term.unitMissing', `${pointer}/unit`);
  if (!termUnits.includes(unit as TermUnit)) {
    return refuse('term.unitUnknown', `${pointer}/unit`, { unit, units: termUnits.join(', ') });
  }
  if (unit === 'fixedDate') {
    const text = typeof amount === 'string' ? amount : '';
    const time =
      text.length === 10 || (text.length === 16 && text[10] === 'T' && parseTime(text.slice(11)) !== undefined);
    if (typeof amount !== 'string' || !time || parseDay(text.slice(0, 10)) === undefined) {
      return refuse('term.dateInvalid', `${pointer}/amount`, { amount });
    }
    return fine({ amount, unit });
  }
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) {
    return refuse('term.amountInvalid', `${pointer}/amount`, { amount });
  }
  return fine({ amount, unit: unit as TermUnit });
}

/** Resolves the keys of a rule to what they name. */
export function countingOf(
  rule: Pick<LedgerRule, 'regime' | 'calendar' | 'schedule'> & { regimeVersion?: number },
  zone: string,
  calendars: Calendars,
): Outcome<Counting> {
  if (!isZone(zone)) return refuse('zone.unknown', '/zone', { zone: zone });
  const data = Object.hasOwn(calendars, rule.calendar) ? calendars[rule.calendar] : undefined;
  if (!data) return refuse('calendar.unknown', '/deadline/calendar', { calendar: rule.calendar });
  const regime = findRegime(rule.regime, calendars, rule.regimeVersion);
  if (!regime) {
    return refuse('regime.unknown', '/deadline/regime', {
      regime: rule.regime,
      regimes: regimes.map(({ key }) => key).join(', '),
    });
  }
  const counting: Counting = { calendar: compileCalendar(data), regime, off: maskOf(regime.daysOff.classes), zone };
  if (rule.schedule === undefined) return fine(counting);
  const hours =
    data.schedules && Object.hasOwn(data.schedules, rule.schedule) ? data.schedules[rule.schedule] : undefined;
  if (!hours) return refuse('schedule.unknown', '/deadline/schedule', { schedule: rule.schedule, calendar: data.key });
  const scheduleZone = hours.zone ?? zone;
  if (!isZone(scheduleZone)) return refuse('zone.unknown', '/schedule/zone', { zone: scheduleZone });
  return fine({ ...counting, schedule: { key: rule.schedule, hours, zone: scheduleZone } });
}
