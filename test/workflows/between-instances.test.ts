import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calledInstanceId } from '../../activities/outbox/deliver.ts';
import { aDefinition, type AnElement } from '../definitions/engine/a-definition.ts';
import { aStage, aStart, operator, type Stage, until } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => stage.close());

const task = (key: string) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'userTask', id: 'work', form: { schema: { type: 'object' } } },
      { type: 'endEvent', id: 'end' },
    ],
    ['start>work', 'work>end'],
    { key },
  );

const caller = (key: string, calls: string, ...more: AnElement[]) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      {
        type: 'callActivity',
        id: 'sub',
        calls,
        inputs: [{ to: 'subject', value: 'subject' }],
        outputs: [{ to: 'verdict', value: 'get value(output, "verdict")' }],
      },
      { type: 'endEvent', id: 'end' },
      ...more,
    ],
    ['start>sub', 'sub>end', ...(more.length > 0 ? ['out>late'] : [])],
    { key },
  );

const childOf = (parentId: string) =>
  until(() =>
    stage.database
      .selectFrom('instance')
      .selectAll()
      .where('id', '=', calledInstanceId(parentId, 'c1'))
      .where('engine_status', '!=', 'starting')
      .executeTakeFirst(),
  );

describe('a call activity', () => {
  it('may be ended with the called case by a timer when the clocks of both are moved ahead', async () => {
    await stage.publish(task('outlived'));
    const out = { type: 'boundaryEvent' as const, id: 'out', attachedTo: 'sub' };
    const late = { type: 'endEvent' as const, id: 'late' };
    const timer = { type: 'timer' as const, duration: 'P30D' };
    const procedure = caller('impatient', 'outlived', { ...out, triggers: [timer] }, late);
    const id = await stage.open(procedure, { input: { subject: 'Пенсия' } });
    const child = await childOf(id);
    await stage.runtime.fastForward(id, { by: 'P31D' });
    await stage.ended(id);
    await stage.ended(child.id);
    expect(await stage.instance(child.id)).toMatchObject({ engine_status: 'cancelled' });
  });

  it('starts the called procedure and goes on with its outcome', async () => {
    await stage.publish(task('called'));
    const id = await stage.open(caller('calling', 'called'), { input: { subject: 'Пенсия' } });
    const child = await childOf(id);
    expect(child).toMatchObject({ definition_key: 'called', parent_id: id, data: { subject: 'Пенсия' } });
    expect(child.number).not.toBeNull();
    await stage.complete(child.id, { form: { verdict: 'да' } });
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed', data: { verdict: 'да' } });
    expect([...(await stage.proof(id)), ...(await stage.proof(child.id))]).toEqual([]);
  });

  it('runs the version bound at publication, not a newer one', async () => {
    const { version } = await stage.publish(task('bound'));
    const { key } = await stage.publish(caller('binding', 'bound'), { bindings: { bound: version } });
    await stage.publish(task('bound'));
    const request = aStart(key, { input: { subject: 'Пенсия' } });
    await stage.runtime.start(request);
    expect(await childOf(request.instanceId)).toMatchObject({ version });
  });

  it('of a procedure that does not exist is an incident', async () => {
    const id = await stage.open(caller('calling-nobody', 'nobody'), { input: { subject: 'Пенсия' } });
    const incident = await until(async () => (await stage.openIncidents(id))[0]);
    expect(incident).toMatchObject({ code: 'call.unknownProcedure', element_id: 'sub' });
  });

  it('cancels what it called when it is cancelled itself', async () => {
    await stage.publish(task('cancelled-called'));
    const id = await stage.open(caller('cancelling', 'cancelled-called'), { input: { subject: 'Пенсия' } });
    const child = await childOf(id);
    await stage.send(id, { type: 'instance.cancel', actor: operator, data: { reason: 'Отозвано' } });
    await Promise.all([stage.ended(id), stage.ended(child.id)]);
    expect(await stage.instance(child.id)).toMatchObject({ engine_status: 'cancelled' });
  });

  it('is moved ahead together with what it called, in order of due time', async () => {
    const timer = (duration: string) => ({ type: 'timer' as const, duration });
    await stage.publish(
      aDefinition(
        [
          { type: 'startEvent', id: 'start' },
          { type: 'intermediateCatchEvent', id: 'wait', triggers: [timer('P5D')] },
          { type: 'endEvent', id: 'end' },
        ],
        ['start>wait', 'wait>end'],
        { key: 'slow' },
      ),
    );
    const late: AnElement[] = [
      { type: 'boundaryEvent', id: 'out', attachedTo: 'sub', triggers: [timer('P7D')] },
      { type: 'endEvent', id: 'late' },
    ];
    const id = await stage.open(caller('patient', 'slow', ...late), { input: { subject: 'Пенсия' } });
    await childOf(id);
    await stage.runtime.fastForward(id, { by: 'P10D' });
    await stage.ended(id);
    // The called one was done after five days, so the seven days of patience never ran out.
    expect((await stage.journal(id)).map((entry) => entry.type)).toEqual(['instance.start', 'call.complete']);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('begins what it calls at its own time when it was moved ahead', async () => {
    await stage.publish(task('later-called'));
    const definition = aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'userTask', id: 'first' },
        { type: 'callActivity', id: 'sub', calls: 'later-called' },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>first', 'first>sub', 'sub>end'],
      { key: 'later-calling' },
    );
    const id = await stage.open(definition);
    await stage.runtime.fastForward(id, { by: 'P20D' });
    const { at } = await stage.complete(id);
    const child = await childOf(id);
    const started = (child.started_at as Date).getTime() - Date.parse(at);
    expect(Math.abs(started)).toBeLessThan(60_000);
    expect(await stage.proof(child.id)).toEqual([]);
  });
});

describe('a message from one instance', () => {
  const sender = (key: string) =>
    aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        {
          type: 'intermediateThrowEvent',
          id: 'tell',
          triggers: [
            {
              type: 'message',
              message: 'news',
              correlationKey: 'ref',
              payload: [{ to: 'text', value: 'text' }],
            },
          ],
        },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>tell', 'tell>end'],
      { key, messages: [{ name: 'news' }] },
    );
  const receiver = (key: string) =>
    aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        {
          type: 'intermediateCatchEvent',
          id: 'hear',
          triggers: [{ type: 'message', message: 'news', correlationKey: 'ref' }],
        },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>hear', 'hear>end'],
      { key, messages: [{ name: 'news' }] },
    );

  it('reaches the one that waits with the same key, and no other', async () => {
    const [right, wrong] = [
      await stage.open(receiver('hearing'), { input: { ref: 'A-1' } }),
      await stage.open(receiver('hearing'), { input: { ref: 'A-2' } }),
    ];
    const id = await stage.open(sender('telling'), { input: { ref: 'A-1', text: 'Готово' } });
    await Promise.all([stage.ended(id), stage.ended(right)]);
    expect(await stage.instance(right)).toMatchObject({ data: { text: 'Готово' } });
    expect(await stage.instance(wrong)).toMatchObject({ engine_status: 'running' });
  });

  it('is taken by one of several that wait with the same key', async () => {
    const both = [
      await stage.open(receiver('rivals'), { input: { ref: 'B-1' } }),
      await stage.open(receiver('rivals'), { input: { ref: 'B-1' } }),
    ];
    await stage.ended(await stage.open(sender('telling-rivals'), { input: { ref: 'B-1', text: 'x' } }));
    const states = await Promise.all(both.map((id) => stage.instance(id)));
    expect(states.map((state) => state.engine_status).sort()).toEqual(['completed', 'running']);
  });

  it('starts the procedure that begins with it when nobody waits', async () => {
    await stage.publish(
      aDefinition(
        [
          { type: 'startEvent', id: 'heard', triggers: [{ type: 'message', message: 'alarm' }] },
          { type: 'userTask', id: 'answer' },
          { type: 'endEvent', id: 'end' },
        ],
        ['heard>answer', 'answer>end'],
        { key: 'alarmed', messages: [{ name: 'alarm' }] },
      ),
    );
    const raising = aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        {
          type: 'endEvent',
          id: 'raise',
          triggers: [{ type: 'message', message: 'alarm', payload: [{ to: 'where', value: 'where' }] }],
        },
      ],
      ['start>raise'],
      { key: 'raising', messages: [{ name: 'alarm' }] },
    );
    const id = await stage.open(raising, { input: { where: 'Склад' } });
    await stage.ended(id);
    const started = await until(() =>
      stage.database
        .selectFrom('instance')
        .selectAll()
        .where('definition_key', '=', 'alarmed')
        .where('engine_status', '=', 'running')
        .executeTakeFirst(),
    );
    expect(started).toMatchObject({ data: { where: 'Склад' } });
    expect(await stage.openTasks(started.id)).toHaveLength(1);
  });
});

describe('a signal from one instance', () => {
  it('reaches everybody who waits for it', async () => {
    const listening = aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'intermediateCatchEvent', id: 'hear', triggers: [{ type: 'signal', signal: 'closing' }] },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>hear', 'hear>end'],
      { key: 'listening', signals: [{ name: 'closing' }] },
    );
    const all = [await stage.open(listening), await stage.open(listening), await stage.open(listening)];
    const shouting = aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'endEvent', id: 'shout', triggers: [{ type: 'signal', signal: 'closing' }] },
      ],
      ['start>shout'],
      { key: 'shouting', signals: [{ name: 'closing' }] },
    );
    await stage.open(shouting);
    await Promise.all(all.map((id) => stage.ended(id)));
    for (const id of all) expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed' });
  });
});
