import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../../definitions/schema/definition.ts';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const end: AnElement = { type: 'endEvent', id: 'end' };

describe('a sub-process', () => {
  const elements: AnElement[] = [
    start,
    {
      type: 'subProcess',
      id: 'sub',
      inputs: [{ to: 'copy', value: 'n' }],
      outputs: [{ to: 'result', value: 'copy * 2' }],
    },
    { type: 'startEvent', id: 'in', parent: 'sub' },
    {
      type: 'scriptTask',
      id: 'script',
      parent: 'sub',
      assignments: [
        { to: 'copy', value: 'copy + 1' },
        { to: 'seen', value: 'true' },
      ],
    },
    { type: 'endEvent', id: 'out', parent: 'sub' },
    end,
  ];

  it('has variables of its own, reads those around it, and leaves what its mappings say', () => {
    const instance = new AnInstance(aProgramme(elements, ['start>sub', 'in>script', 'script>out', 'sub>end']), {
      n: 4,
    });
    expect(instance.variables).toEqual({ n: 4, result: 10, seen: true });
    expect(instance.state.status).toBe('completed');
    expect(Object.keys(instance.state.scopes)).toEqual(['s1']);
  });

  it('begins with everything that no flow leads to, when it has no start event', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'subProcess', id: 'sub' },
        { type: 'manualTask', id: 'a', parent: 'sub' },
        { type: 'manualTask', id: 'b', parent: 'sub' },
        { type: 'manualTask', id: 'c', parent: 'sub' },
      ],
      ['start>sub', 'a>c'],
    );
    expect(new AnInstance(programme).path).toEqual(expect.arrayContaining(['a', 'b', 'c', 'sub']));
  });

  it('is done at once when it is empty', () => {
    expect(
      new AnInstance(aProgramme([start, { type: 'subProcess', id: 'sub' }, end], ['start>sub', 'sub>end'])).path.at(-1),
    ).toBe('end');
  });

  it('keeps data objects to itself', () => {
    const programme = aProgramme(elements, ['start>sub', 'in>script', 'script>out', 'sub>end'], {
      dataObjects: [{ name: 'seen', parent: 'sub', value: false }],
    });
    expect(new AnInstance(programme, { n: 1 }).variables).toEqual({ n: 1, result: 4 });
  });
});

describe('an event sub-process', () => {
  function withHandler(trigger: Trigger, interrupting: boolean, input = {}): AnInstance {
    return new AnInstance(
      aProgramme(
        [
          start,
          { type: 'subProcess', id: 'sub' },
          { type: 'startEvent', id: 'in', parent: 'sub' },
          { type: 'userTask', id: 'wait', parent: 'sub' },
          { type: 'eventSubProcess', id: 'handler', parent: 'sub' },
          { type: 'startEvent', id: 'on', parent: 'handler', interrupting, triggers: [trigger] },
          { type: 'userTask', id: 'handle', parent: 'handler' },
          end,
        ],
        ['start>sub', 'in>wait', 'on>handle', 'sub>end'],
      ),
      input,
    );
  }

  it('interrupts what runs in its scope and takes over; then the scope completes as usual', () => {
    const instance = withHandler({ type: 'message', message: 'stop' }, true);
    instance.send('message.deliver', { message: 'stop', payload: { why: 'x' } });
    expect(instance.open).toEqual(['handle']);
    expect(instance.variables).toEqual({});
    expect(instance.send('message.deliver', { message: 'stop' }).rejection?.code).toBe('message.noReceiver');
    instance.complete('handle');
    expect(instance.path.at(-1)).toBe('end');
    expect(instance.state.status).toBe('completed');
  });

  it('runs beside its scope when it does not interrupt, as often as it is triggered; the scope waits for it', () => {
    const instance = withHandler({ type: 'signal', signal: 'ring' }, false);
    instance.send('signal.deliver', { signal: 'ring' });
    instance.send('signal.deliver', { signal: 'ring' });
    expect(instance.open).toEqual(['wait', 'handle', 'handle']);
    instance.complete('wait');
    instance.complete('handle');
    expect(instance.state.status).toBe('running');
    instance.complete('handle');
    expect(instance.state.status).toBe('completed');
  });

  it('sees what triggered it as its own variables', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'userTask', id: 'wait' },
        { type: 'eventSubProcess', id: 'handler' },
        {
          type: 'startEvent',
          id: 'on',
          parent: 'handler',
          interrupting: false,
          triggers: [{ type: 'message', message: 'm' }],
        },
        { type: 'scriptTask', id: 'copy', parent: 'handler', assignments: [{ to: 'last', value: 'text' }] },
      ],
      ['start>wait', 'on>copy'],
    );
    const instance = new AnInstance(programme);
    instance.send('message.deliver', { message: 'm', payload: { text: 'привет' } });
    expect(instance.variables).toEqual({ last: 'привет' });
  });

  it('catches an error thrown in its scope; one it throws itself goes outwards', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'subProcess', id: 'sub' },
        { type: 'startEvent', id: 'in', parent: 'sub' },
        { type: 'endEvent', id: 'fail', parent: 'sub', triggers: [{ type: 'error', error: 'E' }] },
        { type: 'eventSubProcess', id: 'handler', parent: 'sub' },
        { type: 'startEvent', id: 'on', parent: 'handler', triggers: [{ type: 'error', error: 'E' }] },
        { type: 'endEvent', id: 'again', parent: 'handler', triggers: [{ type: 'error', error: 'E' }] },
        { type: 'boundaryEvent', id: 'caught', attachedTo: 'sub', triggers: [{ type: 'error', error: 'E' }] },
        end,
      ],
      ['start>sub', 'in>fail', 'on>again', 'caught>end'],
    );
    const instance = new AnInstance(programme);
    expect(instance.path).toEqual(['start', 'in', 'fail', 'on', 'again', 'caught', 'end']);
    expect(instance.state.status).toBe('completed');
  });
});

describe('a call activity', () => {
  const elements: AnElement[] = [
    start,
    {
      type: 'callActivity',
      id: 'call',
      calls: 'check',
      inputs: [{ to: 'who', value: 'name' }],
      outputs: [{ to: 'verdict', value: 'output.result' }],
    },
    { type: 'boundaryEvent', id: 'stop', attachedTo: 'call', triggers: [{ type: 'message', message: 'stop' }] },
    { type: 'boundaryEvent', id: 'failed', attachedTo: 'call', triggers: [{ type: 'error', error: 'BAD' }] },
    { type: 'boundaryEvent', id: 'late', attachedTo: 'call', interrupting: false, triggers: [{ type: 'escalation' }] },
    { type: 'manualTask', id: 'note' },
    end,
  ];
  const flows = ['start>call', 'call>end', 'late>note'];

  it('asks for the called instance with what its mappings made, and takes back what they name', () => {
    const instance = new AnInstance(aProgramme(elements, flows), { name: 'Анна' });
    expect(instance.transitions[0]?.commands).toEqual([
      { type: 'instance.call', id: 'c1', key: 'check', input: { who: 'Анна' }, elementId: 'call' },
    ]);
    instance.send('call.complete', { commandId: 'c1', output: { result: 'ok', secret: 1 } });
    expect(instance.variables).toEqual({ name: 'Анна', verdict: 'ok' });
    expect(instance.state.status).toBe('completed');
  });

  it('cancels the called instance when it is interrupted', () => {
    const instance = new AnInstance(aProgramme(elements, flows), { name: 'Анна' });
    const { commands } = instance.send('message.deliver', { message: 'stop' });
    expect(commands).toEqual([
      { type: 'instance.cancelCalled', id: 'c2', commandId: 'c1', reason: 'caller.cancelled' },
    ]);
    expect(instance.send('call.complete', { commandId: 'c1' }).rejection?.code).toBe('instance.finished');
  });

  it('catches errors and escalations of the called instance', () => {
    const failed = new AnInstance(aProgramme(elements, flows), { name: 'Анна' });
    failed.send('call.error', { commandId: 'c1', code: 'BAD' });
    expect(failed.path.at(-1)).toBe('failed');
    const late = new AnInstance(aProgramme(elements, flows), { name: 'Анна' });
    late.send('call.escalate', { commandId: 'c1', code: 'LATE' });
    expect(late.path).toContain('note');
    expect(Object.keys(late.state.pending)).toEqual(['c1']);
  });

  it('tells its own caller how it ended', () => {
    const parent = { instanceId: 'caller', commandId: 'c9' };
    const instance = new AnInstance(aProgramme([start, end], ['start>end']), { n: 1 }, { parent });
    expect(instance.transitions[0]?.commands).toEqual([
      { type: 'parent.complete', id: 'c1', parent, output: { n: 1 } },
    ]);
  });
});

describe('an ad-hoc sub-process', () => {
  const inside: AnElement[] = [
    { type: 'userTask', id: 'a', parent: 'free' },
    { type: 'userTask', id: 'b', parent: 'free' },
    { type: 'manualTask', id: 'after', parent: 'free' },
  ];
  function free(more: Partial<Extract<AnElement, { type: 'adHocSubProcess' }>>): AnInstance {
    return new AnInstance(
      aProgramme(
        [start, { type: 'adHocSubProcess', id: 'free', ...more }, ...inside, end],
        ['start>free', 'a>after', 'free>end'],
      ),
      { done: false },
    );
  }

  it('offers all of its activities at once, or one after the other', () => {
    expect(free({}).open).toEqual(['a', 'b']);
    const sequential = free({ ordering: 'sequential' });
    expect(sequential.open).toEqual(['a']);
    sequential.complete('a');
    expect(sequential.path).toContain('after');
    expect(sequential.open).toEqual(['b']);
    sequential.complete('b');
    expect(sequential.state.status).toBe('completed');
  });

  it('ends when its condition holds, and cancels what still runs', () => {
    const instance = free({ completionCondition: 'done' });
    instance.complete('a', { form: { done: true } });
    expect(instance.state.status).toBe('completed');
  });

  it('lets what still runs come to its end when told so', () => {
    const instance = free({ completionCondition: 'done', cancelRemaining: false });
    instance.complete('a', { form: { done: true } });
    expect(instance.open).toEqual(['b']);
    instance.complete('b');
    expect(instance.state.status).toBe('completed');
  });

  it('is filled by officials: activities it offers, and user tasks of their own', () => {
    const instance = free({ activation: 'manual', completionCondition: 'done' });
    const scopeId = Object.values(instance.state.scopes).find(({ elementId }) => elementId === 'free')?.id ?? '';
    expect(instance.open).toEqual([]);
    expect(instance.send('adHoc.activate', { scopeId, elementId: 'after' }).rejection?.code).toBe('adHoc.notOffered');
    instance.send('adHoc.activate', { scopeId, elementId: 'b' });
    instance.send('userTask.add', {
      elementId: 'free',
      title: { ru: 'Позвонить заявителю' },
      candidateUsers: ['clerk-1'],
    });
    expect(Object.values(instance.state.userTasks).map(({ title, added }) => [title.ru, added])).toEqual([
      ['b', undefined],
      ['Позвонить заявителю', true],
    ]);
    instance.complete('free');
    instance.complete('b');
    expect(instance.state.status).toBe('running');
    instance.send('adHoc.activate', { scopeId, elementId: 'b' });
    instance.complete('b', { form: { done: true } });
    expect(instance.state.status).toBe('completed');
  });

  it('that is sequential is started by officials one activity at a time', () => {
    const instance = free({ activation: 'manual', ordering: 'sequential', completionCondition: 'done' });
    const scopeId = Object.values(instance.state.scopes).find(({ elementId }) => elementId === 'free')?.id ?? '';
    instance.send('adHoc.activate', { scopeId, elementId: 'b' });
    expect(instance.send('adHoc.activate', { scopeId, elementId: 'a' }).rejection?.code).toBe('adHoc.busy');
    instance.complete('b');
    expect(instance.send('adHoc.activate', { scopeId, elementId: 'a' }).rejection).toBeUndefined();
    expect(instance.open).toEqual(['a']);
  });
});

describe('a user task added to a running case', () => {
  it('is waited for by the process, judged by its own form, and leaves its fields', () => {
    const instance = new AnInstance(aProgramme([start, { type: 'userTask', id: 'wait' }], ['start>wait']));
    const form = {
      schema: { type: 'object', properties: { phone: { type: 'string', pattern: '^\\d+$' } }, required: ['phone'] },
    };
    instance.send('userTask.add', { title: { ru: 'Уточнить телефон' }, form, dueAt: '2026-03-03T09:00:00Z' });
    instance.complete('wait');
    expect(instance.state.status).toBe('running');
    expect(instance.complete('test', { form: { phone: 'нет' } }).rejection).toMatchObject({
      code: 'form.pattern',
      pointer: '/form/phone',
    });
    instance.complete('test', { form: { phone: '123' } });
    expect(instance.variables).toEqual({ phone: '123' });
    expect(instance.state.status).toBe('completed');
  });
});
