import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RejectedError, UnknownInstanceError } from '../../server/runtime.ts';
import { TemporalRuntime } from '../../server/temporal/index.ts';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { aStage, aStart, official, operator, type Stage, until } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => stage.close());

const rowsOf = (id: string) =>
  stage.database.selectFrom('instance').select(['engine_status', 'seq']).where('id', '=', id).execute();

const oneTask = (key: string) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      {
        type: 'userTask',
        id: 'review',
        deadlines: [
          {
            ...{ id: 'term', title: { ru: 'Срок' }, basis: 'Регламент', regime: 'civil-code' },
            ...{ class: 'internal', owner: 'authority', term: { amount: 10, unit: 'calendarDays' } },
          },
        ],
        form: { schema: { type: 'object', properties: { answer: { type: 'string', minLength: 3 } } } },
      },
      { type: 'endEvent', id: 'end' },
    ],
    ['start>review', 'review>end'],
    { key },
  );

describe('an instance on Temporal', () => {
  it('starts, opens a user task, takes its completion and ends, the read model true at every answer', async () => {
    const id = await stage.open(oneTask('one-task'), { input: { subject: 'Пенсия' } });
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'running', seq: 1, data: { subject: 'Пенсия' } });
    const task = await stage.theTask(id);
    expect(task).toMatchObject({ element_id: 'review', state: 'open' });
    const applied = await stage.complete(id, { form: { answer: 'Положительный' } });
    expect(applied).toMatchObject({ instanceId: id, seq: 2 });
    expect(await stage.openTasks(id)).toEqual([]);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed', seq: 2 });
    await stage.ended(id);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('costs at most 14 history events for start, one user task with a deadline, and completion', async () => {
    const id = await stage.open(oneTask('counted'));
    await stage.complete(id);
    await stage.ended(id);
    expect((await stage.history(id)).length).toBeLessThanOrEqual(14);
  });

  it('leaves no trace of a refused event in history, and says code and pointer', async () => {
    const id = await stage.open(oneTask('refusing'));
    const before = await until(async () => {
      const events = await stage.history(id);
      return events.some((event) => event.workflowTaskCompletedEventAttributes) && events.length;
    });
    await expect(stage.complete(id, { form: { answer: 'x' } })).rejects.toMatchObject({
      name: 'RejectedError',
      code: 'form.minLength',
      pointer: '/form/answer',
    });
    const wrongTask = { type: 'userTask.complete', data: { userTaskId: 'u77' } } as const;
    await expect(stage.send(id, wrongTask)).rejects.toMatchObject({ code: 'userTask.notOpen' });
    expect(await stage.history(id)).toHaveLength(before);
    expect(await stage.instance(id)).toMatchObject({ seq: 1 });
  });

  it('answers a repeated event as before, however often and however parallel it is sent', async () => {
    const id = await stage.open(oneTask('repeating'));
    const { id: userTaskId } = await stage.theTask(id);
    const event = { id: randomUUID(), type: 'userTask.add', data: { title: { ru: 'Ещё' } } } as const;
    const answers = await Promise.all(Array.from({ length: 10 }, () => stage.send(id, event)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stage.openTasks(id)).toHaveLength(2);
    await stage.send(id, { type: 'userTask.complete', data: { userTaskId } });
    expect(await stage.send(id, event)).toEqual(answers[0]);
  });

  it('lets one of two clerks complete a user task', async () => {
    const id = await stage.open(oneTask('racing'));
    const { id: userTaskId } = await stage.theTask(id);
    const complete = () => stage.send(id, { type: 'userTask.complete', data: { userTaskId } });
    const outcomes = await Promise.allSettled([complete(), complete(), complete()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RejectedError);
    }
  });

  it('answers a repeated event of an instance that has ended, and refuses a new one', async () => {
    const id = await stage.open(oneTask('closed'));
    const { id: userTaskId } = await stage.theTask(id);
    const event = { id: randomUUID(), type: 'userTask.complete', data: { userTaskId } } as const;
    const answer = await stage.send(id, event);
    await stage.ended(id);
    expect(await stage.send(id, event)).toEqual(answer);
    await expect(stage.send(id, { ...event, id: randomUUID() })).rejects.toMatchObject({ code: 'instance.finished' });
  });

  it('says of an instance that never was that it is unknown', async () => {
    const complete = { type: 'userTask.complete', data: { userTaskId: 'u1' } } as const;
    await expect(stage.send(randomUUID(), complete)).rejects.toBeInstanceOf(UnknownInstanceError);
  });

  it('starts once under one id, however often it is asked', async () => {
    const { key } = await stage.publish(oneTask('started-once'));
    const request = aStart(key);
    const answers = await Promise.all(Array.from({ length: 5 }, () => stage.runtime.start(request)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stage.journal(request.instanceId)).toHaveLength(1);
  });

  it('refuses a start that the engine would refuse, and writes nothing', async () => {
    const { key } = await stage.publish(
      aDefinition(
        [
          {
            type: 'startEvent',
            id: 'start',
            form: { schema: { type: 'object', required: ['subject'], properties: { subject: { type: 'string' } } } },
          },
          { type: 'endEvent', id: 'end' },
        ],
        ['start>end'],
        { key: 'strict-start' },
      ),
    );
    const request = aStart(key);
    await expect(stage.runtime.start(request)).rejects.toMatchObject({ code: 'form.required' });
    const rows = stage.database.selectFrom('instance').select('id').where('id', '=', request.instanceId).execute();
    expect(await rows).toEqual([]);
  });

  it('finishes a start that a crash left between its row and its workflow', async () => {
    const { key } = await stage.publish(oneTask('swept'));
    const request = aStart(key);
    // A process that writes the row and gets no further: Temporal does not know its namespace.
    const { dataConverter } = stage.ground;
    const nowhere = new Client({ connection: stage.client.connection, namespace: 'nowhere', dataConverter });
    const cutOff = new TemporalRuntime(stage.ground, nowhere, { nextNumber: async () => randomUUID() });
    await expect(cutOff.start(request)).rejects.toBeInstanceOf(Error);
    expect(await rowsOf(request.instanceId)).toMatchObject([{ engine_status: 'starting', seq: 0 }]);

    expect(await stage.runtime.starter.sweep(0)).toBe(1);
    await until(async () => (await stage.instance(request.instanceId)).engine_status === 'running');
    expect(await stage.instance(request.instanceId)).toMatchObject({ seq: 1, start_request: null });
    expect(await stage.runtime.starter.sweep(0)).toBe(0);
  });

  it('delivers a message to the instance that waits for it', async () => {
    const id = await stage.open(
      aDefinition(
        [
          { type: 'startEvent', id: 'start' },
          {
            type: 'intermediateCatchEvent',
            id: 'wait',
            triggers: [{ type: 'message', message: 'reply', correlationKey: 'ref' }],
          },
          { type: 'endEvent', id: 'end' },
        ],
        ['start>wait', 'wait>end'],
        { key: 'waiting', messages: [{ name: 'reply' }] },
      ),
      { input: { ref: 'A-1' } },
    );
    const message = { message: 'reply', correlationKey: 'A-1', payload: { text: 'Готово' } };
    await stage.send(id, { type: 'message.deliver', data: message });
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed', data: { text: 'Готово' } });
  });

  it('suspends, resumes, corrects data and cancels, all journalled', async () => {
    const id = await stage.open(oneTask('operated'));
    await stage.send(id, { type: 'instance.suspend', actor: operator, data: { reason: 'Проверка' } });
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'suspended' });
    await stage.send(id, { type: 'instance.resume', actor: operator, data: {} });
    await stage.send(id, {
      type: 'variables.set',
      actor: operator,
      data: { values: { region: '77' }, reason: 'Ошибка ввода' },
    });
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'running', data: { region: '77' } });
    await stage.send(id, { type: 'instance.cancel', actor: operator, data: { reason: 'Отозвано' } });
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'cancelled', seq: 5 });
    expect((await stage.journal(id)).map((entry) => entry.type)).toEqual([
      'instance.start',
      'instance.suspend',
      'instance.resume',
      'variables.set',
      'instance.cancel',
    ]);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('takes fifty parallel events without losing or doubling any', async () => {
    const id = await stage.open(oneTask('crowded'));
    const events = Array.from({ length: 50 }, (_, index) => ({
      type: 'userTask.add' as const,
      actor: official,
      data: { title: { ru: `Задача ${index}` } },
    }));
    const answers = await Promise.all(events.map((event) => stage.send(id, event)));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(50);
    expect(await stage.openTasks(id)).toHaveLength(51);
    expect(await stage.proof(id)).toEqual([]);
  });
});
