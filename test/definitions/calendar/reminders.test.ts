import { describe, expect, it } from 'vitest';
import {
  dueAfter,
  dueBefore,
  extendLedger,
  type Ledger,
  recomputeLedger,
} from '../../../definitions/calendar/index.ts';
import { aLedger, at, bad, calendars, elastic, good, moscow, term } from './builders.ts';

const threeBefore = [{ before: term(3, 'workingDays'), actions: [] }];
const daily = [{ before: term(3, 'workingDays'), every: term(1, 'workingDays'), actions: [] }];

describe('Before and after the due moment', () => {
  const ledger = aLedger();

  it('days are counted from the last day: before in the morning, after to the end of the day', () => {
    expect(good(dueBefore(ledger, term(3, 'workingDays'), calendars))).toBe(moscow('2026-05-20T09:00'));
    expect(good(dueBefore(ledger, term(5, 'calendarDays'), calendars))).toBe(moscow('2026-05-20T09:00'));
    expect(good(dueAfter(ledger, term(1, 'workingDays'), calendars))).toBe('2026-05-26T20:59:59.999Z');
    expect(good(dueAfter(ledger, term(1, 'months'), calendars))).toBe('2026-06-25T20:59:59.999Z');
  });

  it('the morning is the opening of the schedule', () => {
    const scheduled = aLedger({ deadline: { schedule: 'line-weekdays' } });
    expect(good(dueBefore(scheduled, term(1, 'workingDays'), calendars))).toBe(moscow('2026-05-22T08:00'));
  });

  it('hours are counted from the moment itself', () => {
    expect(good(dueBefore(ledger, term(2, 'hours'), calendars))).toBe('2026-05-25T18:59:59.999Z');
    expect(good(dueAfter(ledger, term(2, 'hours'), calendars))).toBe('2026-05-25T22:59:59.999Z');
  });

  it('of a term that ends at an hour, days keep the hour', () => {
    const hour = aLedger({ deadline: { regime: 'internal', term: term(24, 'hours') } });
    expect(good(dueBefore(hour, term(1, 'workingDays'), calendars))).toBe(moscow('2026-04-24T12:00'));
    expect(good(dueAfter(hour, term(1, 'workingDays'), calendars))).toBe(moscow('2026-04-27T12:00'));
  });

  it('there is none while the term waits', () => {
    expect(
      bad(dueBefore(aLedger({ from: null, deadline: { from: { event: 'received' } } }), term(1, 'hours'), calendars)),
    ).toEqual({
      code: 'ledger.idle',
      pointer: '/state',
    });
    expect(bad(dueBefore(ledger, { amount: 3 }, calendars)).code).toBe('term.unitMissing');
  });
});

describe('Reminders', () => {
  it('come before the due moment, once or repeated until it', () => {
    expect(aLedger({ deadline: { reminders: threeBefore } }).reminders).toEqual([
      { index: 0, at: moscow('2026-05-20T09:00') },
    ]);
    expect(aLedger({ deadline: { reminders: daily } }).reminders.map(({ at: moment }) => moment)).toEqual(
      ['2026-05-20T09:00', '2026-05-21T09:00', '2026-05-22T09:00', '2026-05-25T09:00'].map(moscow),
    );
  });

  it('that are past when we learn of the term collapse into one', () => {
    const ledger = aLedger({
      deadline: { reminders: daily },
      from: moscow('2026-04-24'),
      at: moscow('2026-05-22T10:00'),
    });
    expect(ledger.reminders.map(({ done }) => done === true)).toEqual([true, true, false, false]);
  });

  it('do not come before the term has begun', () => {
    const short = aLedger({ deadline: { regime: 'tax-code', term: term(2, 'workingDays'), reminders: daily } });
    expect(short.reminders.map(({ at: moment }) => moment)).toEqual(
      ['2026-04-27T09:00', '2026-04-28T09:00'].map(moscow),
    );
    const visit = {
      direction: 'before' as const,
      regime: 'internal',
      term: term(24, 'hours'),
      reminders: [{ before: term(2, 'hours'), actions: [] }],
    };
    expect(aLedger({ from: moscow('2026-05-12T10:00'), at: moscow('2026-05-01'), deadline: visit }).reminders).toEqual([
      { index: 0, at: moscow('2026-05-11T08:00') },
    ]);
  });

  it('already sent are not sent again when nothing moves', () => {
    const ledger = aLedger({ deadline: { reminders: threeBefore } });
    const sent: Ledger = { ...ledger, reminders: ledger.reminders.map((reminder) => ({ ...reminder, done: true })) };
    expect(good(recomputeLedger(sent, calendars, moscow('2026-05-21')))).toEqual(sent);
  });

  it('are armed again when the due moment moves away', () => {
    const ledger = aLedger({ deadline: { ...elastic, reminders: threeBefore } });
    const sent: Ledger = { ...ledger, reminders: ledger.reminders.map((reminder) => ({ ...reminder, done: true })) };
    const extended = good(
      extendLedger(sent, { ...at('2026-05-21'), by: term(30, 'calendarDays'), reason: 'x' }, calendars),
    );
    expect(extended.reminders).toEqual([{ index: 0, at: moscow('2026-06-18T09:00') }]);
  });
});
