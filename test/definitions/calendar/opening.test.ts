import { describe, expect, it } from 'vitest';
import { parseDay } from '../../../definitions/calendar/days.ts';
import { openingOf } from '../../../definitions/calendar/opening.ts';
import { russianCalendar, shippedSchedules } from '../../../definitions/calendar/shipped.ts';
import { compileCalendar } from '../../../definitions/calendar/working-days.ts';
import { MOSCOW } from './builders.ts';

const calendar = compileCalendar(russianCalendar);

function hours(key: string, date: string): string {
  const schedule = shippedSchedules[key];
  if (!schedule) throw new Error(`No schedule ${key}`);
  const clock = (instant: number) => new Date(instant + 3 * 3_600_000).toISOString().slice(11, 16);
  return openingOf(schedule, calendar, MOSCOW, parseDay(date) as number)
    .map(([from, to]) => `${clock(from)}-${clock(to)}`)
    .join(' ');
}

describe('Opening hours', () => {
  it('R-096: round the clock, holidays included', () => {
    expect(hours('round-the-clock', '2026-01-01')).toBe('00:00-00:00');
    expect(hours('round-the-clock', '2026-04-24')).toBe('00:00-00:00');
  });

  it('R-097: by weekday with a break, closed on public holidays', () => {
    expect(hours('line-daily', '2026-04-24')).toBe('08:00-13:00 14:00-20:00');
    expect(hours('line-daily', '2026-04-25')).toBe('09:00-13:00 14:00-17:00');
    expect(hours('line-daily', '2026-04-26')).toBe('10:00-13:00 14:00-16:00');
    expect(hours('line-daily', '2026-05-09')).toBe('');
    expect(hours('line-daily', '2026-05-10')).toBe('10:00-13:00 14:00-16:00');
    expect(hours('line-daily', '2026-05-11'), 'a day off moved to a Monday').toBe('');
  });

  it('R-098: working days and a shorter Saturday', () => {
    expect(hours('line-six-days', '2026-04-24')).toBe('08:00-20:00');
    expect(hours('line-six-days', '2026-04-25')).toBe('09:00-15:00');
    expect(hours('line-six-days', '2026-04-26')).toBe('');
    expect(hours('line-six-days', '2026-06-12')).toBe('');
  });

  it('R-099: weekdays only', () => {
    expect(hours('line-weekdays', '2026-04-24')).toBe('08:00-20:00');
    expect(hours('line-weekdays', '2026-04-25')).toBe('');
  });

  it('R-100: a Saturday that works has the hours of a Friday, a shortened day ends earlier', () => {
    expect(hours('office', '2024-04-27')).toBe('09:00-13:00 14:00-18:00');
    expect(hours('office', '2026-04-30')).toBe('09:00-13:00 14:00-17:00');
    expect(hours('office', '2024-11-02'), 'both at once').toBe('09:00-13:00 14:00-17:00');
    expect(hours('line-daily', '2026-04-30'), 'this line closes as always').toBe('08:00-13:00 14:00-20:00');
  });

  it('drops the last interval when the shortening eats it', () => {
    const schedule = {
      title: { ru: 'x' },
      week: {
        4: [
          ['09:00', '13:00'],
          ['14:00', '14:30'],
        ] as [string, string][],
      },
      shortenedByMinutes: 60,
    };
    expect(openingOf(schedule, calendar, MOSCOW, parseDay('2026-04-30') as number)).toHaveLength(1);
  });
});
