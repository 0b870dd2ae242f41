import { describe, expect, it } from 'vitest';
import {
  closeLedger,
  confirmLedger,
  extendLedger,
  followLedger,
  fulfilLedger,
  type Ledger,
  moveLedger,
  recomputeLedger,
  remainingOf,
  restartLedger,
  restoreLedger,
  resumeLedger,
  suspendLedger,
} from '../../../definitions/calendar/index.ts';
import { aLedger, at, bad, calendars, elastic, good, localDue, moscow, term } from './builders.ts';

const GROUND = 'запрос документов';

function suspended(ledger: Ledger, from: string): Ledger {
  return good(suspendLedger(ledger, { ...at(from), ground: GROUND }, calendars));
}

function pausedOnce(ledger: Ledger, from: string, to: string): Ledger {
  return good(resumeLedger(suspended(ledger, from), at(to), calendars));
}

describe('A ledger', () => {
  it('is plain JSON, small, and never changed in place', () => {
    const ledger = aLedger({ deadline: elastic });
    expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger);
    expect(JSON.stringify(aLedger()).length).toBeLessThan(800);
    const frozen = structuredClone(ledger);
    const later = suspended(ledger, '2026-05-04');
    expect(ledger).toEqual(frozen);
    expect(later).not.toBe(ledger);
  });

  it('can be counted again from itself and the calendars alone', () => {
    const ledger = pausedOnce(aLedger({ deadline: elastic }), '2026-05-04', '2026-05-14');
    expect(good(recomputeLedger(ledger, calendars))).toEqual(ledger);
  });

  it('says what remains in its own unit', () => {
    const days = aLedger({
      deadline: { regime: 'tax-code', term: term(10, 'workingDays') },
      from: moscow('2026-04-29'),
    });
    expect(good(remainingOf(days, moscow('2026-05-08'), calendars))).toEqual({ amount: 4, unit: 'workingDays' });
    expect(good(remainingOf(days, moscow('2026-05-15'), calendars)), 'the last day').toEqual({
      amount: 0,
      unit: 'workingDays',
    });
    expect(good(remainingOf(days, moscow('2026-05-19'), calendars)), 'overdue').toEqual({
      amount: -2,
      unit: 'workingDays',
    });
    expect(good(remainingOf(aLedger(), moscow('2026-05-20'), calendars))).toEqual({ amount: 5, unit: 'calendarDays' });
    const hours = aLedger({
      deadline: { regime: 'internal', schedule: 'line-weekdays', term: term(24, 'workingHours') },
      from: moscow('2026-04-24T15:00'),
    });
    expect(good(remainingOf(hours, moscow('2026-04-27T08:30'), calendars))).toEqual({
      amount: 18,
      unit: 'workingHours',
    });
    const still = suspended(aLedger({ deadline: elastic }), '2026-05-04');
    expect(good(remainingOf(still, moscow('2026-09-01'), calendars)), 'standing still').toEqual({
      amount: 20,
      unit: 'calendarDays',
    });
  });

  it('asks for confirmation when the term was over before we learnt of it, and only then', () => {
    const late = aLedger({ from: moscow('2026-03-02'), at: moscow('2026-04-24') });
    expect(late).toMatchObject({ state: 'running', needsConfirmation: true });
    const confirmed = good(confirmLedger(late, at('2026-04-24')));
    expect(confirmed.needsConfirmation).toBeUndefined();
    expect(
      good(recomputeLedger(confirmed, calendars, moscow('2026-04-25'))).needsConfirmation,
      'it stays confirmed',
    ).toBeUndefined();
    expect(aLedger({ from: moscow('2026-04-20'), at: moscow('2026-04-24') }).needsConfirmation).toBeUndefined();
  });

  it('is fulfilled in time up to the last instant of the last day', () => {
    const ledger = aLedger();
    expect(good(fulfilLedger(ledger, '2026-05-25T20:59:59.999Z')).fulfilled).toEqual({
      at: '2026-05-25T20:59:59.999Z',
      inTime: true,
    });
    expect(good(fulfilLedger(ledger, '2026-05-25T21:00:00.000Z')).fulfilled?.inTime).toBe(false);
    const done = good(fulfilLedger(ledger, moscow('2026-05-01')));
    expect(bad(fulfilLedger(done, moscow('2026-05-02'))).code).toBe('ledger.finished');
    expect(bad(moveLedger(done, { ...at('2026-05-02'), dueAt: '2026-06-01', reason: 'x' }, calendars)).code).toBe(
      'ledger.finished',
    );
    expect(good(recomputeLedger(good(closeLedger(ledger)), calendars)).state).toBe('closed');
  });
});

describe('A suspension', () => {
  it('of ten days makes the term end ten days later', () => {
    const ledger = pausedOnce(aLedger({ deadline: elastic }), '2026-05-04', '2026-05-14');
    expect(ledger).toMatchObject({ state: 'running', lastDay: '2026-06-03' });
  });

  it('in working days leaves out the working days it lasted', () => {
    const deadline = { ...elastic, regime: '248-fz', term: term(20, 'workingDays') };
    expect(aLedger({ deadline }).lastDay).toBe('2026-05-26');
    // 4 to 13 May has seven working days: 4-8, 12, 13.
    expect(pausedOnce(aLedger({ deadline }), '2026-05-04', '2026-05-14').lastDay).toBe('2026-06-04');
  });

  it('in months shifts the end by the days it lasted', () => {
    const deadline = { ...elastic, term: term(2, 'months') };
    expect(aLedger({ deadline }).lastDay).toBe('2026-06-24');
    expect(pausedOnce(aLedger({ deadline }), '2026-05-04', '2026-05-14').lastDay, '4 July is a Saturday').toBe(
      '2026-07-06',
    );
  });

  it('in hours leaves out exactly the time it lasted', () => {
    const deadline = { ...elastic, regime: 'internal', term: term(24, 'hours') };
    const ledger = aLedger({ deadline });
    expect(localDue(pausedOnce(ledger, '2026-04-24T18:00', '2026-04-24T20:30'))).toBe('2026-04-25T14:30');
    const opening = aLedger({
      deadline: { ...elastic, regime: 'internal', schedule: 'line-weekdays', term: term(4, 'workingHours') },
      from: moscow('2026-04-24T18:00'),
    });
    expect(localDue(pausedOnce(opening, '2026-04-24T19:00', '2026-04-27T09:30')), '1 h on Friday, 3 h from 09:30').toBe(
      '2026-04-27T12:30',
    );
  });

  it('leaves no due moment while it lasts, and nothing to remind of', () => {
    const ledger = suspended(
      aLedger({ deadline: { ...elastic, reminders: [{ before: term(3, 'workingDays'), actions: [] }] } }),
      '2026-05-04',
    );
    expect(ledger.state).toBe('suspended');
    expect(ledger.dueAt).toBeUndefined();
    expect(ledger.lastDay).toBeUndefined();
    expect(ledger.reminders).toEqual([]);
  });

  it('may come twice', () => {
    const once = pausedOnce(aLedger({ deadline: elastic }), '2026-05-04', '2026-05-14');
    expect(pausedOnce(once, '2026-05-20', '2026-05-25').lastDay).toBe('2026-06-08');
  });

  it('on the last day saves that day', () => {
    const ledger = aLedger({ deadline: { ...elastic, regime: '248-fz', term: term(5, 'workingDays') } });
    expect(ledger.lastDay).toBe('2026-05-04');
    expect(pausedOnce(ledger, '2026-05-04', '2026-05-12').lastDay).toBe('2026-05-12');
  });

  it('with a cap ends by itself when the cap is used up', () => {
    const capped = {
      suspension: { basis: '248-ФЗ ст. 43', grounds: [{ ru: GROUND }], cap: term(5, 'workingDays') },
    };
    const ledger = aLedger({ deadline: { ...capped, regime: '248-fz', term: term(20, 'workingDays') } });
    const open = suspended(ledger, '2026-05-04');
    // Five working days after 4 May: 5-8, 12; it runs on from the 13th. Six of them (4-8, 12) are left out.
    expect(open).toMatchObject({ state: 'suspended', lastDay: '2026-06-03' });
    const late = good(resumeLedger(open, at('2026-06-01'), calendars));
    expect(late).toMatchObject({ state: 'running', lastDay: '2026-06-03' });
    const early = good(resumeLedger(open, at('2026-05-06'), calendars));
    expect(early.lastDay).toBe('2026-05-28');
    expect(good(recomputeLedger(open, calendars, moscow('2026-05-20'))).state, 'the cap has passed').toBe('running');
  });
});

describe('An extension', () => {
  it('in the unit of the term makes it longer, and the end rolls once', () => {
    const ledger = good(
      extendLedger(
        aLedger({ deadline: elastic }),
        { ...at('2026-05-20'), by: term(30, 'calendarDays'), reason: 'сложный случай' },
        calendars,
      ),
    );
    // Sixty days from 25 April end on 23 June, not thirty days after Monday 25 May.
    expect(ledger.lastDay).toBe('2026-06-23');
  });

  it('in months counts from the start: 31 January, a month and a month more, is 31 March', () => {
    const deadline = { term: term(1, 'months'), extension: { basis: 'п. 8', cap: term(2, 'months') } };
    const ledger = aLedger({ deadline, from: moscow('2025-01-31') });
    expect(ledger.lastDay).toBe('2025-02-28');
    expect(
      good(extendLedger(ledger, { ...at('2025-02-20'), by: term(1, 'months'), reason: 'x' }, calendars)).lastDay,
    ).toBe('2025-03-31');
  });

  it('in another unit is counted from the unmoved end', () => {
    const deadline = {
      term: term(30, 'calendarDays'),
      extension: { basis: 'п. 8', cap: term(10, 'workingDays') },
    };
    const ledger = good(
      extendLedger(aLedger({ deadline }), { ...at('2026-05-20'), by: term(10, 'workingDays'), reason: 'x' }, calendars),
    );
    expect(ledger.lastDay).toBe('2026-06-05');
  });

  it('and a suspension add up', () => {
    const ledger = pausedOnce(aLedger({ deadline: elastic }), '2026-05-04', '2026-05-14');
    expect(
      good(extendLedger(ledger, { ...at('2026-05-20'), by: term(30, 'calendarDays'), reason: 'x' }, calendars)).lastDay,
    ).toBe('2026-07-03');
  });

  it('has a total cap, also over several', () => {
    const first = good(
      extendLedger(
        aLedger({ deadline: elastic }),
        { ...at('2026-05-20'), by: term(20, 'calendarDays'), reason: 'x' },
        calendars,
      ),
    );
    expect(
      bad(extendLedger(first, { ...at('2026-06-01'), by: term(11, 'calendarDays'), reason: 'x' }, calendars)),
    ).toEqual({
      code: 'extension.overCap',
      pointer: '/by/amount',
    });
    expect(
      good(extendLedger(first, { ...at('2026-06-01'), by: term(10, 'calendarDays'), reason: 'x' }, calendars)).lastDay,
    ).toBe('2026-06-23');
  });
});

describe('An official', () => {
  it('moves the due moment with a reason; a date means its end', () => {
    const moved = good(
      moveLedger(aLedger(), { ...at('2026-05-20'), dueAt: '2026-06-10', reason: 'болезнь эксперта' }, calendars),
    );
    expect(moved).toMatchObject({ lastDay: '2026-06-10', dueAt: '2026-06-10T20:59:59.999Z' });
    const hour = good(
      moveLedger(aLedger(), { ...at('2026-05-20'), dueAt: moscow('2026-06-10T15:00'), reason: 'x' }, calendars),
    );
    expect(hour.dueAt).toBe(moscow('2026-06-10T15:00'));
    expect(hour.lastDay).toBeUndefined();
    expect(bad(moveLedger(aLedger(), { ...at('2026-05-20'), dueAt: '2026-06-10', reason: ' ' }, calendars))).toEqual({
      code: 'reason.missing',
      pointer: '/reason',
    });
  });

  it('later suspends and extends from the moved moment', () => {
    const moved = good(
      moveLedger(aLedger({ deadline: elastic }), { ...at('2026-04-28'), dueAt: '2026-06-10', reason: 'x' }, calendars),
    );
    expect(pausedOnce(moved, '2026-05-04', '2026-05-14').lastDay).toBe('2026-06-20');
    expect(
      good(extendLedger(moved, { ...at('2026-05-20'), by: term(5, 'calendarDays'), reason: 'x' }, calendars)).lastDay,
    ).toBe('2026-06-15');
    const working = aLedger({ deadline: { ...elastic, regime: '248-fz', term: term(20, 'workingDays') } });
    const set = good(moveLedger(working, { ...at('2026-04-28'), dueAt: '2026-05-20', reason: 'x' }, calendars));
    // From 4 May twelve working days were left; seven of them pass.
    expect(pausedOnce(set, '2026-05-04', '2026-05-14').lastDay).toBe('2026-05-29');
  });

  it('brings a breached term back to life by moving it into the future', () => {
    const breached: Ledger = { ...aLedger(), state: 'breached' };
    expect(good(moveLedger(breached, { ...at('2026-06-01'), dueAt: '2026-06-10', reason: 'x' }, calendars)).state).toBe(
      'running',
    );
    expect(good(recomputeLedger(breached, calendars, moscow('2026-06-01'))).state).toBe('breached');
  });
});

describe('A restart', () => {
  it('where declared begins the count anew, forgetting what came before', () => {
    const deadline = { ...elastic, restart: { basis: 'п. 9' } };
    const before = pausedOnce(aLedger({ deadline }), '2026-05-04', '2026-05-14');
    const anew = good(restartLedger(before, { ...at('2026-06-01'), reason: 'новые документы' }, calendars));
    expect(anew.lastDay).toBe('2026-07-01');
    expect(bad(restartLedger(aLedger(), { ...at('2026-06-01'), reason: 'x' }, calendars)).code).toBe(
      'restart.notDeclared',
    );
  });
});

describe("The applicant's missed term", () => {
  const deadline = {
    owner: 'applicant' as const,
    restoration: { basis: '248-ФЗ ст. 40', within: term(30, 'calendarDays') },
  };

  it('is restored on petition', () => {
    const missed: Ledger = { ...aLedger({ deadline }), state: 'breached' };
    const restored = good(
      restoreLedger(missed, { ...at('2026-06-01'), dueAt: '2026-06-15', reason: 'болел' }, calendars),
    );
    expect(restored).toMatchObject({ state: 'running', lastDay: '2026-06-15' });
  });

  it('is not restored too late, nor when nothing was missed, nor when it is not the applicant’s', () => {
    const petition = (local: string) => ({ ...at(local), dueAt: '2026-08-01', reason: 'болел' });
    expect(bad(restoreLedger(aLedger({ deadline }), petition('2026-06-25'), calendars)).code).toBe(
      'restoration.tooLate',
    );
    expect(bad(restoreLedger(aLedger({ deadline }), petition('2026-05-20'), calendars)).code).toBe(
      'restoration.notMissed',
    );
    expect(bad(restoreLedger(aLedger(), petition('2026-06-01'), calendars)).code).toBe('restoration.notApplicant');
  });
});

describe('Terms that hang on others', () => {
  it('run from the end of the preceding one and follow it when it moves', () => {
    const first = aLedger({ deadline: { regime: '210-fz', term: term(1, 'workingDays') } });
    const waiting = aLedger({
      from: null,
      deadline: { id: 'second', from: { deadline: 'answer' }, regime: '210-fz', term: term(15, 'workingDays') },
    });
    expect(waiting.state).toBe('waiting');
    const second = good(followLedger(waiting, first, moscow('2026-04-24'), calendars));
    expect(first.lastDay).toBe('2026-04-27');
    expect(second.lastDay).toBe('2026-05-20');
    const moved = good(moveLedger(first, { ...at('2026-04-26'), dueAt: '2026-04-29', reason: 'x' }, calendars));
    expect(good(followLedger(second, moved, moscow('2026-04-26'), calendars)).lastDay).toBe('2026-05-22');
    expect(good(followLedger(second, first, moscow('2026-04-26'), calendars))).toBe(second);
  });

  it('never exceed their cap, whatever suspends them', () => {
    const deadline = { ...elastic, cap: term(40, 'calendarDays') };
    expect(pausedOnce(aLedger({ deadline }), '2026-05-04', '2026-06-14').lastDay).toBe('2026-06-03');
    expect(aLedger({ deadline }).lastDay, 'a cap that does not bind').toBe('2026-05-25');
  });

  it('count back from what is to come: not later than N before', () => {
    const before = (length: Parameters<typeof term>, regime = 'civil-code') =>
      aLedger({
        from: moscow('2026-05-12T10:00'),
        at: moscow('2026-04-01'),
        deadline: { direction: 'before', regime, term: term(...length) },
      });
    expect(before([3, 'workingDays'], 'tax-code').lastDay).toBe('2026-05-06');
    expect(before([3, 'calendarDays']).lastDay, '9 May: back to the working day before, not forward').toBe(
      '2026-05-08',
    );
    expect(before([24, 'hours'], 'internal').dueAt, 'R-101').toBe(moscow('2026-05-11T10:00'));
    expect(before([1, 'months']).lastDay, '12 April 2026 is a Sunday').toBe('2026-04-10');
  });

  it('end on a fixed date, rolled like any other, or at a fixed hour', () => {
    expect(aLedger({ deadline: { term: term('2026-05-24', 'fixedDate') } }).lastDay).toBe('2026-05-25');
    expect(aLedger({ deadline: { term: term('2026-05-24T15:00', 'fixedDate') } }).dueAt).toBe(
      moscow('2026-05-24T15:00'),
    );
  });
});
