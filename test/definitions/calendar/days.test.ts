import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, civilOf, dayOf, formatDay, parseDay, weekdayOf } from '../../../definitions/calendar/days.ts';

const anyDay = fc.integer({ min: dayOf(1900, 1, 1), max: dayOf(2999, 12, 31) });

describe('Dates as integers', () => {
  it('agree with the platform for every day of the years 1900 to 2999', () => {
    const wrong: string[] = [];
    for (let day = dayOf(1900, 1, 1); day <= dayOf(2999, 12, 31); day++) {
      const platform = new Date(day * 86_400_000);
      const { year, month, date } = civilOf(day);
      const same =
        year === platform.getUTCFullYear() &&
        month === platform.getUTCMonth() + 1 &&
        date === platform.getUTCDate() &&
        weekdayOf(day) % 7 === platform.getUTCDay() &&
        dayOf(year, month, date) === day;
      if (!same) wrong.push(platform.toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it('are written and read back unchanged', () => {
    fc.assert(fc.property(anyDay, (day) => parseDay(formatDay(day)) === day));
  });

  it('know which dates exist', () => {
    expect(parseDay('2024-02-29')).toBe(dayOf(2024, 2, 29));
    for (const wrong of [
      '2023-02-29',
      '2100-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-01',
      '26-01-01',
      '1899-12-31',
      '',
      '2026-04-24T10:00',
    ]) {
      expect(parseDay(wrong), wrong).toBeUndefined();
    }
  });

  it('take the last day of a month that has no such date', () => {
    expect(formatDay(addMonths(dayOf(2026, 1, 31), 1))).toBe('2026-02-28');
    expect(formatDay(addMonths(dayOf(2024, 1, 31), 1))).toBe('2024-02-29');
    expect(formatDay(addMonths(dayOf(2024, 2, 29), 12))).toBe('2025-02-28');
    expect(formatDay(addMonths(dayOf(2024, 2, 29), 48))).toBe('2028-02-29');
    expect(formatDay(addMonths(dayOf(2026, 3, 31), -1))).toBe('2026-02-28');
    expect(formatDay(addMonths(dayOf(2026, 12, 31), 2))).toBe('2027-02-28');
  });

  it('never come earlier when more months are added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf(1950, 1, 1), max: dayOf(2500, 1, 1) }),
        fc.integer({ min: 0, max: 500 }),
        (day, months) => {
          expect(addMonths(day, months + 1)).toBeGreaterThan(addMonths(day, months));
          expect(addMonths(day + 1, months)).toBeGreaterThanOrEqual(addMonths(day, months));
        },
      ),
    );
  });
});
