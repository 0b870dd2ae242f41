import { describe, expect, it } from 'vitest';
import type {
  CalendarData,
  Ledger,
  LegalEvent,
  Outcome,
  Problem,
  ProblemCode,
  Schedule,
} from '../../../definitions/calendar/index.ts';
import type { Deadline } from '../../../definitions/schema/definition.ts';
import {
  checkCalendar,
  checkCalendarRemoval,
  checkSchedule,
  confirmLedger,
  correctLegalEvent,
  extendLedger,
  fulfilLedger,
  moveLedger,
  openLedger,
  parseTerm,
  problemMessages,
  recordLegalEvent,
  regimes,
  restartLedger,
  restoreLedger,
  resumeLedger,
  suspendLedger,
} from '../../../definitions/calendar/index.ts';
import { aCalendar, aDeadline, aLedger, at, bad, calendars, elastic, good, moscow, opening, term } from './builders.ts';

type Fixture = [pointer: string, refused: () => Outcome<unknown> | Problem[]];

const running = aLedger({ deadline: elastic });
const waiting = aLedger({ from: null, deadline: { ...elastic, from: { event: 'received' } } });
const applicants = aLedger({
  deadline: { owner: 'applicant', restoration: { basis: 'ст. 40', within: term(5, 'calendarDays') } },
});
const suspendAt = (ledger: Ledger, local: string, more = {}) =>
  suspendLedger(ledger, { ...at(local), ground: 'запрос документов', ...more }, calendars);
const extendBy = (ledger: Ledger, amount: number, more = {}) =>
  extendLedger(ledger, { ...at('2026-05-04'), by: term(amount, 'calendarDays'), reason: 'x', ...more }, calendars);
const open = (deadline: Partial<Deadline>) => opening({ deadline });
const schedule = (week: Schedule['week'], more = {}) => checkSchedule({ title: { ru: 'x' }, week, ...more });
const event = (more: Partial<LegalEvent>): LegalEvent => ({
  id: 'e1',
  kind: 'received',
  effectiveAt: moscow('2026-04-24'),
  recordedAt: moscow('2026-04-24'),
  ...more,
});
const received = good(recordLegalEvent(waiting, event({}), calendars));
const corrected = good(correctLegalEvent(received, { ...event({ id: 'e2' }), supersedes: 'e1' }, calendars));
const petition = (local: string) => ({ ...at(local), dueAt: '2026-08-01', reason: 'болел' });
const civilCode = regimes[0] as (typeof regimes)[number];

/** One way to each code. */
const fixtures: Record<ProblemCode, Fixture> = {
  'term.unitMissing': ['/term/unit', () => parseTerm('3 дня')],
  'term.unitUnknown': ['/term/unit', () => open({ term: { amount: 3, unit: 'days' as never } })],
  'term.amountInvalid': ['/term/amount', () => open({ term: term(-1, 'workingDays') })],
  'term.dateInvalid': ['/term/amount', () => open({ term: term('2026-02-30', 'fixedDate') })],
  'term.outOfRange': ['/term/amount', () => open({ term: term(2_000, 'years') })],
  'instant.invalid': ['/from', () => opening({ from: '2026-04-24T12:00' })],
  'date.invalid': ['/days/2026-02-30', () => checkCalendar(aCalendar({ days: { '2026-02-30': 'holiday' } }))],
  'zone.unknown': ['/zone', () => opening({ zone: 'Europe/Atlantis' })],
  'regime.unknown': ['/deadline/regime', () => open({ regime: 'lynch' })],
  'calendar.unknown': ['/deadline/calendar', () => open({ calendar: 'mars' })],
  'calendar.dayClassUnknown': [
    '/days/2026-01-01',
    () => checkCalendar(aCalendar({ days: { '2026-01-01': 'feast' as never } })),
  ],
  'calendar.yearInvalid': ['/years/0', () => checkCalendar(aCalendar({ years: [26] }))],
  'calendar.versionMissing': ['/version', () => checkCalendar(aCalendar({ version: ' ' }))],
  'calendar.inUse': [
    '/version',
    () => checkCalendarRemoval({ key: 'ru', version: running.calendarVersion }, [running]),
  ],
  'calendar.regimeReserved': [
    '/regimes/civil-code',
    () => checkCalendar(aCalendar({ regimes: { 'civil-code': civilCode } })),
  ],
  'schedule.unknown': ['/deadline/schedule', () => open({ schedule: 'night' })],
  'schedule.required': ['/schedule', () => open({ regime: 'internal', term: term(4, 'workingHours') })],
  'schedule.neverOpen': [
    '/schedule',
    () =>
      opening({
        deadline: { schedule: 'closed', term: term(4, 'workingHours') },
        calendars: { ru: aCalendar({ schedules: { closed: { title: { ru: 'x' }, week: {} } } }) },
      }),
  ],
  'schedule.weekdayInvalid': ['/week/8', () => schedule({ 8: [['08:00', '12:00']] })],
  'schedule.timeInvalid': ['/week/1/0/1', () => schedule({ 1: [['08:00', '25:00']] })],
  'schedule.endBeforeStart': ['/week/1/0', () => schedule({ 1: [['12:00', '08:00']] })],
  'schedule.overlap': [
    '/week/1/1',
    () =>
      schedule({
        1: [
          ['08:00', '13:00'],
          ['12:00', '14:00'],
        ],
      }),
  ],
  'schedule.shorteningInvalid': ['/shortenedByMinutes', () => schedule({}, { shortenedByMinutes: -60 })],
  'ledger.idle': ['/state', () => suspendAt(waiting, '2026-05-04')],
  'ledger.finished': ['/state', () => suspendAt(good(fulfilLedger(running, moscow('2026-05-01'))), '2026-05-04')],
  'reason.missing': ['/reason', () => extendBy(running, 5, { reason: '' })],
  'suspension.notDeclared': ['', () => suspendAt(aLedger(), '2026-05-04')],
  'suspension.forbidden': ['', () => suspendAt(aLedger({ deadline: { regime: '59-fz' } }), '2026-05-04')],
  'suspension.basisMissing': ['/basis', () => suspendAt(running, '2026-05-04', { basis: ' ' })],
  'suspension.groundMissing': ['/ground', () => suspendAt(running, '2026-05-04', { ground: '' })],
  'suspension.groundUnknown': ['/ground', () => suspendAt(running, '2026-05-04', { ground: 'отпуск' })],
  'suspension.already': ['', () => suspendAt(good(suspendAt(running, '2026-05-04')), '2026-05-05')],
  'suspension.none': ['', () => resumeLedger(running, at('2026-05-05'), calendars)],
  'suspension.order': [
    '/at',
    () =>
      resumeLedger(
        good(suspendAt(running, '2026-05-04')),
        { at: moscow('2026-05-03'), recordedAt: moscow('2026-05-05') },
        calendars,
      ),
  ],
  'suspension.expired': ['/at', () => suspendAt(running, '2026-05-26')],
  'extension.notDeclared': ['', () => extendBy(aLedger(), 5)],
  'extension.basisMissing': ['/basis', () => extendBy(running, 5, { basis: '' })],
  'extension.unitMismatch': ['/by/unit', () => extendBy(running, 5, { by: term(5, 'workingDays') })],
  'extension.overCap': ['/by/amount', () => extendBy(running, 31)],
  'extension.overLaw': [
    '/by/amount',
    () =>
      extendBy(
        aLedger({
          deadline: { regime: '59-fz', extension: { basis: 'ч. 2', cap: term(60, 'calendarDays') } },
        }),
        31,
      ),
  ],
  'extension.expired': ['/at', () => extendBy(running, 5, at('2026-05-26'))],
  'extension.role': [
    '/role',
    () =>
      extendBy(
        aLedger({
          deadline: { extension: { basis: 'п. 8', cap: term(30, 'calendarDays'), role: 'руководитель' } },
        }),
        5,
        { role: 'специалист' },
      ),
  ],
  'restart.notDeclared': ['', () => restartLedger(running, { ...at('2026-05-04'), reason: 'x' }, calendars)],
  'restoration.notDeclared': [
    '',
    () => restoreLedger(aLedger({ deadline: { owner: 'applicant' } }), petition('2026-06-01'), calendars),
  ],
  'restoration.notApplicant': ['', () => restoreLedger(running, petition('2026-06-01'), calendars)],
  'restoration.notMissed': ['/at', () => restoreLedger(applicants, petition('2026-05-04'), calendars)],
  'restoration.tooLate': ['/at', () => restoreLedger(applicants, petition('2026-06-01'), calendars)],
  'legalEvent.inFuture': [
    '/effectiveAt',
    () => recordLegalEvent(waiting, event({ effectiveAt: moscow('2026-04-25') }), calendars),
  ],
  'legalEvent.idMissing': ['/id', () => recordLegalEvent(waiting, event({ id: '' }), calendars)],
  'legalEvent.duplicate': ['/id', () => recordLegalEvent(received, event({}), calendars)],
  'legalEvent.unknown': [
    '/supersedes',
    () => correctLegalEvent(received, { ...event({ id: 'e2' }), supersedes: 'e9' }, calendars),
  ],
  'legalEvent.superseded': [
    '/supersedes',
    () => correctLegalEvent(corrected, { ...event({ id: 'e3' }), supersedes: 'e1' }, calendars),
  ],
  'confirmation.none': ['', () => confirmLedger(running, at('2026-05-04'))],
};

describe('Bad input is refused with a code, a pointer and a sentence, and changes nothing', () => {
  it.each(Object.entries(fixtures))('%s', (code, [pointer, refused]) => {
    const before = JSON.stringify([running, waiting, received, corrected, applicants]);
    const answer = refused();
    const problem = Array.isArray(answer) ? answer[0] : answer.ok ? undefined : answer.problem;
    expect(problem).toMatchObject({ code, pointer });
    expect(problem?.message.ru).toMatch(/[а-яё].*[.)]$/i);
    expect(problem?.message.en.length).toBeGreaterThan(10);
    expect(`${problem?.message.ru}${problem?.message.en}`).not.toMatch(/\{\w+\}|undefined|\[object/);
    expect(JSON.stringify([running, waiting, received, corrected, applicants])).toBe(before);
  });

  it('every code has words in both languages', () => {
    for (const [ru, en] of Object.values(problemMessages)) {
      expect(ru).toMatch(/[а-яё]/i);
      expect(en).not.toMatch(/[а-яё]/i);
    }
  });

  it('points at the very term that is wrong', () => {
    const wrong = { amount: 3 } as never;
    expect(
      bad(
        open({
          reminders: [
            { before: term(1, 'hours'), actions: [] },
            { before: wrong, actions: [] },
          ],
        }),
      ).pointer,
    ).toBe('/deadline/reminders/1/before/unit');
    expect(bad(open({ cap: wrong })).pointer).toBe('/deadline/cap/unit');
    expect(bad(open({ suspension: { basis: 'п. 7', grounds: [], cap: wrong } })).pointer).toBe(
      '/deadline/suspension/cap/unit',
    );
    expect(bad(open({ suspension: { basis: '', grounds: [] } }))).toEqual({
      code: 'suspension.basisMissing',
      pointer: '/deadline/suspension/basis',
    });
    expect(bad(open({ zones: { delivered: 'Nowhere' } })).pointer).toBe('/deadline/zones/delivered');
  });

  it('finds every problem of a calendar at once', () => {
    const data: CalendarData = aCalendar({
      zone: 'Nowhere',
      transfers: [{ from: '2026-01-03', to: 'soon' }],
      schedules: { 'a/b': { title: { ru: 'x' }, week: { 1: [['09:00', '08:00']] } } },
    });
    expect(checkCalendar(data).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'zone.unknown /zone',
      'date.invalid /transfers/0/to',
      'schedule.endBeforeStart /schedules/a~1b/week/1/0',
    ]);
    expect(checkCalendar(calendars['ru'] as CalendarData)).toEqual([]);
    expect(checkCalendar(calendars['weekdays'] as CalendarData)).toEqual([]);
  });

  it('answers a term without FEEL resolved rather than throwing', () => {
    const request = { id: 'l', scopeId: 's', deadline: aDeadline(), zone: 'Europe/Moscow', calendars };
    for (const amount of [{ feel: 'x' }, null, Number.NaN, 1.5, '30', undefined]) {
      expect(bad(openLedger({ ...request, term: { amount: amount as never, unit: 'calendarDays' } })).code).toBe(
        'term.amountInvalid',
      );
    }
    expect(bad(openLedger({ ...request, term: undefined as never })).code).toBe('term.unitMissing');
  });
});

describe('A term as people type it', () => {
  it.each([
    ['30 calendarDays', 30, 'calendarDays'],
    ['30 календарных дней', 30, 'calendarDays'],
    ['10 рабочих дней', 10, 'workingDays'],
    ['1 рабочий день', 1, 'workingDays'],
    ['10wd', 10, 'workingDays'],
    ['5 Working Days', 5, 'workingDays'],
    ['24 часа', 24, 'hours'],
    ['30 минут', 30, 'minutes'],
    ['4 часа рабочего времени', 4, 'workingHours'],
    ['2 недели', 2, 'weeks'],
    ['1 полумесяц', 1, 'halfMonths'],
    ['6 months', 6, 'months'],
    ['3 года', 3, 'years'],
    ['2026-05-25', '2026-05-25', 'fixedDate'],
  ])('%s', (text, amount, unit) => {
    expect(good(parseTerm(text))).toEqual({ amount, unit });
  });

  it.each([
    ['3', 'term.unitMissing'],
    ['3 days', 'term.unitMissing'],
    ['', 'term.unitMissing'],
    ['3 fortnights', 'term.unitUnknown'],
    ['-3 calendarDays', 'term.amountInvalid'],
    ['1,5 месяца', 'term.amountInvalid'],
    ['calendarDays', 'term.amountInvalid'],
  ])('%s is refused: %s', (text, code) => {
    expect(bad(parseTerm(text)).code).toBe(code);
  });
});

describe('Moving to a nonsense moment', () => {
  it('is refused', () => {
    expect(bad(moveLedger(running, { ...at('2026-05-04'), dueAt: 'завтра', reason: 'x' }, calendars))).toEqual({
      code: 'instant.invalid',
      pointer: '/dueAt',
    });
  });
});
