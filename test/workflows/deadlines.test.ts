import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain, type Ledger } from '../../definitions/calendar/index.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import type { Deadline } from '../../definitions/schema/definition.ts';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { aStage, operator, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => stage.close());

const complaint = (key: string, rule: Partial<Deadline> & Pick<Deadline, 'regime'>) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'userTask', id: 'decide' },
      { type: 'endEvent', id: 'done' },
    ],
    ['start>decide', 'decide>done'],
    {
      key,
      zone: 'Europe/Moscow',
      deadlines: [
        {
          ...{ id: 'decision', title: { ru: 'Решение по жалобе' }, basis: 'Закон', class: 'statutory' },
          ...{ owner: 'authority', term: { amount: 20, unit: 'calendarDays' }, from: { event: 'registered' } },
          ...rule,
        },
      ],
    },
  );

async function theLedger(id: string): Promise<Ledger> {
  const [ledger, ...others] = await stage.runtime.ledgers(id);
  if (!ledger || others.length > 0) throw new Error(`${others.length + 1} terms, not one`);
  return ledger;
}

/** Noon in Moscow on the first of a December that is still to come. */
function nextDecember(): number {
  const year = new Date().getUTCFullYear();
  return Date.now() < Date.UTC(year, 10, 30) ? year : year + 1;
}

describe('a term on the real server', () => {
  it('suspended twice and extended once across the New Year ends on the day that its explanation gives (R-034, R-098)', async () => {
    const year = nextDecember();
    const noon = (day: number) => ({ to: `${year}-12-${String(day).padStart(2, '0')}T09:00:00Z` });
    const id = await stage.open(
      complaint('appeal', {
        regime: 'civil-code',
        suspension: {
          basis: 'Регламент, п. 12',
          grounds: [{ ru: 'Запрошены документы' }, { ru: 'Назначена экспертиза' }],
        },
        extension: { basis: 'Регламент, п. 14', cap: { amount: 10, unit: 'calendarDays' } },
      }),
    );
    const stop = (ground: string) =>
      stage.send(id, { actor: operator, type: 'deadline.suspend', data: { ledgerId: 'd1', ground } });
    const goOn = () => stage.send(id, { actor: operator, type: 'deadline.resume', data: { ledgerId: 'd1' } });

    await stage.runtime.fastForward(id, noon(1));
    await stage.send(id, { type: 'legal.event', data: { kind: 'registered' } });
    expect(await theLedger(id)).toMatchObject({ state: 'running', lastDay: expect.stringMatching(/-12-2[1-3]$/) });
    await stage.runtime.fastForward(id, noon(5));
    await stop('Запрошены документы');
    expect((await theLedger(id)).dueAt).toBeUndefined();
    await stage.runtime.fastForward(id, noon(8));
    await goOn();
    await stage.runtime.fastForward(id, noon(10));
    await stop('Назначена экспертиза');
    await stage.runtime.fastForward(id, noon(14));
    await goOn();
    await stage.send(id, {
      ...{ actor: operator, type: 'deadline.extend' },
      data: { ledgerId: 'd1', by: { amount: 5, unit: 'calendarDays' }, reason: 'Ждём ответа ведомства' },
    });

    const ledger = await theLedger(id);
    // 21 December, 3 and 4 days of standing still, 5 days more: 2 January, and on to a day on which anybody works.
    expect(ledger.steps).toContainEqual(expect.objectContaining({ step: 'roll', from: `${year + 1}-01-02` }));
    expect(ledger.lastDay?.slice(0, 8)).toBe(`${year + 1}-01-`);
    expect(Number(ledger.lastDay?.slice(8))).toBeGreaterThan(8);
    const [, month, day] = (ledger.lastDay ?? '').split('-');
    expect(explain(ledger, 'ru', shippedCalendars).join('\n')).toContain(`${day}.${month}.${year + 1}`);

    const dueAt = ledger.dueAt as string;
    await stage.runtime.fastForward(id, { to: new Date(Date.parse(dueAt) - 60_000).toISOString() });
    expect((await theLedger(id)).state).toBe('running');
    await stage.runtime.fastForward(id, { by: 'PT1H' });
    expect((await theLedger(id)).state).toBe('breached');
    const breach = (await stage.journal(id)).filter(({ type }) => type === 'time.advance').at(-1);
    expect(breach?.at.toISOString()).toBe(dueAt);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('under 59-ФЗ refuses to be suspended, and stays as it was (R-099)', async () => {
    const id = await stage.open(complaint('citizen', { regime: '59-fz' }));
    await stage.send(id, { type: 'legal.event', data: { kind: 'registered' } });
    const before = await theLedger(id);
    const refused = stage.send(id, { type: 'deadline.suspend', data: { ledgerId: 'd1', ground: 'Отпуск' } });
    await expect(refused).rejects.toMatchObject({
      code: 'deadline.suspension.forbidden',
      ru: expect.stringContaining('законом'),
    });
    expect(await theLedger(id)).toEqual(before);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('that has ended is still explained, with its end', async () => {
    const id = await stage.open(complaint('kept', { regime: 'civil-code' }));
    await stage.send(id, { type: 'legal.event', data: { kind: 'registered' } });
    const { dueAt } = await theLedger(id);
    await stage.complete(id);
    await stage.ended(id);
    const ledger = await theLedger(id);
    expect(ledger).toMatchObject({ state: 'fulfilled', dueAt, fulfilled: { inTime: true } });
    expect(explain(ledger, 'en', shippedCalendars).length).toBeGreaterThan(1);
  });
});
