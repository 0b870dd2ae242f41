import type { Ledger, OpenLedger } from '../calendar/ledger.ts';
import type { Term } from '../schema/definition.ts';
import type { Calendars } from '../calendar/data.ts';
import { addDuration, parseDuration } from './iso8601.ts';

/**
 * Until definitions/calendar lands: plain calendar arithmetic behind its signatures, so that the engine runs. Working
 * days are counted as calendar days here.
 */
const letters: { [unit in Term['unit']]: string } = {
  minutes: 'PT{n}M',
  hours: 'PT{n}H',
  workingHours: 'PT{n}H',
  workingDays: 'P{n}D',
  calendarDays: 'P{n}D',
  weeks: 'P{n}W',
  halfMonths: 'P{n}D',
  months: 'P{n}M',
  quarters: 'P{n}M',
  years: 'P{n}Y',
  fixedDate: 'P{n}D',
};

function shift(
  at: string,
  term: { amount: number | string; unit: Term['unit'] },
  zone: string,
  sign: '' | '-',
): string | undefined {
  if (term.unit === 'fixedDate') return `${String(term.amount)}T20:59:59.999Z`;
  const factor = term.unit === 'quarters' ? 3 : term.unit === 'halfMonths' ? 15 : 1;
  const parsed = parseDuration(
    sign + letters[term.unit].replace('{n}', String(Math.trunc(Number(term.amount) * factor))),
  );
  return parsed && addDuration(at, parsed, zone);
}

export function openLedger(request: OpenLedger): Ledger {
  const dueAt = request.from === undefined ? undefined : shift(request.from, request.term, request.zone, '');
  const reminders = (request.deadline.reminders ?? []).flatMap((reminder, index) => {
    const at =
      dueAt &&
      typeof reminder.before.amount === 'number' &&
      instantBefore(dueAt, { ...reminder.before, amount: reminder.before.amount }, request.zone, request.calendars);
    return at && at > (request.at ?? request.from ?? '') ? [{ index, at }] : [];
  });
  return {
    id: request.id,
    deadlineId: request.deadline.id,
    scopeId: request.scopeId,
    ...(request.elementId === undefined ? {} : { elementId: request.elementId }),
    state: dueAt === undefined ? 'waiting' : 'running',
    zone: request.zone,
    ...(dueAt === undefined ? {} : { dueAt }),
    reminders: reminders.sort((a, b) => (a.at < b.at ? -1 : 1)),
  } as Ledger;
}

export function instantBefore(
  at: string,
  term: { amount: number | string; unit: Term['unit'] },
  zone: string,
  _calendars: Calendars,
): string | undefined {
  return shift(at, term, zone, '-');
}

export function instantAfter(
  at: string,
  term: { amount: number | string; unit: Term['unit'] },
  zone: string,
  _calendars: Calendars,
): string | undefined {
  return shift(at, term, zone, '');
}
