import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, describeDay } from '../../../definitions/calendar/index.ts';
import { dayOf, formatDay } from '../../../definitions/calendar/days.ts';
import { russianCalendar, weekdaysCalendar } from '../../../definitions/calendar/shipped.ts';
import {
  compileCalendar,
  countWorkingDays,
  EVERY_DAY_OFF,
  isOff,
  maskOf,
  nthWorkingDay,
} from '../../../definitions/calendar/working-days.ts';
import { aCalendar } from './builders.ts';

const ru = compileCalendar(russianCalendar);
const day = fc.integer({ min: dayOf(2015, 1, 1), max: dayOf(2032, 12, 31) });

/** The slow, obvious way. */
function addOneByOne(from: number, count: number): number {
  const step = Math.sign(count);
  let at = from;
  for (let left = Math.abs(count); left > 0; ) {
    at += step;
    if (!isOff(ru, EVERY_DAY_OFF, at)) left--;
  }
  return at;
}

describe('Working days', () => {
  it('added by the tables are those found one by one', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (from, count) => {
        expect(addWorkingDays(russianCalendar, formatDay(from), count)).toBe(formatDay(addOneByOne(from, count)));
      }),
    );
  });

  it('added from a working day and subtracted again return', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 800 }), (any, count) => {
        const from = formatDay(nthWorkingDay(ru, EVERY_DAY_OFF, any, 1) as number);
        const there = addWorkingDays(russianCalendar, from, count) as string;
        expect(addWorkingDays(russianCalendar, there, -count)).toBe(from);
      }),
    );
  });

  it('counted between two days are as many as were added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 800 }), (from, count) => {
        const last = nthWorkingDay(ru, EVERY_DAY_OFF, from, count) as number;
        expect(countWorkingDays(ru, EVERY_DAY_OFF, from, last + 1)).toBe(count);
        expect(countWorkingDays(ru, EVERY_DAY_OFF, last + 1, from)).toBe(0);
      }),
    );
  });

  it('are never fewer when counting starts later or goes on longer', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 500 }), (from, count) => {
        const end = nthWorkingDay(ru, EVERY_DAY_OFF, from, count) as number;
        expect(nthWorkingDay(ru, EVERY_DAY_OFF, from + 1, count)).toBeGreaterThanOrEqual(end);
        expect(nthWorkingDay(ru, EVERY_DAY_OFF, from, count + 1)).toBeGreaterThan(end);
      }),
    );
  });

  it('cross the New Year holidays', () => {
    expect(addWorkingDays(russianCalendar, '2025-12-30', 1)).toBe('2026-01-12');
    expect(addWorkingDays(russianCalendar, '2026-01-12', -1)).toBe('2025-12-30');
  });

  it('end beyond the last known year in nothing rather than in a wrong date', () => {
    expect(addWorkingDays(russianCalendar, '2998-01-01', 1_000)).toBeUndefined();
    expect(addWorkingDays(russianCalendar, '2026-02-30', 1)).toBeUndefined();
    expect(addWorkingDays(russianCalendar, '2026-02-01', 1.5)).toBeUndefined();
  });
});

describe('The Russian production calendar', () => {
  it.each([
    [2017, 247],
    [2018, 247],
    [2019, 247],
    [2020, 248],
    [2021, 247],
    [2022, 247],
    [2023, 247],
    [2024, 248],
    [2025, 247],
    [2026, 247],
    [2027, 247],
  ])('has in %i as many working days as the published norm, days off by decree aside: %i', (year, expected) => {
    const off = maskOf(['weekend', 'holiday', 'transferred', 'regional']);
    expect(countWorkingDays(ru, off, dayOf(year, 1, 1), dayOf(year + 1, 1, 1))).toBe(expected);
  });

  it('names the class of a day and whether its year is published', () => {
    expect(describeDay(russianCalendar, '2026-01-09')).toEqual({ class: 'transferred', published: true });
    expect(describeDay(russianCalendar, '2024-04-27')).toEqual({ class: 'workingWeekend', published: true });
    expect(describeDay(russianCalendar, '2024-11-02')).toEqual({ class: 'shortened', published: true });
    expect(describeDay(russianCalendar, '2020-03-30')).toEqual({ class: 'presidential', published: true });
    expect(describeDay(russianCalendar, '2026-05-09')).toEqual({ class: 'holiday', published: true });
    expect(describeDay(russianCalendar, '2026-05-10')).toEqual({ class: 'weekend', published: true });
    expect(describeDay(russianCalendar, '2031-05-12')).toEqual({ class: 'working', published: false });
    expect(describeDay(russianCalendar, 'yesterday')).toBeUndefined();
  });

  it('says for every moved day off where it came from and by which act', () => {
    for (const { from, to, basis } of russianCalendar.transfers ?? []) {
      expect(describeDay(russianCalendar, to)?.class, to).toBe('transferred');
      expect(['holiday', 'workingWeekend', 'shortened'], from).toContain(describeDay(russianCalendar, from)?.class);
      expect(basis).toMatch(/Постановление Правительства РФ|ТК РФ ст\. 112 ч\. 2/);
    }
    const moved = Object.values(russianCalendar.days).filter((dayClass) => dayClass === 'transferred');
    expect(russianCalendar.transfers).toHaveLength(moved.length);
  });
});

describe('A year without published data', () => {
  it('has the holidays of article 112 with the transfer of its part 2, and none of the January ones moved', () => {
    // In 2033 the 1st, 2nd and 8th of January, 1 May and 12 June fall on a Saturday or Sunday.
    const calendar = aCalendar();
    const classes = (year: number, wanted: string) => {
      const found: string[] = [];
      for (let at = dayOf(year, 1, 1); at < dayOf(year + 1, 1, 1); at++) {
        const date = formatDay(at);
        if (describeDay(calendar, date)?.class === wanted) found.push(date);
      }
      return found;
    };
    expect(classes(2033, 'holiday')).toHaveLength(14);
    expect(classes(2033, 'transferred')).toEqual(['2033-05-02', '2033-06-13']);
    expect(classes(2033, 'shortened')).toEqual(['2033-02-22', '2033-03-07', '2033-11-03']);
    expect(classes(2033, 'workingWeekend')).toEqual([]);
  });

  it.each([
    ['2022-05-01', '2022-05-02'],
    ['2022-06-12', '2022-06-13'],
    ['2026-03-08', '2026-03-09'],
    ['2026-05-09', '2026-05-11'],
  ])('moves a day off that fell on the holiday %s to %s, as it happened', (_holiday, to) => {
    expect(describeDay(aCalendar(), to)?.class).toBe('transferred');
  });

  it('is Saturdays and Sundays in a calendar that knows no more', () => {
    expect(describeDay(weekdaysCalendar, '2033-05-09')).toEqual({ class: 'working', published: true });
    expect(describeDay(weekdaysCalendar, '2033-05-07')).toEqual({ class: 'weekend', published: true });
  });

  it('still has the days that an administrator entered', () => {
    expect(describeDay(aCalendar({ days: { '2033-08-30': 'regional' } }), '2033-08-30')).toEqual({
      class: 'regional',
      published: false,
    });
  });
});
