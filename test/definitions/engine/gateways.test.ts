import { describe, expect, it } from 'vitest';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const work = (id: string): AnElement => ({ type: 'manualTask', id });
const wait = (id: string): AnElement => ({ type: 'userTask', id });

function run(elements: AnElement[], flows: string[], input = {}): AnInstance {
  return new AnInstance(aProgramme([start, ...elements], flows), input);
}

/** How often each element completed. */
function counts(instance: AnInstance): { [id: string]: number } {
  const found: { [id: string]: number } = {};
  for (const id of instance.path) found[id] = (found[id] ?? 0) + 1;
  return found;
}

describe('an exclusive gateway', () => {
  const elements: AnElement[] = [{ type: 'exclusiveGateway', id: 'x' }, work('a'), work('b'), work('c')];

  it.each([
    [{ n: 5 }, 'a'],
    [{ n: 3 }, 'b'],
    [{ n: 1 }, 'c'],
  ])('takes the first flow in the order of the file whose condition holds: %j', (input, taken) => {
    const instance = run(elements, ['start>x', 'x>a:n > 4', 'x>b:n > 2', 'x>c:*'], input);
    expect(instance.path).toEqual(['start', 'x', taken]);
  });

  it('raises an incident when no condition holds and there is no default, and an operator names the flow to take', () => {
    const instance = run(elements, ['start>x', 'x>a:n > 4', 'x>b:n > 2'], { n: 1 });
    expect(instance.incidents).toEqual(['flow.noneTaken']);
    const resolve = (value: unknown): ReturnType<AnInstance['send']> =>
      instance.send('incident.resolve', { incidentId: 'i1', value, reason: 'Решение оператора' });
    expect(resolve('f9').rejection?.code).toBe('incident.value');
    expect(resolve('f3').rejection).toBeUndefined();
    expect(instance.state.status).toBe('completed');
    expect(instance.path).toContain('b');
  });

  it('can be tried again after the data were corrected', () => {
    const instance = run(elements, ['start>x', 'x>a:n > 4', 'x>b:n > 2'], { n: 1 });
    instance.send('variables.set', { values: { n: 5 }, reason: 'Опечатка' });
    instance.send('incident.retry', { incidentId: 'i1' });
    expect(instance.path).toContain('a');
    expect(instance.state.status).toBe('completed');
  });

  it('passes every token on when it merges', () => {
    const instance = run(
      [
        { type: 'parallelGateway', id: 'split' },
        work('a'),
        work('b'),
        { type: 'exclusiveGateway', id: 'merge' },
        work('c'),
      ],
      ['start>split', 'split>a', 'split>b', 'a>merge', 'b>merge', 'merge>c'],
    );
    expect(counts(instance)['c']).toBe(2);
  });

  it('does not take a wrong path on an unknown name or a wrong type', () => {
    expect(run(elements, ['start>x', 'x>a:nn > 4', 'x>c:*'], { n: 1 }).incidents).toEqual(['feel.unknownName']);
    expect(run(elements, ['start>x', 'x>a:n > "4"', 'x>c:*'], { n: 1 }).incidents).toEqual(['feel.type']);
    expect(run(elements, ['start>x', 'x>a:n', 'x>c:*'], { n: 1 }).incidents).toEqual(['condition.notBoolean']);
  });
});

describe('a parallel gateway', () => {
  it('waits for a token on every incoming flow', () => {
    const instance = run(
      [
        { type: 'parallelGateway', id: 'split' },
        wait('a'),
        wait('b'),
        { type: 'parallelGateway', id: 'join' },
        work('c'),
      ],
      ['start>split', 'split>a', 'split>b', 'a>join', 'b>join', 'join>c'],
    );
    instance.complete('a');
    expect(instance.path).not.toContain('c');
    expect(Object.values(instance.state.tokens)).toMatchObject([{ elementId: 'join' }]);
    instance.complete('b');
    expect(counts(instance)['c']).toBe(1);
    expect(instance.state.status).toBe('completed');
  });

  it('ignores conditions on its outgoing flows', () => {
    const instance = run(
      [{ type: 'parallelGateway', id: 'split' }, work('a'), work('b')],
      ['start>split', 'split>a:false', 'split>b:false'],
    );
    expect(counts(instance)).toMatchObject({ a: 1, b: 1 });
  });

  it('keeps a second token on the same flow for the next round', () => {
    const instance = run(
      [
        { type: 'parallelGateway', id: 'split' },
        work('a'),
        work('b'),
        wait('c'),
        { type: 'parallelGateway', id: 'join' },
        wait('d'),
      ],
      ['start>split', 'split>a', 'split>b', 'split>c', 'a>m', 'b>m', 'm>join', 'c>join', 'join>d'].filter(Boolean),
    );
    expect(instance.open).toEqual(['c']);
  });
});

describe('an inclusive gateway', () => {
  const elements: AnElement[] = [
    { type: 'inclusiveGateway', id: 'split' },
    wait('a'),
    wait('b'),
    { type: 'inclusiveGateway', id: 'join' },
    work('c'),
  ];
  const flows = ['start>split', 'split>a:n > 1', 'split>b:n > 2', 'a>join', 'b>join', 'join>c'];

  it('takes every flow whose condition holds and joins the tokens that were made', () => {
    const instance = run(elements, flows, { n: 3 });
    expect(instance.open).toEqual(['a', 'b']);
    instance.complete('a');
    expect(instance.path).not.toContain('c');
    instance.complete('b');
    expect(counts(instance)['c']).toBe(1);
    expect(instance.state.status).toBe('completed');
  });

  it('does not wait for a flow that no token can reach any more', () => {
    const instance = run(elements, flows, { n: 2 });
    expect(instance.open).toEqual(['a']);
    instance.complete('a');
    expect(instance.state.status).toBe('completed');
  });

  it('stops waiting when the last token that could come takes another way', () => {
    const instance = run(
      [
        { type: 'parallelGateway', id: 'split' },
        work('a'),
        wait('b'),
        { type: 'exclusiveGateway', id: 'x' },
        { type: 'inclusiveGateway', id: 'join' },
        work('c'),
        { type: 'endEvent', id: 'away' },
      ],
      ['start>split', 'split>a', 'split>b', 'b>x', 'x>join:go', 'x>away:*', 'a>join', 'join>c'],
      { go: false },
    );
    expect(instance.path).not.toContain('c');
    instance.complete('b');
    expect(counts(instance)).toMatchObject({ c: 1, away: 1 });
    expect(instance.state.status).toBe('completed');
  });

  it('waits for a token that can still come through a boundary event', () => {
    const instance = run(
      [
        { type: 'parallelGateway', id: 'split' },
        work('a'),
        wait('b'),
        { type: 'boundaryEvent', id: 'late', attachedTo: 'b', triggers: [{ type: 'message', message: 'late' }] },
        { type: 'endEvent', id: 'done' },
        { type: 'inclusiveGateway', id: 'join' },
        work('c'),
      ],
      ['start>split', 'split>a', 'split>b', 'b>done', 'late>join', 'a>join', 'join>c'],
    );
    expect(instance.path).not.toContain('c');
    instance.send('message.deliver', { message: 'late' });
    expect(counts(instance)['c']).toBe(1);
    expect(instance.state.status).toBe('completed');
  });

  it('goes once around a loop that comes back to it', () => {
    const instance = run(
      [
        { type: 'inclusiveGateway', id: 'join' },
        { type: 'scriptTask', id: 'count', assignments: [{ to: 'n', value: 'n + 1' }] },
        { type: 'exclusiveGateway', id: 'x' },
        work('c'),
      ],
      ['start>join', 'join>count', 'count>x', 'x>join:n < 3', 'x>c:*'],
      { n: 0 },
    );
    expect(counts(instance)).toMatchObject({ count: 3, c: 1 });
    expect(instance.state.status).toBe('completed');
  });

  it('takes the default only when nothing else is taken', () => {
    const split = (n: number): AnInstance =>
      run(
        [{ type: 'inclusiveGateway', id: 'split' }, work('a'), work('d')],
        ['start>split', 'split>a:n > 1', 'split>d:*'],
        { n },
      );
    expect(counts(split(2))).toMatchObject({ a: 1 });
    expect(counts(split(2))['d']).toBeUndefined();
    expect(counts(split(0))).toMatchObject({ d: 1 });
  });
});

describe('a complex gateway', () => {
  const elements: AnElement[] = [
    { type: 'parallelGateway', id: 'split' },
    wait('a'),
    wait('b'),
    wait('c'),
    { type: 'complexGateway', id: 'two', activationCondition: 'activationCount >= 2' },
    work('next'),
  ];
  const flows = ['start>split', 'split>a', 'split>b', 'split>c', 'a>two', 'b>two', 'c>two', 'two>next'];

  it('fires when its condition holds, and swallows the tokens that come late', () => {
    const instance = run(elements, flows);
    instance.complete('a');
    expect(instance.path).not.toContain('next');
    instance.complete('c');
    expect(counts(instance)['next']).toBe(1);
    expect(instance.state.status).toBe('running');
    instance.complete('b');
    expect(counts(instance)['next']).toBe(1);
    expect(instance.state.status).toBe('completed');
  });

  it('sends late tokens on along flows whose condition holds at reset', () => {
    const instance = run(
      [...elements, work('late')],
      [...flows.slice(0, -1), 'two>next:waitingForStart', 'two>late:not(waitingForStart)'],
    );
    instance.complete('a');
    instance.complete('b');
    instance.complete('c');
    expect(counts(instance)).toMatchObject({ next: 1, late: 1 });
    expect(instance.state.status).toBe('completed');
  });

  it('fires again after a reset', () => {
    const instance = run(
      [
        { type: 'exclusiveGateway', id: 'again' },
        { type: 'parallelGateway', id: 'split' },
        work('a'),
        work('b'),
        { type: 'complexGateway', id: 'one', activationCondition: 'activationCount >= 1' },
        { type: 'scriptTask', id: 'count', assignments: [{ to: 'n', value: 'n + 1' }] },
        wait('pause'),
        { type: 'exclusiveGateway', id: 'x' },
        { type: 'endEvent', id: 'end' },
      ],
      [
        'start>again',
        'again>split',
        'split>a',
        'split>b',
        'a>one',
        'b>one',
        'one>count',
        'count>pause',
        'pause>x',
        'x>again:n < 3',
        'x>end:*',
      ],
      { n: 0 },
    );
    for (let n = 0; n < 3; n++) instance.complete('pause');
    expect(counts(instance)).toMatchObject({ count: 3, end: 1 });
    expect(instance.state.status).toBe('completed');
  });
});

describe('an event-based gateway', () => {
  const elements: AnElement[] = [
    { type: 'eventBasedGateway', id: 'which' },
    { type: 'intermediateCatchEvent', id: 'paid', triggers: [{ type: 'message', message: 'payment' }] },
    { type: 'intermediateCatchEvent', id: 'late', triggers: [{ type: 'timer', duration: 'P3D' }] },
    { type: 'receiveTask', id: 'withdrawn', message: { message: 'withdrawal' } },
    work('thank'),
    work('remind'),
    work('close'),
  ];
  const flows = [
    'start>which',
    'which>paid',
    'which>late',
    'which>withdrawn',
    'paid>thank',
    'late>remind',
    'withdrawn>close',
  ];

  it('lets the first event decide and stops waiting for the others', () => {
    const instance = run(elements, flows);
    instance.send('message.deliver', { message: 'payment', payload: { sum: 100 } });
    expect(instance.path).toContain('thank');
    expect(instance.variables).toEqual({ sum: 100 });
    expect(instance.state.status).toBe('completed');
    expect(instance.state.timers).toEqual({});
    expect(instance.send('message.deliver', { message: 'withdrawal' }).rejection?.code).toBe('instance.finished');
  });

  it('takes a timer or a receive task as well', () => {
    const late = run(elements, flows);
    late.advance('2026-03-05T09:00:00.000Z');
    expect(late.path).toContain('remind');
    const withdrawn = run(elements, flows);
    withdrawn.send('message.deliver', { message: 'withdrawal' });
    expect(withdrawn.path).toContain('close');
  });

  it('starts an instance by one of its events', () => {
    const programme = aProgramme(
      [
        { ...elements[0], instantiate: true } as AnElement,
        elements[1] as AnElement,
        elements[3] as AnElement,
        work('thank'),
        work('close'),
      ],
      ['which>paid', 'which>withdrawn', 'paid>thank', 'withdrawn>close'],
    );
    const instance = new AnInstance(programme, {}, { message: { name: 'payment', payload: { sum: 5 } } });
    expect(instance.path).toEqual(['which', 'paid', 'thank']);
    expect(instance.variables).toEqual({ sum: 5 });
  });

  it('needs all of its events when it instantiates in parallel', () => {
    const programme = aProgramme(
      [
        { ...elements[0], instantiate: true, kind: 'parallel' } as AnElement,
        elements[1] as AnElement,
        elements[3] as AnElement,
        work('thank'),
        work('close'),
      ],
      ['which>paid', 'which>withdrawn', 'paid>thank', 'withdrawn>close'],
    );
    const instance = new AnInstance(programme, {}, { message: { name: 'payment', payload: {} } });
    expect(instance.path).toEqual(['paid', 'thank']);
    expect(instance.state.status).toBe('running');
    instance.send('message.deliver', { message: 'withdrawal' });
    expect(instance.path).toEqual(expect.arrayContaining(['withdrawn', 'close']));
    expect(instance.state.status).toBe('completed');
  });
});
