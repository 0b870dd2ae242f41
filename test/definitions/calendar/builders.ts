import type {
  CalendarData,
  CountedTerm,
  Ledger,
  OpenLedger,
  Outcome,
  Problem,
} from '../../../definitions/calendar/index.ts';
import type { Deadline } from '../../../definitions/schema/definition.ts';
import { openLedger } from '../../../definitions/calendar/index.ts';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';

export const calendars = shippedCalendars;
export const MOSCOW = 'Europe/Moscow';

/** An instant from Moscow wall-clock time, `2026-04-24T12:00`. */
export function moscow(local: string): string {
  return new Date(`${local.length === 10 ? `${local}T12:00` : local}:00+03:00`).toISOString();
}

export function term(amount: number | string, unit: CountedTerm['unit']): CountedTerm {
  return { amount, unit };
}

export function aDeadline(overrides: Partial<Deadline> = {}): Deadline {
  return {
    id: 'answer',
    title: { ru: 'Ответ' },
    term: term(30, 'calendarDays'),
    regime: 'civil-code',
    class: 'statutory',
    owner: 'authority',
    basis: '59-ФЗ ст. 12',
    ...overrides,
  };
}

/** Suspension and extension declared, as a law that allows both would. */
export const elastic: Partial<Deadline> = {
  suspension: { basis: 'Регламент п. 7', grounds: [{ ru: 'запрос документов' }] },
  extension: { basis: 'Регламент п. 8', cap: term(30, 'calendarDays') },
};

type Request = Partial<Omit<OpenLedger, 'deadline' | 'from'>> & {
  deadline?: Partial<Deadline>;
  from?: string | null;
};

export function opening(request: Request = {}): Outcome<Ledger> {
  const { deadline, from = moscow('2026-04-24'), ...rest } = request;
  const rule = aDeadline(deadline);
  return openLedger({
    id: 'l1',
    scopeId: 's1',
    deadline: rule,
    term: rule.term as CountedTerm,
    zone: MOSCOW,
    calendars,
    ...(from === null ? {} : { from }),
    ...rest,
  });
}

export function aLedger(request: Request = {}): Ledger {
  return good(opening(request));
}

/** A value, or a failing test that says what was refused. */
export function good<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code} ${outcome.problem.pointer}: ${outcome.problem.message.en}`);
  return outcome.value;
}

export function bad(outcome: Outcome<unknown>): Pick<Problem, 'code' | 'pointer'> {
  if (outcome.ok) throw new Error('It was not refused');
  const { code, pointer } = outcome.problem;
  return { code, pointer };
}

/** Someone did something at a moment, and it was recorded at once. */
export function at(local: string): { at: string; recordedAt: string } {
  return { at: moscow(local), recordedAt: moscow(local) };
}

export function aCalendar(overrides: Partial<CalendarData> = {}): CalendarData {
  return { key: 'ru', title: { ru: 'Календарь' }, version: 'test', zone: MOSCOW, years: [], days: {}, ...overrides };
}

/** Due moment as a Moscow wall clock shows it, to the minute. */
export function localDue(ledger: Ledger): string | undefined {
  if (ledger.dueAt === undefined) return undefined;
  return new Date(Date.parse(ledger.dueAt) + 3 * 3_600_000).toISOString().slice(0, 16);
}
