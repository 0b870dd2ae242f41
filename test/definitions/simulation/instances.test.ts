import { describe, expect, it } from 'vitest';
import { aProcess, play } from './builders.ts';

const begin = { id: 'begin', type: 'startEvent' as const };
const done = { id: 'done', type: 'endEvent' as const };

describe('Simulated instances', () => {
  it('call each other: input goes down, output, status and errors come up', () => {
    const caller = aProcess(
      'caller',
      [
        begin,
        {
          id: 'call',
          type: 'callActivity',
          calls: 'called',
          inputs: [{ to: 'sum', value: 'amount * 2' }],
          outputs: [{ to: 'answer', value: 'output.verdict' }],
        },
        { id: 'refused', type: 'boundaryEvent', attachedTo: 'call', triggers: [{ type: 'error', error: 'refused' }] },
        done,
        { id: 'without', type: 'endEvent' },
      ],
      ['begin -> call', 'call -> done', 'refused -> without'],
    );
    const called = aProcess(
      'called',
      [
        begin,
        {
          id: 'decide',
          type: 'userTask',
          outcomes: [
            { key: 'yes', title: { ru: 'Да' } },
            { key: 'no', title: { ru: 'Нет' } },
          ],
          outputs: [{ to: 'verdict', value: 'outcome' }],
        },
        { id: 'which', type: 'exclusiveGateway' },
        { id: 'refuse', type: 'endEvent', triggers: [{ type: 'error', error: 'refused' }] },
        done,
      ],
      ['begin -> decide', 'decide -> which', 'which -> refuse if verdict = "no"', 'which -> done if verdict = "yes"'],
    );
    const decide = (outcome: string) => ({ instance: 'called', complete: { element: 'decide', by: 'clerk', outcome } });
    expect(
      play([caller, called], [{ instance: 'called', expect: { data: { sum: 6 } } }, decide('yes')], {
        input: { amount: 3 },
        expect: {
          engineStatus: 'completed',
          data: { answer: 'yes' },
          journal: [{ type: 'element.completed', element: 'done' }],
        },
      }).problems,
    ).toEqual([]);
    expect(
      play([caller, called], [decide('no')], {
        input: { amount: 3 },
        expect: { engineStatus: 'completed', journal: [{ type: 'element.completed', element: 'without' }] },
      }).problems,
    ).toEqual([]);
  });

  it('cancel what they called when they are cancelled themselves', () => {
    const caller = aProcess(
      'caller',
      [begin, { id: 'call', type: 'callActivity', calls: 'called' }, done],
      ['begin -> call', 'call -> done'],
    );
    const called = aProcess(
      'called',
      [begin, { id: 'work', type: 'userTask' }, done],
      ['begin -> work', 'work -> done'],
    );
    const run = play(
      [caller, called],
      [{ cancel: { reason: 'Отзыв' } }, { instance: 'called', expect: { engineStatus: 'cancelled', userTasks: [] } }],
    );
    expect(run.problems).toEqual([]);
  });

  it('make a call of an unknown procedure an incident of the caller', () => {
    const caller = aProcess(
      'caller',
      [begin, { id: 'call', type: 'callActivity', calls: 'nobody' }, done],
      ['begin -> call', 'call -> done'],
    );
    const run = play(caller, [], { expect: { engineStatus: 'running', incidents: ['simulation.procedure.unknown'] } });
    expect(run.problems).toEqual([]);
  });

  it('hear a message by name and key, one receiver only; else a procedure starts with it; else it is refused', () => {
    const waits = aProcess(
      'waits',
      [
        begin,
        {
          id: 'letter',
          type: 'intermediateCatchEvent',
          triggers: [{ type: 'message', message: 'letter', correlationKey: 'number' }],
        },
        done,
      ],
      ['begin -> letter', 'letter -> done'],
    );
    const starts = aProcess(
      'starts',
      [
        { id: 'come', type: 'startEvent', triggers: [{ type: 'message', message: 'letter' }] },
        { id: 'work', type: 'userTask' },
        done,
      ],
      ['come -> work', 'work -> done'],
    );
    const run = play(
      [waits, starts],
      [
        { start: { procedure: 'waits', as: 'second', input: { number: 2 } } },
        { message: { message: 'letter', correlationKey: 2, payload: { text: 'да' } } },
        { instance: 'second', expect: { engineStatus: 'completed', data: { text: 'да' } } },
        { expect: { engineStatus: 'running' } },
        { message: { message: 'letter', payload: { text: 'новое' } } },
        { instance: 'starts', expect: { data: { text: 'новое' }, userTasks: ['work'] } },
        { message: { message: 'unknown' }, rejected: { code: 'message.noReceiver' } },
      ],
      { input: { number: 1 } },
    );
    expect(run.problems).toEqual([]);
    expect(run.instances.map(({ key }) => key)).toEqual(['waits', 'waits', 'starts']);
  });

  it('hear a signal all at once, and procedures start with it', () => {
    const waits = aProcess(
      'waits',
      [begin, { id: 'go', type: 'intermediateCatchEvent', triggers: [{ type: 'signal', signal: 'go' }] }, done],
      ['begin -> go', 'go -> done'],
    );
    const starts = aProcess(
      'starts',
      [{ id: 'come', type: 'startEvent', triggers: [{ type: 'signal', signal: 'go' }] }, done],
      ['come -> done'],
    );
    const run = play(
      [waits, starts],
      [
        { start: { procedure: 'waits', as: 'second' } },
        { signal: { signal: 'go' } },
        { instance: 'second', expect: { engineStatus: 'completed' } },
      ],
      {
        expect: { engineStatus: 'completed' },
      },
    );
    expect(run.problems).toEqual([]);
    expect(run.instances.map(({ key, state }) => [key, state.status])).toEqual([
      ['waits', 'completed'],
      ['waits', 'completed'],
      ['starts', 'completed'],
    ]);
  });

  it('live on one clock: what falls due first happens first, whichever instance it is', () => {
    const sleeps = (key: string, duration: string) =>
      aProcess(
        key,
        [begin, { id: 'sleep', type: 'intermediateCatchEvent', triggers: [{ type: 'timer', duration }] }, done],
        ['begin -> sleep', 'sleep -> done'],
      );
    const run = play(
      [sleeps('long', 'PT2H'), sleeps('short', 'PT1H')],
      [{ start: { procedure: 'short', as: 'short' } }, { advance: { by: 'P1D' } }],
    );
    const woke = run.instances.map(({ key, journal }) => [key, journal.at(-1)?.event.id, journal.at(-1)?.event.at]);
    expect(woke).toEqual([
      ['long', 'event-4', '2026-04-24T09:00:00.000Z'],
      ['short', 'event-3', '2026-04-24T08:00:00.000Z'],
    ]);
  });

  it('take over documents of the instance they are linked to, by reference', () => {
    const document = (key: string, more: object = {}) => ({
      key,
      title: { ru: key },
      formats: ['pdf' as const],
      maxBytes: 100_000,
      ...more,
    });
    const first = aProcess('first', [begin, done], ['begin -> done'], { documents: [document('decision')] });
    const second = aProcess(
      'second',
      [begin, { id: 'work', type: 'userTask' }, done],
      ['begin -> work', 'work -> done'],
      {
        documents: [document('copy', { inherits: { link: 'appealAgainst', document: 'decision' } })],
      },
    );
    const run = play(
      [first, second],
      [{ start: { procedure: 'second', as: 'next', links: [{ kind: 'appealAgainst', instance: 'first' }] } }],
      {
        documents: [{ document: 'decision' }],
      },
    );
    expect(run.problems).toEqual([]);
    const [before, after] = run.instances.map(({ state }) => state.documents);
    expect(before).toEqual({ decision: [expect.any(String)] });
    expect(after).toEqual({ copy: before?.['decision'] });
  });
});
