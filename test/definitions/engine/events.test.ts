import { describe, expect, it } from 'vitest';
import { nextDueAt } from '../../../definitions/engine/index.ts';
import type { Trigger } from '../../../definitions/schema/definition.ts';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const wait: AnElement = { type: 'userTask', id: 'wait' };
const note: AnElement = { type: 'manualTask', id: 'note' };
const end: AnElement = { type: 'endEvent', id: 'end' };

/** A user task with one boundary event, on which `note` follows. */
function guarded(triggers: Trigger[], interrupting = true, more: AnElement[] = [], input = {}): AnInstance {
  const boundary: AnElement = { type: 'boundaryEvent', id: 'boundary', attachedTo: 'wait', interrupting, triggers };
  return new AnInstance(
    aProgramme([start, wait, boundary, note, end, ...more], ['start>wait', 'wait>end', 'boundary>note']),
    input,
  );
}

/** An intermediate catch event, then the end. */
function waiting(
  triggers: Trigger[],
  more: Partial<Extract<AnElement, { type: 'intermediateCatchEvent' }>> = {},
  input = {},
): AnInstance {
  return new AnInstance(
    aProgramme(
      [start, { type: 'intermediateCatchEvent', id: 'catch', triggers, ...more }, note, end],
      ['start>catch', 'catch>note', 'note>end'],
    ),
    input,
  );
}

describe('a timer', () => {
  it.each<[Trigger, string]>([
    [{ type: 'timer', duration: 'PT90M' }, '2026-03-02T10:30:00.000Z'],
    [{ type: 'timer', duration: 'P1M' }, '2026-04-02T09:00:00.000Z'],
    [{ type: 'timer', date: '2026-03-05' }, '2026-03-04T21:00:00.000Z'],
    [{ type: 'timer', date: '2026-03-05T10:00:00+05:00' }, '2026-03-05T05:00:00.000Z'],
    [{ type: 'timer', date: { feel: 'date(start) + duration("P2D")' } }, '2026-03-10T21:00:00.000Z'],
    [{ type: 'timer', duration: { feel: 'duration("PT" + string(hours) + "H")' } }, '2026-03-02T14:00:00.000Z'],
  ])('%j is due at %s', (trigger, dueAt) => {
    const instance = waiting([trigger], {}, { start: '2026-03-09', hours: 5 });
    expect(nextDueAt(instance.state)).toBe(dueAt);
    const before = new Date(Date.parse(dueAt) - 1).toISOString();
    expect(instance.advance(before).journal).toBeUndefined();
    instance.advance(dueAt);
    expect(instance.state.status).toBe('completed');
  });

  it.each([['tomorrow'], ['P'], ['2026-02-30']])('that can not be read (%s) is an incident', (text) => {
    const trigger: Trigger = text.startsWith('P') ? { type: 'timer', duration: text } : { type: 'timer', date: text };
    expect(waiting([trigger]).incidents).toEqual(['timer.invalid']);
  });

  it('on a boundary interrupts, or leaves the activity alone', () => {
    const hard = guarded([{ type: 'timer', duration: 'PT1H' }]);
    hard.advance('2026-03-02T10:00:00.000Z');
    expect(hard.open).toEqual([]);
    expect(hard.path).toContain('note');
    expect(hard.state.status).toBe('completed');
    const soft = guarded([{ type: 'timer', duration: 'PT1H' }], false);
    soft.advance('2026-03-02T10:00:00.000Z');
    expect(soft.open).toEqual(['wait']);
    expect(soft.path).toContain('note');
    expect(nextDueAt(soft.state)).toBeUndefined();
  });

  it('repeats as often as its cycle says, each one interval after the last, however late time comes', () => {
    const instance = guarded([{ type: 'timer', cycle: 'R3/PT1H' }], false);
    instance.advance('2026-03-02T10:05:00.000Z');
    expect(nextDueAt(instance.state)).toBe('2026-03-02T11:00:00.000Z');
    instance.advance('2026-03-09T10:05:00.000Z');
    expect(instance.path.filter((id) => id === 'note')).toHaveLength(3);
    expect(nextDueAt(instance.state)).toBeUndefined();
  });

  it('disappears with the activity it guards', () => {
    const instance = guarded([{ type: 'timer', duration: 'PT1H' }]);
    instance.complete('wait');
    expect(instance.state.timers).toEqual({});
    expect(instance.records.map(({ type }) => type)).toContain('timer.cancelled');
  });
});

describe('a message', () => {
  it('finds the subscription with its name and key, and its payload becomes variables', () => {
    const instance = waiting([{ type: 'message', message: 'answer', correlationKey: 'ref' }], {}, { ref: 17 });
    expect(instance.send('message.deliver', { message: 'answer', correlationKey: 18 }).rejection?.code).toBe(
      'message.noReceiver',
    );
    expect(instance.send('message.deliver', { message: 'answer' }).rejection?.code).toBe('message.noReceiver');
    instance.send('message.deliver', { message: 'answer', correlationKey: 17, payload: { text: 'да' } });
    expect(instance.variables).toEqual({ ref: 17, text: 'да' });
    expect(instance.state.status).toBe('completed');
  });

  it('leaves only what its mappings say', () => {
    const instance = waiting([
      { type: 'message', message: 'answer', outputs: [{ to: 'reply.text', value: 'upper case(message.text)' }] },
    ]);
    instance.send('message.deliver', { message: 'answer', payload: { text: 'да', extra: 1 } });
    expect(instance.variables).toEqual({ reply: { text: 'ДА' } });
  });

  it('is judged by its declared payload before anything changes', () => {
    const programme = aProgramme(
      [start, { type: 'receiveTask', id: 'receive', message: { message: 'answer' } }],
      ['start>receive'],
      {
        messages: [
          { name: 'answer', payload: { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] } },
        ],
      },
    );
    const instance = new AnInstance(programme);
    expect(instance.send('message.deliver', { message: 'answer', payload: { sum: '5' } }).rejection).toMatchObject({
      code: 'form.type',
      pointer: '/payload/sum',
    });
    instance.send('message.deliver', { message: 'answer', payload: { sum: 5 } });
    expect(instance.state.status).toBe('completed');
  });

  it('thrown inside reaches who waits in the same instance, once everything in the step stands still', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'parallelGateway', id: 'split' },
        { type: 'sendTask', id: 'send', message: { message: 'ping', payload: [{ to: 'n', value: '41 + 1' }] } },
        { type: 'manualTask', id: 'slow' },
        { type: 'receiveTask', id: 'receive', message: { message: 'ping' } },
      ],
      ['start>split', 'split>send', 'split>slow', 'slow>receive'],
    );
    const instance = new AnInstance(programme);
    expect(instance.state.status).toBe('completed');
    expect(instance.variables).toEqual({ n: 42 });
    expect(instance.transitions[0]?.commands).toEqual([]);
  });

  it('goes out as a command when nobody here waits for it', () => {
    const programme = aProgramme(
      [
        start,
        {
          type: 'sendTask',
          id: 'send',
          message: {
            message: 'ping',
            correlationKey: '"k"',
            payload: [{ to: 'a.b', value: '1' }],
            toInstance: '"other"',
          },
        },
      ],
      ['start>send'],
    );
    const instance = new AnInstance(programme);
    expect(instance.transitions[0]?.commands).toEqual([
      {
        type: 'message.send',
        id: 'c1',
        message: 'ping',
        correlationKey: 'k',
        payload: { a: { b: 1 } },
        toInstance: 'other',
        elementId: 'send',
      },
    ]);
    expect(instance.state.status).toBe('completed');
  });

  it('starts an instance, its payload becoming variables', () => {
    const programme = aProgramme(
      [{ type: 'startEvent', id: 'asked', triggers: [{ type: 'message', message: 'ask' }] }, wait],
      ['asked>wait'],
    );
    const instance = new AnInstance(programme, { a: 1 }, { message: { name: 'ask', payload: { b: 2 } } });
    expect(instance.variables).toEqual({ a: 1, b: 2 });
    expect(instance.open).toEqual(['wait']);
  });
});

describe('a signal', () => {
  it('reaches everyone who waits, here and as a broadcast elsewhere', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'parallelGateway', id: 'split' },
        { type: 'intermediateCatchEvent', id: 'one', triggers: [{ type: 'signal', signal: 'go' }] },
        { type: 'intermediateCatchEvent', id: 'two', triggers: [{ type: 'signal', signal: 'go' }] },
        {
          type: 'intermediateThrowEvent',
          id: 'throw',
          triggers: [{ type: 'signal', signal: 'go', payload: [{ to: 'by', value: '"me"' }] }],
        },
      ],
      ['start>split', 'split>throw', 'split>one', 'split>two'],
    );
    const instance = new AnInstance(programme);
    expect(instance.state.status).toBe('completed');
    expect(instance.transitions[0]?.commands).toEqual([
      { type: 'signal.broadcast', id: 'c1', signal: 'go', payload: { by: 'me' }, elementId: 'throw' },
    ]);
    expect(instance.variables).toEqual({ by: 'me' });
  });

  it('that nobody waits for is refused', () => {
    expect(guarded([{ type: 'signal', signal: 'go' }]).send('signal.deliver', { signal: 'stop' }).rejection?.code).toBe(
      'signal.noReceiver',
    );
  });

  it('can come again and again to a boundary event that does not interrupt', () => {
    const instance = guarded([{ type: 'signal', signal: 'go' }], false);
    instance.send('signal.deliver', { signal: 'go' });
    instance.send('signal.deliver', { signal: 'go' });
    expect(instance.path.filter((id) => id === 'note')).toHaveLength(2);
    expect(instance.open).toEqual(['wait']);
  });
});

describe('a conditional event', () => {
  it('fires when its condition turns true, and again only after it was false', () => {
    const instance = guarded([{ type: 'conditional', condition: 'n > 10' }], false, [], { n: 1 });
    const set = (n: number): void => void instance.send('variables.set', { values: { n }, reason: 'Измерение' });
    for (const n of [5, 11, 12, 3, 20]) set(n);
    expect(instance.path.filter((id) => id === 'note')).toHaveLength(2);
  });

  it('whose condition already holds fires at once, before the activity begins', () => {
    const instance = guarded([{ type: 'conditional', condition: 'n > 10' }], true, [], { n: 11 });
    expect(instance.records.map(({ type }) => type)).not.toContain('userTask.opened');
    expect(instance.path).toContain('note');
  });

  it('that asks for what is not there yet waits without an incident', () => {
    const instance = waiting([{ type: 'conditional', condition: 'later = true' }]);
    expect(instance.incidents).toEqual([]);
    instance.send('variables.set', { values: { later: true }, reason: 'Пришло' });
    expect(instance.state.status).toBe('completed');
  });

  it('starts an instance only when its condition holds', () => {
    const programme = aProgramme(
      [{ type: 'startEvent', id: 'when', triggers: [{ type: 'conditional', condition: 'n > 10' }] }, wait],
      ['when>wait'],
    );
    expect(new AnInstance(programme, { n: 11 }).open).toEqual(['wait']);
    const refused = new AnInstance(programme, { n: 1 });
    expect(refused.transitions[0]?.rejection?.code).toBe('start.conditionUnmet');
    expect(refused.state.status).toBe('failed');
  });
});

describe('an error', () => {
  const service: AnElement = { type: 'serviceTask', id: 'call', connector: 'register' };
  const boundary = (id: string, error?: string): AnElement => ({
    type: 'boundaryEvent',
    id,
    attachedTo: 'call',
    triggers: [{ type: 'error', ...(error ? { error } : {}) }],
  });

  it('is caught by the boundary event of its code before one of any code', () => {
    const programme = aProgramme(
      [
        start,
        service,
        boundary('any'),
        boundary('exact', 'NOT_FOUND'),
        { type: 'manualTask', id: 'a' },
        { type: 'manualTask', id: 'b' },
      ],
      ['start>call', 'any>a', 'exact>b'],
    );
    const exact = new AnInstance(programme);
    exact.send('service.error', { commandId: 'c1', code: 'NOT_FOUND', message: 'Нет', payload: { inn: '1' } });
    expect(exact.path).toContain('b');
    expect(exact.variables).toEqual({ inn: '1' });
    const other = new AnInstance(programme);
    other.send('service.error', { commandId: 'c1', code: 'BROKEN' });
    expect(other.path).toContain('a');
  });

  it('shows its code, message and payload to mappings', () => {
    const caught: AnElement = {
      type: 'boundaryEvent',
      id: 'caught',
      attachedTo: 'call',
      triggers: [{ type: 'error', outputs: [{ to: 'why', value: 'error.code + ": " + error.message' }] }],
    };
    const instance = new AnInstance(aProgramme([start, service, caught], ['start>call']));
    instance.send('service.error', { commandId: 'c1', code: 'E1', message: 'беда' });
    expect(instance.variables).toEqual({ why: 'E1: беда' });
  });

  it('of a service that nobody catches waits for an operator', () => {
    const instance = new AnInstance(aProgramme([start, service, end], ['start>call', 'call>end']));
    instance.send('service.error', { commandId: 'c1', code: 'E1' });
    expect(instance.incidents).toEqual(['error.uncaught']);
    instance.send('incident.resolve', { incidentId: 'i1', value: { found: true }, reason: 'Проверено вручную' });
    expect(instance.variables).toEqual({ found: true });
    expect(instance.state.status).toBe('completed');
  });

  it('thrown in a sub-process goes outwards level by level', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'subProcess', id: 'outer' },
        { type: 'startEvent', id: 's1', parent: 'outer' },
        { type: 'subProcess', id: 'inner', parent: 'outer' },
        { type: 'startEvent', id: 's2', parent: 'inner' },
        {
          type: 'endEvent',
          id: 'fail',
          parent: 'inner',
          triggers: [{ type: 'error', error: 'E2', payload: [{ to: 'n', value: '1' }] }],
        },
        {
          type: 'boundaryEvent',
          id: 'wrong',
          attachedTo: 'inner',
          parent: 'outer',
          triggers: [{ type: 'error', error: 'E1' }],
        },
        { type: 'boundaryEvent', id: 'right', attachedTo: 'outer', triggers: [{ type: 'error', error: 'E2' }] },
        note,
      ],
      ['start>outer', 's1>inner', 's2>fail', 'right>note'],
    );
    const instance = new AnInstance(programme);
    expect(instance.path).toEqual(expect.arrayContaining(['right', 'note']));
    expect(instance.state.status).toBe('completed');
    expect(instance.variables).toEqual({ n: 1 });
  });

  it('from an end event that nobody catches ends the instance, and its caller hears of it', () => {
    const programme = aProgramme(
      [start, { type: 'endEvent', id: 'fail', triggers: [{ type: 'error', error: 'E9' }] }],
      ['start>fail'],
    );
    const instance = new AnInstance(programme, {}, { parent: { instanceId: 'caller', commandId: 'c7' } });
    expect(instance.state.status).toBe('failed');
    expect(instance.transitions[0]?.commands).toEqual([
      { type: 'parent.error', id: 'c1', parent: { instanceId: 'caller', commandId: 'c7' }, code: 'E9', payload: {} },
    ]);
  });
});

describe('an escalation', () => {
  const sub = (interrupting: boolean): AnElement[] => [
    start,
    { type: 'subProcess', id: 'sub' },
    { type: 'startEvent', id: 'in', parent: 'sub' },
    { type: 'intermediateThrowEvent', id: 'up', parent: 'sub', triggers: [{ type: 'escalation', escalation: 'LATE' }] },
    { type: 'manualTask', id: 'rest', parent: 'sub' },
    {
      type: 'boundaryEvent',
      id: 'caught',
      attachedTo: 'sub',
      interrupting,
      triggers: [{ type: 'escalation', escalation: 'LATE' }],
    },
    note,
    end,
  ];
  const flows = ['start>sub', 'in>up', 'up>rest', 'caught>note', 'sub>end'];

  it('leaves the work going on where it is caught without interrupting', () => {
    expect(new AnInstance(aProgramme(sub(false), flows)).path).toEqual(expect.arrayContaining(['note', 'rest', 'end']));
  });

  it('ends the work where it is caught interrupting', () => {
    const { path } = new AnInstance(aProgramme(sub(true), flows));
    expect(path).toContain('note');
    expect(path).not.toContain('rest');
    expect(path).not.toContain('end');
  });

  it('that nobody catches is no error, and goes to the caller', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'intermediateThrowEvent', id: 'up', triggers: [{ type: 'escalation', escalation: 'LATE' }] },
        end,
      ],
      ['start>up', 'up>end'],
    );
    const instance = new AnInstance(programme, {}, { parent: { instanceId: 'caller', commandId: 'c7' } });
    expect(instance.state.status).toBe('completed');
    expect(instance.transitions[0]?.commands[0]).toMatchObject({ type: 'parent.escalate', code: 'LATE' });
  });
});

describe('multiple triggers', () => {
  const both: Trigger[] = [
    { type: 'signal', signal: 'a' },
    { type: 'message', message: 'b' },
  ];

  it('need one of them', () => {
    const instance = waiting(both);
    instance.send('message.deliver', { message: 'b' });
    expect(instance.state.status).toBe('completed');
  });

  it('need all of them when parallel, each counted once', () => {
    const instance = waiting(both, { parallelMultiple: true });
    instance.send('signal.deliver', { signal: 'a' });
    instance.send('signal.deliver', { signal: 'a' });
    expect(instance.state.status).toBe('running');
    instance.send('message.deliver', { message: 'b' });
    expect(instance.state.status).toBe('completed');
  });

  it('are all thrown, one after the other', () => {
    const programme = aProgramme(
      [
        start,
        {
          type: 'endEvent',
          id: 'all',
          triggers: [
            { type: 'signal', signal: 'x' },
            { type: 'message', message: 'y' },
            { type: 'signal', signal: 'z' },
          ],
        },
      ],
      ['start>all'],
    );
    const instance = new AnInstance(programme);
    expect(instance.transitions[0]?.commands.map((command) => command.type)).toEqual([
      'signal.broadcast',
      'message.send',
      'signal.broadcast',
    ]);
    expect(instance.state.status).toBe('completed');
  });
});
