import { describe, expect, it } from 'vitest';
import { type EngineEvent, faultOf, nextDueAt, transition } from '../../../definitions/engine/index.ts';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const end: AnElement = { type: 'endEvent', id: 'end' };

describe('a service task', () => {
  const call: AnElement = {
    type: 'serviceTask',
    id: 'call',
    connector: 'register',
    settings: { strict: true },
    retry: { maxAttempts: 2 },
    inputs: [{ to: 'inn', value: 'inn' }],
  };
  const programme = aProgramme([start, call, end], ['start>call', 'call>end']);
  const fresh = (): AnInstance => new AnInstance(programme, { inn: '7', secret: 1 });

  it('asks for its connector with what its mappings made, and nothing else of the case', () => {
    expect(fresh().transitions[0]?.commands).toEqual([
      {
        type: 'service.invoke',
        id: 'c1',
        connector: 'register',
        input: { inn: '7' },
        settings: { strict: true },
        retry: { maxAttempts: 2, initialInterval: 'PT1S', maxInterval: 'PT1M', backoff: 2 },
        elementId: 'call',
      },
    ]);
  });

  it('leaves its output', () => {
    const instance = fresh();
    instance.send('service.complete', { commandId: 'c1', output: { name: 'ООО' } });
    expect(instance.variables).toMatchObject({ name: 'ООО' });
    expect(instance.state.status).toBe('completed');
  });

  it('waits for an operator when retries are exhausted; a retry issues a new command, and the old answer comes too late', () => {
    const instance = fresh();
    instance.send('service.fail', { commandId: 'c1', code: 'register.down', message: 'Реестр недоступен' });
    expect(Object.values(instance.state.incidents)).toMatchObject([
      { code: 'register.down', elementId: 'call', commandId: 'c1', raisedAt: instance.at },
    ]);
    const { commands } = instance.send('incident.retry', { incidentId: 'i1' });
    expect(commands).toMatchObject([{ type: 'service.invoke', id: 'c2', input: { inn: '7' } }]);
    expect(instance.send('service.complete', { commandId: 'c1' }).rejection?.code).toBe('command.stale');
    instance.send('service.complete', { commandId: 'c2', output: {} });
    expect(instance.state.status).toBe('completed');
  });

  it('takes the value an operator gives as its output, or lets its path end', () => {
    const resolved = fresh();
    resolved.send('service.fail', { commandId: 'c1', code: 'x', message: 'y' });
    expect(resolved.send('incident.resolve', { incidentId: 'i1', value: 'text', reason: 'r' }).rejection?.code).toBe(
      'incident.value',
    );
    expect(resolved.send('incident.resolve', { incidentId: 'i1', value: {}, reason: ' ' }).rejection?.code).toBe(
      'reason.required',
    );
    resolved.send('incident.resolve', { incidentId: 'i1', value: { name: 'ИП' }, reason: 'По телефону' });
    expect(resolved.variables).toMatchObject({ name: 'ИП' });
    expect(resolved.path.at(-1)).toBe('end');
    const cancelled = fresh();
    cancelled.send('service.fail', { commandId: 'c1', code: 'x', message: 'y' });
    cancelled.send('incident.cancel', { incidentId: 'i1', reason: 'Не нужно' });
    expect(cancelled.path).not.toContain('end');
    expect(cancelled.state.status).toBe('completed');
  });

  it('is called off when its scope is interrupted', () => {
    const guarded = aProgramme(
      [
        start,
        call,
        { type: 'boundaryEvent', id: 'stop', attachedTo: 'call', triggers: [{ type: 'signal', signal: 'stop' }] },
      ],
      ['start>call'],
    );
    const instance = new AnInstance(guarded, { inn: '7' });
    expect(instance.send('signal.deliver', { signal: 'stop' }).commands).toEqual([
      { type: 'service.cancel', id: 'c2', commandId: 'c1' },
    ]);
  });
});

describe('a problem in data', () => {
  it('on entering takes back the whole step: the element has not begun', () => {
    const programme = aProgramme(
      [
        start,
        {
          type: 'userTask',
          id: 'task',
          inputs: [
            { to: 'a', value: '1' },
            { to: 'b', value: 'unknown' },
          ],
        },
        end,
      ],
      ['start>task', 'task>end'],
    );
    const instance = new AnInstance(programme);
    expect(instance.incidents).toEqual(['feel.unknownName']);
    expect(Object.keys(instance.state.scopes)).toEqual(['s1']);
    expect(instance.records.some((record) => record.type === 'element.entered' && record.elementId === 'task')).toBe(
      false,
    );
    instance.send('variables.set', { values: { unknown: 2 }, reason: 'Дополнено' });
    instance.send('incident.retry', { incidentId: 'i1' });
    expect(instance.open).toEqual(['task']);
  });

  it('in outputs keeps the answer: nobody has to fill in the form again', () => {
    const programme = aProgramme(
      [start, { type: 'userTask', id: 'task', outputs: [{ to: 'x', value: 'form.n + offset' }] }, end],
      ['start>task', 'task>end'],
    );
    const instance = new AnInstance(programme);
    instance.complete('task', { form: { n: 1 } });
    expect(instance.incidents).toEqual(['feel.unknownName']);
    expect(instance.open).toEqual([]);
    instance.send('variables.set', { values: { offset: 10 }, reason: 'Дополнено' });
    instance.send('incident.retry', { incidentId: 'i1' });
    expect(instance.variables['x']).toBe(11);
    expect(instance.state.status).toBe('completed');
  });

  it('stops one branch; the others go on', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'parallelGateway', id: 'split' },
        { type: 'scriptTask', id: 'bad', assignments: [{ to: 'x', value: '1 / 0' }] },
        { type: 'userTask', id: 'good' },
      ],
      ['start>split', 'split>bad', 'split>good'],
    );
    const instance = new AnInstance(programme);
    expect(instance.incidents).toEqual(['feel.evaluation']);
    expect(instance.open).toEqual(['good']);
    instance.complete('good');
    expect(instance.state.status).toBe('running');
    instance.send('incident.resolve', { incidentId: 'i1', value: { x: 0 }, reason: 'Вручную' });
    expect(instance.state.status).toBe('completed');
    expect(instance.variables).toEqual({ x: 0 });
  });

  it('keeps the variables of an instance within their limit', () => {
    const programme = aProgramme(
      [start, { type: 'scriptTask', id: 'grow', assignments: [{ to: 'all', value: 'append(all, text)' }] }],
      ['start>grow', 'grow>grow'],
    );
    const instance = new AnInstance(programme, { all: [], text: 'x'.repeat(10_000) });
    expect(instance.incidents).toEqual(['limit.stateBytes']);
    expect(JSON.stringify(instance.state).length).toBeLessThan(1_100_000);
  });
});

describe('an exception inside the engine', () => {
  it('becomes an incident that applies the failed event again', () => {
    const instance = new AnInstance(aProgramme([start, { type: 'userTask', id: 'task' }], ['start>task']));
    const failed: EngineEvent = {
      id: 'e-failed',
      type: 'userTask.complete',
      at: instance.at,
      actor: { kind: 'person', id: 'anna' },
      data: { userTaskId: 'u1', form: { n: 1 } },
    };
    const fault = faultOf(instance.state, failed, new TypeError('cannot read'));
    expect(fault).toEqual(faultOf(instance.state, failed, new TypeError('cannot read')));
    const after = transition(instance.programme, instance.state, fault);
    instance.state = after.state;
    expect(instance.incidents).toEqual(['engine.fault']);
    instance.send('incident.retry', { incidentId: 'i1' });
    expect(instance.variables).toEqual({ n: 1 });
    expect(instance.state.status).toBe('completed');
  });
});

describe('a suspended instance', () => {
  const programme = aProgramme(
    [
      start,
      { type: 'serviceTask', id: 'call', connector: 'x' },
      { type: 'userTask', id: 'task' },
      {
        type: 'boundaryEvent',
        id: 'late',
        attachedTo: 'task',
        interrupting: false,
        triggers: [{ type: 'timer', duration: 'PT1H' }],
      },
    ],
    ['start>call', 'start>task'],
  );

  it('holds timers, refuses people, and keeps answers until it resumes', () => {
    const instance = new AnInstance(programme);
    expect(instance.send('instance.suspend', { reason: '' }).rejection?.code).toBe('reason.required');
    instance.send('instance.suspend', { reason: 'Запрос суда' });
    expect(nextDueAt(instance.state)).toBeUndefined();
    instance.at = '2026-03-02T12:00:00.000Z';
    expect(instance.send('time.advance', {}).rejection?.code).toBe('instance.suspended');
    expect(instance.complete('task').rejection?.code).toBe('instance.suspended');
    const held = instance.send('service.complete', { commandId: 'c1', output: { n: 1 } });
    expect(held.journal?.records).toEqual([]);
    expect(instance.variables).toEqual({});
    instance.send('instance.resume', {});
    expect(instance.variables).toEqual({ n: 1 });
    expect(instance.path).toEqual(expect.arrayContaining(['call', 'late']));
    expect(instance.state.held).toBeUndefined();
    expect(instance.send('instance.resume', {}).rejection?.code).toBe('instance.notSuspended');
  });

  it('can be cancelled, with everything it waits for', () => {
    const instance = new AnInstance(programme);
    instance.send('instance.suspend', { reason: 'Запрос суда' });
    const { commands } = instance.send('instance.cancel', { reason: 'Отозвано' });
    expect(commands).toMatchObject([{ type: 'service.cancel', commandId: 'c1' }]);
    expect(instance.state).toMatchObject({ status: 'cancelled', userTasks: {}, timers: {}, pending: {} });
    expect(instance.send('variables.set', { values: {}, reason: 'x' }).rejection?.code).toBe('instance.finished');
  });
});
