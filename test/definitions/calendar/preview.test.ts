import { describe, expect, it } from 'vitest';
import type { CalendarData } from '../../../definitions/calendar/index.ts';
import {
  checkCalendar,
  checkCalendarRemoval,
  describeDay,
  overlayCalendar,
  closeLedger,
  previewCalendarChange,
  recomputeLedger,
  suspendLedger,
} from '../../../definitions/calendar/index.ts';
import { aLedger, at, calendars, elastic, good, moscow, term } from './builders.ts';

const ru = calendars['ru'] as CalendarData;
/** A regional holiday on 22 May 2026, and 25 May made a day off. */
const changed: CalendarData = {
  ...ru,
  version: '2026-12',
  days: { ...ru.days, '2026-05-22': 'regional', '2026-05-25': 'transferred' },
};
const after = { ...calendars, ru: changed };

const rolling = aLedger({ id: 'rolling' });
const working = aLedger({ id: 'working', deadline: { regime: '210-fz', term: term(22, 'workingDays') } });
const untouched = aLedger({ id: 'untouched', deadline: { regime: '210-fz', term: term(5, 'workingDays') } });
const still = good(
  suspendLedger(
    aLedger({ id: 'still', deadline: elastic }),
    { ...at('2026-05-04'), ground: 'запрос документов' },
    calendars,
  ),
);
const gone = good(closeLedger(aLedger({ id: 'gone' })));

describe('A regional calendar', () => {
  const tatarstan = overlayCalendar(ru, {
    key: 'ru-ta',
    title: { ru: 'Календарь Татарстана' },
    version: '1',
    days: { '2026-05-25': 'regional' },
    schedules: { desk: { title: { ru: 'Окно' }, week: { 1: [['09:00', '15:00']] } } },
  });

  it('is the federal one with days and schedules of its own', () => {
    const both = { ...calendars, 'ru-ta': tatarstan };
    expect(checkCalendar(tatarstan)).toEqual([]);
    expect(aLedger({ calendars: both }).lastDay).toBe('2026-05-25');
    const regional = aLedger({ calendars: both, deadline: { calendar: 'ru-ta' } });
    expect(regional).toMatchObject({ lastDay: '2026-05-26', calendarVersion: '2026-11+1' });
    expect(aLedger({ calendars: both, deadline: { calendar: 'ru-ta', schedule: 'office' } }).lastDay).toBe(
      '2026-05-26',
    );
    expect(describeDay(ru, '2026-05-25')?.class, 'the federal one is untouched').toBe('working');
  });
});

describe('A changed calendar', () => {
  const preview = previewCalendarChange(
    [rolling, working, untouched, still, gone],
    calendars,
    after,
    moscow('2026-04-24'),
  );

  it('shows which due moments shift and by how many days', () => {
    expect(preview.map(({ ledgerId, days, changed: shifted }) => [ledgerId, days, shifted])).toEqual([
      ['rolling', 1, true],
      ['working', 4, true],
      ['untouched', 0, false],
      ['still', 0, false],
    ]);
    expect(preview[0]).toMatchObject({ from: '2026-05-25T20:59:59.999Z', to: '2026-05-26T20:59:59.999Z' });
    expect([working.lastDay, preview[1]?.ledger.lastDay]).toEqual(['2026-05-28', '2026-06-01']);
  });

  it('applied does what the preview showed, case by case', () => {
    for (const { ledgerId, ledger } of preview) {
      const old = [rolling, working, untouched, still].find(({ id }) => id === ledgerId);
      if (!old) throw new Error(ledgerId);
      expect(good(recomputeLedger(old, after, moscow('2026-04-24')))).toEqual(ledger);
      expect(ledger.calendarVersion).toBe('2026-12');
    }
  });

  it('that puts a due moment into the past asks for confirmation', () => {
    const shorter: CalendarData = {
      ...ru,
      version: 'x',
      days: { ...ru.days, '2026-05-23': 'workingWeekend', '2026-05-24': 'workingWeekend' },
    };
    const [shift] = previewCalendarChange([rolling], calendars, { ru: shorter }, moscow('2026-05-25T08:00'));
    expect(shift).toMatchObject({ to: '2026-05-24T20:59:59.999Z', days: -1, needsConfirmation: true });
  });

  it('without the calendar a ledger runs on says so and leaves it alone', () => {
    const [shift] = previewCalendarChange([rolling], calendars, {});
    expect(shift).toMatchObject({ changed: false, ledger: rolling, problem: { code: 'calendar.unknown' } });
  });

  it('may be deleted once nothing runs on that version', () => {
    expect(checkCalendarRemoval(ru, [rolling]).ok).toBe(false);
    expect(checkCalendarRemoval(ru, [gone]).ok).toBe(true);
    expect(checkCalendarRemoval({ key: 'ru', version: '2016' }, [rolling]).ok).toBe(true);
  });
});
