import { describe, expect, it } from 'vitest';
import type { CountedTerm } from '../../../definitions/calendar/index.ts';
import { regimes } from '../../../definitions/calendar/index.ts';
import { aLedger, bad, localDue, moscow, opening, term } from './builders.ts';

function lastDay(regime: string, length: CountedTerm, from: string, extra = {}): string | undefined {
  return aLedger({ deadline: { regime, term: length, ...extra }, from: moscow(from) }).lastDay;
}

describe('The presets', () => {
  it('each name a basis and say what the law leaves open, in both languages', () => {
    for (const { key, version, title, basis, uncertain, roll } of regimes) {
      for (const words of [title, basis, uncertain]) {
        expect(words?.ru, key).toMatch(/[а-яё]/i);
        expect(words?.en, key).toMatch(/^[^а-яё]+$/i);
      }
      expect(version).toBe(1);
      expect(['next', 'previous', 'none']).toContain(roll.rule);
    }
    expect(regimes.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['civil-code', 'tax-code', '59-fz', '210-fz', '248-fz', 'internal']),
    );
  });
});

describe('Civil Code, articles 190-194', () => {
  it('191: begins on the next day; 193: an end on a day off moves to the next working day', () => {
    expect(lastDay('civil-code', term(30, 'calendarDays'), '2026-04-24')).toBe('2026-05-25');
    expect(lastDay('civil-code', term(30, 'calendarDays'), '2026-04-09')).toBe('2026-05-12');
  });

  it('192: years, half-years and months end on the same date, or on the last day of the month', () => {
    expect(lastDay('civil-code', term(1, 'years'), '2024-02-29')).toBe('2025-02-28');
    expect(lastDay('civil-code', term(6, 'months'), '2026-08-31')).toBe('2027-03-01');
    expect(lastDay('civil-code', term(1, 'months'), '2026-01-31')).toBe('2026-03-02');
    expect(lastDay('civil-code', term(1, 'quarters'), '2026-01-15')).toBe('2026-04-15');
  });

  it('192: half a month is fifteen days, weeks end on the same weekday', () => {
    expect(lastDay('civil-code', term(1, 'halfMonths'), '2026-06-01')).toBe('2026-06-16');
    expect(lastDay('civil-code', term(2, 'weeks'), '2026-06-03')).toBe('2026-06-17');
  });

  it('194: lasts until 24:00 of its last day', () => {
    expect(aLedger().dueAt).toBe('2026-05-25T20:59:59.999Z');
  });

  it('does not take days off by presidential decree for days off', () => {
    expect(lastDay('civil-code', term(10, 'calendarDays'), '2020-04-04')).toBe('2020-04-14');
  });
});

describe('Tax Code, article 6.1', () => {
  it('counts days as working days, decreed days off left out', () => {
    expect(lastDay('tax-code', term(10, 'workingDays'), '2026-04-29')).toBe('2026-05-15');
    // From 30 March to 11 May 2020 the country did not work.
    expect(lastDay('tax-code', term(1, 'workingDays'), '2020-03-27')).toBe('2020-05-12');
    expect(lastDay('tax-code', term(10, 'calendarDays'), '2020-04-04')).toBe('2020-05-12');
  });

  it('counts quarters from the beginning of the year, to the last day of the last month', () => {
    expect(lastDay('tax-code', term(1, 'quarters'), '2026-02-10')).toBe('2026-03-31');
    expect(lastDay('tax-code', term(2, 'quarters'), '2026-02-10')).toBe('2026-06-30');
    expect(lastDay('tax-code', term(4, 'quarters'), '2025-12-31'), '31 December 2026 is a day off moved there').toBe(
      '2027-01-11',
    );
  });

  it('ends months and years on the same date, or the last of the month', () => {
    expect(lastDay('tax-code', term(3, 'months'), '2025-11-30')).toBe('2026-03-02');
    expect(lastDay('tax-code', term(2, 'years'), '2024-02-29')).toBe('2026-03-02');
  });
});

describe('59-FZ', () => {
  it('answers thirty calendar days after registration, by the working day before if the last is a day off', () => {
    expect(lastDay('59-fz', term(30, 'calendarDays'), '2026-04-24')).toBe('2026-05-22');
    expect(lastDay('59-fz', term(30, 'calendarDays'), '2026-03-03')).toBe('2026-04-02');
  });

  it('offers its own terms: registration, redirection, consideration', () => {
    const own = regimes.find(({ key }) => key === '59-fz');
    expect(own?.terms?.map(({ key, amount, unit }) => [key, amount, unit])).toEqual([
      ['registration', 3, 'calendarDays'],
      ['redirect', 7, 'calendarDays'],
      ['answer', 30, 'calendarDays'],
    ]);
  });

  it('refuses a definition that declares a suspension', () => {
    const declared = { suspension: { basis: 'п. 7', grounds: [{ ru: 'запрос' }] } };
    expect(bad(opening({ deadline: { regime: '59-fz', ...declared } }))).toEqual({
      code: 'suspension.forbidden',
      pointer: '/deadline/suspension',
    });
  });
});

describe('210-FZ', () => {
  it('registers by the next working day and answers in fifteen or five working days', () => {
    expect(lastDay('210-fz', term(1, 'workingDays'), '2026-04-30')).toBe('2026-05-04');
    expect(lastDay('210-fz', term(15, 'workingDays'), '2026-04-24')).toBe('2026-05-19');
    expect(lastDay('210-fz', term(5, 'workingDays'), '2026-04-24')).toBe('2026-05-04');
  });
});

describe('248-FZ', () => {
  it('considers a complaint in twenty working days', () => {
    expect(lastDay('248-fz', term(20, 'workingDays'), '2026-04-24')).toBe('2026-05-26');
  });
});

describe('Internal norms in minutes and hours', () => {
  const due = (regime: string, length: CountedTerm, from: string, schedule?: string) =>
    localDue(
      aLedger({
        deadline: { regime, term: length, ...(schedule === undefined ? {} : { schedule }) },
        from: moscow(from),
      }),
    );

  it('"30 minutes" and "4 hours" on the clock', () => {
    expect(due('internal', term(30, 'minutes'), '2026-04-24T19:45')).toBe('2026-04-24T20:15');
    expect(due('internal', term(4, 'hours'), '2026-04-24T22:00')).toBe('2026-04-25T02:00');
  });

  it('"30 minutes in working time" stand still while the line is closed', () => {
    expect(due('internal-opening', term(30, 'minutes'), '2026-04-24T19:45', 'line-daily')).toBe('2026-04-25T09:15');
    expect(due('internal-opening', term(30, 'minutes'), '2026-04-24T12:50', 'line-daily')).toBe('2026-04-24T14:20');
    expect(due('internal-opening', term(30, 'minutes'), '2026-05-08T19:45', 'line-daily'), 'over Victory Day').toBe(
      '2026-05-10T10:15',
    );
  });

  it('R-040, one reading: "24 hours on working days" run round the clock, on working days only', () => {
    expect(due('internal-working-days', term(24, 'hours'), '2026-04-24T15:00')).toBe('2026-04-27T15:00');
    expect(due('internal-working-days', term(24, 'hours'), '2026-04-25T15:00'), 'received on a Saturday').toBe(
      '2026-04-28T00:00',
    );
    expect(due('internal-working-days', term(24, 'hours'), '2026-04-30T15:00'), 'over the May holidays').toBe(
      '2026-05-04T15:00',
    );
  });

  it('R-040, the other reading: "24 hours on working days" are hours of work', () => {
    expect(due('internal', term(24, 'workingHours'), '2026-04-24T15:00', 'line-weekdays')).toBe('2026-04-28T15:00');
    expect(due('internal-opening', term(24, 'hours'), '2026-04-24T15:00', 'line-weekdays'), 'the same by regime').toBe(
      '2026-04-28T15:00',
    );
  });

  it('"within the working day": by closing time of the day it came, or of the next if it came after', () => {
    expect(due('internal-working-day', term(1, 'workingDays'), '2026-04-24T10:00', 'line-weekdays')).toBe(
      '2026-04-24T20:00',
    );
    expect(due('internal-working-day', term(1, 'workingDays'), '2026-04-24T20:30', 'line-weekdays')).toBe(
      '2026-04-27T20:00',
    );
    expect(due('internal-working-day', term(1, 'workingDays'), '2026-04-25T12:00', 'line-weekdays')).toBe(
      '2026-04-27T20:00',
    );
    expect(due('internal-working-day', term(1, 'workingDays'), '2026-04-30T10:00', 'office'), 'a shortened day').toBe(
      '2026-04-30T17:00',
    );
  });

  it('R-102: a request left while closed is answered in one working day', () => {
    expect(due('internal', term(1, 'workingDays'), '2026-04-24T22:00', 'line-weekdays')).toBe('2026-04-27T20:00');
  });

  it('refuses working time without a schedule', () => {
    expect(bad(opening({ deadline: { regime: 'internal', term: term(4, 'workingHours') } }))).toEqual({
      code: 'schedule.required',
      pointer: '/schedule',
    });
  });
});

describe('Hours in zones with summer time', () => {
  const due = (zone: string, from: string, length: CountedTerm) =>
    aLedger({
      zone,
      from,
      deadline: { regime: 'internal', calendar: 'weekdays', schedule: 'round-the-clock', term: length },
    }).dueAt;

  it('are real hours on the clock of Berlin and New York', () => {
    expect(due('Europe/Berlin', '2026-03-28T12:00:00.000Z', term(24, 'hours'))).toBe('2026-03-29T12:00:00.000Z');
    expect(due('America/New_York', '2026-10-31T16:00:00.000Z', term(24, 'hours'))).toBe('2026-11-01T16:00:00.000Z');
  });

  it('of opening are as many as the shop was open: the day of the change has 23 or 25', () => {
    expect(due('Europe/Berlin', '2026-03-28T23:00:00.000Z', term(23, 'workingHours'))).toBe('2026-03-29T22:00:00.000Z');
    expect(due('America/New_York', '2026-11-01T04:00:00.000Z', term(25, 'workingHours'))).toBe(
      '2026-11-02T05:00:00.000Z',
    );
  });

  it('days end at the midnight of the wall clock', () => {
    expect(due('Europe/Berlin', '2026-03-28T12:00:00.000Z', term(1, 'calendarDays'))).toBe('2026-03-30T21:59:59.999Z');
    expect(
      aLedger({
        zone: 'Europe/Berlin',
        from: '2026-03-28T12:00:00.000Z',
        deadline: { calendar: 'weekdays', regime: '248-fz', term: term(2, 'calendarDays') },
      }).dueAt,
    ).toBe('2026-03-30T21:59:59.999Z');
  });
});
