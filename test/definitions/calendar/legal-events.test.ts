import { describe, expect, it } from 'vitest';
import type { Ledger, LegalEvent } from '../../../definitions/calendar/index.ts';
import type { Deadline } from '../../../definitions/schema/definition.ts';
import { correctLegalEvent, explain, recordLegalEvent } from '../../../definitions/calendar/index.ts';
import { aLedger, bad, calendars, good, localDue, moscow, term } from './builders.ts';

function anEvent(kind: string, effective: string, known = effective, more: Partial<LegalEvent> = {}): LegalEvent {
  return {
    id: `${kind}-${effective}`,
    kind,
    effectiveAt: moscow(effective),
    recordedAt: moscow(known),
    author: 'u1',
    ...more,
  };
}

function waiting(deadline: Partial<Deadline> = {}): Ledger {
  return aLedger({ from: null, deadline: { from: { event: 'received' }, ...deadline } });
}

const record = (ledger: Ledger, event: LegalEvent) => good(recordLegalEvent(ledger, event, calendars));

describe('A legal event', () => {
  it("starts the term it is named in: Friday's letter entered on Monday counts from Friday", () => {
    const before = waiting();
    expect(before).toMatchObject({ state: 'waiting', reminders: [] });
    expect(before.dueAt).toBeUndefined();
    const ledger = record(
      before,
      anEvent('received', '2026-04-24T16:00', '2026-04-27T09:10', { evidence: 'входящий штамп' }),
    );
    expect(ledger).toMatchObject({ state: 'running', lastDay: '2026-05-25' });
    expect(ledger.entries[0]).toMatchObject({
      evidence: 'входящий штамп',
      author: 'u1',
      recordedAt: moscow('2026-04-27T09:10'),
    });
  });

  it('known before the ledger opens is taken over, with its corrections; others are not', () => {
    const events = [
      anEvent('received', '2026-04-27', '2026-04-27', { id: 'e1' }),
      anEvent('inForce', '2026-04-20'),
      anEvent('received', '2026-04-24', '2026-04-28', { id: 'e2', supersedes: 'e1' }),
    ];
    const ledger = aLedger({ from: null, events, at: moscow('2026-05-04'), deadline: { from: { event: 'received' } } });
    expect(ledger).toMatchObject({ state: 'running', lastDay: '2026-05-25' });
    expect(ledger.entries).toHaveLength(2);
  });

  it('of another kind leaves the ledger as it is', () => {
    const ledger = waiting();
    expect(record(ledger, anEvent('inForce', '2026-04-24'))).toBe(ledger);
  });

  it('at 23:50 belongs to its day in the zone of the ledger', () => {
    expect(record(waiting(), anEvent('received', '2026-04-24T23:50')).lastDay).toBe('2026-05-25');
    expect(record(waiting(), anEvent('received', '2026-04-25T00:10')).lastDay, 'a day later, and no roll').toBe(
      '2026-05-25',
    );
    expect(
      record(waiting({ regime: '248-fz', term: term(1, 'calendarDays') }), anEvent('received', '2026-04-27T23:50'))
        .lastDay,
    ).toBe('2026-04-28');
    expect(
      record(waiting({ regime: '248-fz', term: term(1, 'calendarDays') }), anEvent('received', '2026-04-28T00:10'))
        .lastDay,
    ).toBe('2026-04-29');
  });

  it('after closing time begins at the next opening where the regime says so', () => {
    const inside = waiting({ regime: 'internal-working-day', schedule: 'line-weekdays', term: term(1, 'workingDays') });
    expect(localDue(record(inside, anEvent('received', '2026-04-24T20:01')))).toBe('2026-04-27T20:00');
    expect(localDue(record(inside, anEvent('received', '2026-04-24T19:59')))).toBe('2026-04-24T20:00');
  });

  it('happens on the date of the place where it happens', () => {
    const late = anEvent('delivered', '2026-04-24T19:00');
    const rule = { from: { event: 'delivered' }, term: term(10, 'calendarDays') };
    // 19:00 in Moscow is 02:00 of the next day in Vladivostok.
    expect(record(waiting(rule), late).steps[0]).toMatchObject({ day: '2026-04-24' });
    const there = record(waiting({ ...rule, zones: { delivered: 'Asia/Vladivostok' } }), late);
    expect(there.steps[0]).toMatchObject({ day: '2026-04-25', zone: 'Asia/Vladivostok' });
    expect(record(waiting(rule), { ...late, zone: 'Asia/Vladivostok' }).steps[0]).toMatchObject({ day: '2026-04-25' });
  });

  it('that fulfils is judged by when it happened: a late paper posted in time still counts', () => {
    const rule = { until: { event: 'dispatched' } };
    const breached: Ledger = { ...aLedger({ deadline: rule }), state: 'breached' };
    const posted = record(breached, anEvent('dispatched', '2026-05-25T23:40', '2026-05-29'));
    expect(posted).toMatchObject({ state: 'fulfilled', fulfilled: { inTime: true } });
    expect(record(breached, anEvent('dispatched', '2026-05-26T00:01', '2026-05-29')).fulfilled?.inTime).toBe(false);
  });

  it('recorded a second time changes nothing until the first is corrected', () => {
    const first = record(waiting(), anEvent('received', '2026-04-24'));
    const second = record(first, anEvent('received', '2026-04-20', '2026-04-27'));
    expect(second.lastDay).toBe(first.lastDay);
    expect(bad(recordLegalEvent(second, anEvent('received', '2026-04-20', '2026-04-27'), calendars))).toEqual({
      code: 'legalEvent.duplicate',
      pointer: '/id',
    });
  });

  it('can not take effect in the future', () => {
    expect(bad(recordLegalEvent(waiting(), anEvent('received', '2026-04-25', '2026-04-24'), calendars))).toEqual({
      code: 'legalEvent.inFuture',
      pointer: '/effectiveAt',
    });
  });

  it('may lie ahead when the term counts back from it', () => {
    const visit = waiting({
      from: { event: 'visit' },
      direction: 'before',
      regime: 'internal',
      term: term(24, 'hours'),
    });
    expect(record(visit, anEvent('visit', '2026-05-12T10:00', '2026-04-24')).dueAt).toBe(moscow('2026-05-11T10:00'));
  });
});

describe('A correction', () => {
  const entered = record(waiting(), anEvent('received', '2026-04-27', '2026-04-27', { id: 'e1' }));
  const correct = (ledger: Ledger, more: Partial<LegalEvent> = {}) =>
    correctLegalEvent(
      ledger,
      {
        ...anEvent('received', '2026-04-24T16:00', '2026-05-05'),
        id: 'e2',
        supersedes: 'e1',
        reason: 'штамп на конверте',
        ...more,
      },
      calendars,
    );

  it('supersedes the event, counts anew, and the explanation says what changed', () => {
    expect(entered.lastDay).toBe('2026-05-27');
    const corrected = good(correct(entered));
    expect(corrected.lastDay).toBe('2026-05-25');
    expect(corrected.entries).toHaveLength(2);
    expect(explain(corrected, 'ru')).toContain(
      'Вт 05.05.2026 исправлено: поступило пт 24.04.2026 16:00, а не пн 27.04.2026 12:00: штамп на конверте',
    );
    expect(explain(corrected, 'en')).toContain(
      'Corrected Tue 05.05.2026: received Fri 24.04.2026 16:00, not Mon 27.04.2026 12:00: штамп на конверте',
    );
  });

  it('may say that it never happened: the term waits again', () => {
    expect(good(correct(entered, { annuls: true }))).toMatchObject({ state: 'waiting', steps: [], reminders: [] });
  });

  it('may itself be corrected, the corrected one no more', () => {
    const once = good(correct(entered));
    const twice = good(correct(once, { id: 'e3', supersedes: 'e2', effectiveAt: moscow('2026-04-23') }));
    expect(twice.lastDay).toBe('2026-05-25');
    expect(bad(correct(once, { id: 'e3' }))).toEqual({ code: 'legalEvent.superseded', pointer: '/supersedes' });
    expect(bad(correct(entered, { supersedes: 'nothing' }))).toEqual({
      code: 'legalEvent.unknown',
      pointer: '/supersedes',
    });
  });

  it('that puts the due moment into the past asks before consequences follow', () => {
    const late = correctLegalEvent(
      entered,
      { ...anEvent('received', '2026-03-02', '2026-05-05'), id: 'e2', supersedes: 'e1' },
      calendars,
    );
    expect(good(late)).toMatchObject({ state: 'running', lastDay: '2026-04-01', needsConfirmation: true });
  });

  it('undoes a fulfilment that came too early in the books', () => {
    const rule = { until: { event: 'signed' } };
    const done = record(aLedger({ deadline: rule }), anEvent('signed', '2026-05-20', '2026-05-20', { id: 's1' }));
    expect(done.state).toBe('fulfilled');
    const undone = good(
      correctLegalEvent(
        done,
        { ...anEvent('signed', '2026-05-20', '2026-05-21'), id: 's2', supersedes: 's1', annuls: true },
        calendars,
      ),
    );
    expect(undone).toMatchObject({ state: 'running', lastDay: '2026-05-25' });
    expect(undone.fulfilled).toBeUndefined();
  });
});

describe('Deemed receipt', () => {
  const rule: Partial<Deadline> = {
    from: { event: 'delivered', deemedAfter: term(6, 'workingDays') },
    term: term(10, 'workingDays'),
    regime: 'tax-code',
  };
  const sent = record(waiting(rule), anEvent('dispatched', '2026-04-24'));

  it('starts the term N days after dispatch when nothing better is known', () => {
    expect(sent.steps[0]).toMatchObject({ step: 'deemed', from: 'dispatched', day: '2026-05-05' });
    expect(sent.lastDay).toBe('2026-05-20');
  });

  it('gives way to a delivery that is proven later', () => {
    const proven = record(sent, anEvent('delivered', '2026-04-28', '2026-05-12'));
    expect(proven.lastDay).toBe('2026-05-14');
    expect(record(sent, anEvent('delivered', '2026-05-08', '2026-05-12')).lastDay).toBe('2026-05-25');
  });

  it('where it is final yields only to an earlier delivery', () => {
    const final = {
      ...rule,
      from: { event: 'delivered', deemedAfter: term(6, 'workingDays'), deemedFinal: true },
    };
    const dispatched = record(waiting(final), anEvent('dispatched', '2026-04-24'));
    expect(record(dispatched, anEvent('delivered', '2026-05-08', '2026-05-12')).lastDay).toBe('2026-05-20');
    expect(record(dispatched, anEvent('delivered', '2026-04-28', '2026-05-12')).lastDay).toBe('2026-05-14');
  });

  it('chains terms: thirty days from registration, itself due three days from receipt', () => {
    const chained = waiting({ from: { event: 'registered', deemedAfter: term(3, 'calendarDays') } });
    const received = record(chained, anEvent('received', '2026-04-24'));
    expect(received.steps[0]).toMatchObject({ step: 'deemed', day: '2026-04-27' });
    expect(received.lastDay).toBe('2026-05-27');
    expect(record(received, anEvent('registered', '2026-04-24T18:00')).lastDay).toBe('2026-05-25');
  });
});
