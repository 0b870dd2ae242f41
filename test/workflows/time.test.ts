import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDefinition, type AnElement } from '../definitions/engine/a-definition.ts';
import { aStage, type Stage, until } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => stage.close());

const waiting = (key: string, boundary: AnElement, ...more: AnElement[]) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'userTask', id: 'work' },
      { type: 'endEvent', id: 'done' },
      boundary,
      { type: 'endEvent', id: 'late' },
      ...more,
    ],
    ['start>work', 'work>done', `${boundary.id}>late`],
    { key },
  );

const deadlineOf = (amount: number) => ({
  ...{ id: 'term', title: { ru: 'Срок' }, basis: 'Регламент', regime: 'internal' },
  ...{ class: 'internal' as const, owner: 'authority' as const, term: { amount, unit: 'calendarDays' as const } },
});

describe('time on Temporal', () => {
  it('fires a timer at its moment, exact to the second, when the living instance is moved ahead', async () => {
    const timer = { type: 'timer' as const, duration: 'P10DT3H' };
    const id = await stage.open(
      waiting('timer', { type: 'boundaryEvent', id: 'out', attachedTo: 'work', triggers: [timer] }),
    );
    const started = (await stage.instance(id)).started_at as Date;
    await stage.runtime.fastForward(id, { by: 'P11D' });
    await stage.ended(id);
    const [, fired] = await stage.journal(id);
    expect(fired?.type).toBe('time.advance');
    const expected = started.getTime() + (10 * 24 + 3) * 3_600_000;
    expect((fired?.at as Date).getTime()).toBe(expected);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('stops where it is told, keeps the offset, and goes on from there (R-034)', async () => {
    const timer = { type: 'timer' as const, duration: 'P30D' };
    const id = await stage.open(
      waiting('steps', { type: 'boundaryEvent', id: 'out', attachedTo: 'work', triggers: [timer] }),
    );
    const began = Date.now();
    const first = await stage.runtime.fastForward(id, { by: 'P10D' });
    expect(Date.parse(first.at) - began).toBeGreaterThanOrEqual(10 * 86_400_000);
    expect((await stage.instance(id)).engine_status).toBe('running');
    expect(Math.abs((await stage.instance(id)).clock_offset_ms - 10 * 86_400_000)).toBeLessThan(1_000);
    await stage.runtime.fastForward(id, { by: 'P15D' });
    const { at } = await stage.complete(id);
    expect(Math.abs(Date.parse(at) - began - 25 * 86_400_000)).toBeLessThan(30_000);
  });

  it('fires reminders, then the breach, each at its own moment, though they are passed in one leap', async () => {
    const deadline = {
      ...deadlineOf(10),
      reminders: [
        { before: { amount: 3, unit: 'calendarDays' as const }, actions: [{ type: 'raisePriority' as const, by: 10 }] },
        { before: { amount: 1, unit: 'calendarDays' as const }, actions: [{ type: 'raisePriority' as const, by: 20 }] },
      ],
    };
    const id = await stage.open(
      aDefinition(
        [
          { type: 'startEvent', id: 'start' },
          { type: 'userTask', id: 'work', deadlines: [deadline] },
          { type: 'endEvent', id: 'done' },
        ],
        ['start>work', 'work>done'],
        { key: 'reminded' },
      ),
    );
    const dueAt = (await stage.theTask(id)).due_at as Date;
    await stage.runtime.fastForward(id, { by: 'P12D' });
    const advances = (await stage.journal(id)).filter((entry) => entry.type === 'time.advance');
    // Reminders go out at nine in the morning, Moscow time; the term ends with its last day.
    const nineOn = (daysBefore: number) => {
      const day = new Date(dueAt.getTime() - daysBefore * 86_400_000).toISOString().slice(0, 10);
      return `${day}T06:00:00.000Z`;
    };
    expect(advances.map((entry) => entry.at.toISOString())).toEqual([nineOn(3), nineOn(1), dueAt.toISOString()]);
    expect((await stage.theTask(id)).priority).toBe(80);
    const rows = stage.database.selectFrom('deadline').select('state').where('instance_id', '=', id).execute();
    expect(await rows).toEqual([{ state: 'breached' }]);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('keeps one timer armed: a due moment that stays arms nothing anew', async () => {
    const id = await stage.open(
      aDefinition(
        [
          { type: 'startEvent', id: 'start' },
          { type: 'userTask', id: 'work', deadlines: [deadlineOf(5)] },
          { type: 'endEvent', id: 'done' },
        ],
        ['start>work', 'work>done'],
        { key: 'one-timer' },
      ),
    );
    for (let index = 0; index < 3; index++) {
      await stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Ещё' } } });
    }
    const timers = await until(async () => {
      const events = await stage.history(id);
      const updates = events.filter((event) => event.workflowExecutionUpdateCompletedEventAttributes).length;
      return updates === 3 && events.filter((event) => event.timerStartedEventAttributes).length;
    });
    expect(timers).toBe(1);
  });

  it('goes on at the right moment after the worker was away when it came', async () => {
    const own = await aStage();
    try {
      const timer = { type: 'timer' as const, duration: 'PT2S' };
      const id = await own.open(
        waiting('away', { type: 'boundaryEvent', id: 'out', attachedTo: 'work', triggers: [timer] }),
      );
      const started = (await own.instance(id)).started_at as Date;
      await own.stopWorker();
      await until(async () => (await own.history(id)).some((event) => event.timerFiredEventAttributes));
      await own.startWorker();
      await own.ended(id);
      const [, fired] = await own.journal(id);
      expect((fired?.at as Date).getTime()).toBeGreaterThanOrEqual(started.getTime() + 2_000);
      expect(await own.proof(id)).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it('refuses to move a clock back', async () => {
    const timer = { type: 'timer' as const, duration: 'P1D' };
    const id = await stage.open(
      waiting('back', { type: 'boundaryEvent', id: 'out', attachedTo: 'work', triggers: [timer] }),
    );
    await expect(stage.runtime.fastForward(id, { to: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'fastForward.past',
    });
  });
});
