import { describe, expect, it } from 'vitest';
import type { Loop } from '../../../definitions/schema/definition.ts';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const count = (loop: Loop): AnElement => ({
  type: 'scriptTask',
  id: 'count',
  loop,
  assignments: [{ to: 'n', value: 'n + 1' }],
});

function looped(loop: Loop, input = {}): AnInstance {
  return new AnInstance(
    aProgramme([start, count(loop), { type: 'endEvent', id: 'end' }], ['start>count', 'count>end']),
    { n: 0, ...input },
  );
}

describe('a standard loop', () => {
  it.each<[string, Loop, number]>([
    ['goes on while the condition holds, tested after each run', { type: 'standard', condition: 'n < 3' }, 3],
    ['runs once even if the condition never held', { type: 'standard', condition: 'false' }, 1],
    ['may not run at all when tested before', { type: 'standard', condition: 'false', testBefore: true }, 0],
    ['is capped by its maximum', { type: 'standard', condition: 'true', maximum: 4 }, 4],
    ['runs its maximum without a condition', { type: 'standard', maximum: 2 }, 2],
    ['runs once when nothing says otherwise', { type: 'standard' }, 1],
  ])('%s', (_title, loop, runs) => {
    const instance = looped(loop);
    expect(instance.variables['n']).toBe(runs);
    expect(instance.state.status).toBe('completed');
    expect(instance.incidents).toEqual([]);
  });

  it('sees the number of its run', () => {
    const instance = new AnInstance(
      aProgramme(
        [
          start,
          {
            type: 'scriptTask',
            id: 'note',
            loop: { type: 'standard', maximum: 3 },
            assignments: [{ to: 'seen', value: 'append(seen, loopCounter)' }],
          },
        ],
        ['start>note'],
      ),
      { seen: [] },
    );
    expect(instance.variables['seen']).toEqual([1, 2, 3]);
  });
});

describe('a multi-instance activity', () => {
  const ask = (
    loop: Partial<Extract<Loop, { type: 'multiInstance' }>>,
    more: Partial<Extract<AnElement, { type: 'userTask' }>> = {},
  ): AnElement => ({
    type: 'userTask',
    id: 'ask',
    loop: { type: 'multiInstance', ...loop },
    assignment: { candidateUsersFrom: 'person' },
    outputs: [],
    ...more,
  });
  const people = { people: ['anna', 'boris', 'vera'] };

  function asking(
    loop: Partial<Extract<Loop, { type: 'multiInstance' }>>,
    more?: Partial<Extract<AnElement, { type: 'userTask' }>>,
  ): AnInstance {
    return new AnInstance(
      aProgramme([start, ask(loop, more), { type: 'endEvent', id: 'end' }], ['start>ask', 'ask>end']),
      people,
    );
  }
  const owners = (instance: AnInstance): string[] =>
    Object.values(instance.state.userTasks).flatMap(({ candidateUsers }) => candidateUsers);

  it('runs all at once in parallel', () => {
    const instance = asking({ collection: 'people', item: 'person' });
    expect(owners(instance)).toEqual(['anna', 'boris', 'vera']);
  });

  it('runs one after the other in sequence', () => {
    const instance = asking({ collection: 'people', item: 'person', sequential: true });
    for (const person of people.people) {
      expect(owners(instance)).toEqual([person]);
      instance.complete('ask', {}, person);
    }
    expect(instance.state.status).toBe('completed');
  });

  it('collects an output of each run in the order of the items', () => {
    const instance = asking({
      collection: 'people',
      item: 'person',
      output: 'person + ":" + string(loopCounter)',
      outputCollection: 'answers',
    });
    for (const userTask of Object.values(instance.state.userTasks).reverse())
      instance.send('userTask.complete', { userTaskId: userTask.id });
    expect(instance.variables['answers']).toEqual(['anna:1', 'boris:2', 'vera:3']);
  });

  it('ends early when its completion condition holds, and cancels the runs left over', () => {
    const instance = asking({
      collection: 'people',
      item: 'person',
      completionCondition: 'numberOfCompletedInstances >= 2',
    });
    instance.complete('ask');
    expect(instance.state.status).toBe('running');
    instance.complete('ask');
    expect(instance.state.status).toBe('completed');
    expect(instance.records.filter(({ type }) => type === 'userTask.cancelled')).toHaveLength(1);
  });

  it('is done at once with nothing to do', () => {
    expect(asking({ collection: '[]', item: 'person' }).state.status).toBe('completed');
    expect(asking({ cardinality: '0' }, { assignment: {} }).state.status).toBe('completed');
  });

  it.each([
    [{ cardinality: '-1' }, 'loop.cardinality'],
    [{ cardinality: '1.5' }, 'loop.cardinality'],
    [{ cardinality: '100000' }, 'limit.multiInstance'],
    [{ collection: '"no list"' }, 'loop.collection'],
  ])('refuses %j', (loop, code) => {
    expect(asking(loop).incidents).toEqual([code]);
  });

  it('goes on without a run that an operator cancels', () => {
    const instance = new AnInstance(
      aProgramme(
        [
          start,
          { type: 'serviceTask', id: 'call', connector: 'x', loop: { type: 'multiInstance', cardinality: '2' } },
          { type: 'endEvent', id: 'end' },
        ],
        ['start>call', 'call>end'],
      ),
    );
    instance.send('service.fail', { commandId: 'c1', code: 'down', message: 'Недоступно' });
    instance.send('service.complete', { commandId: 'c2' });
    expect(instance.state.status).toBe('running');
    instance.send('incident.cancel', { incidentId: 'i1', reason: 'Обойдёмся' });
    expect(instance.state.status).toBe('completed');
    expect(instance.path.at(-1)).toBe('end');
  });

  it('is interrupted as a whole by a boundary event', () => {
    const instance = new AnInstance(
      aProgramme(
        [
          start,
          ask({ collection: 'people', item: 'person' }),
          { type: 'boundaryEvent', id: 'stop', attachedTo: 'ask', triggers: [{ type: 'message', message: 'stop' }] },
          { type: 'endEvent', id: 'stopped' },
        ],
        ['start>ask', 'stop>stopped'],
      ),
      people,
    );
    instance.complete('ask');
    instance.send('message.deliver', { message: 'stop' });
    expect(instance.path.at(-1)).toBe('stopped');
    expect(instance.state.status).toBe('completed');
    expect(instance.state.userTasks).toEqual({});
  });

  it.each<[Extract<Loop, { type: 'multiInstance' }>['behavior'], number]>([
    ['none', 3],
    ['one', 1],
    ['all', 0],
  ])(
    'with behaviour %s throws its event to its own boundary %i times, without being interrupted',
    (behavior, times) => {
      const instance = new AnInstance(
        aProgramme(
          [
            start,
            {
              type: 'manualTask',
              id: 'many',
              loop: {
                type: 'multiInstance',
                cardinality: '3',
                ...(behavior ? { behavior } : {}),
                event: { type: 'signal', signal: 'done' },
              },
            },
            { type: 'boundaryEvent', id: 'each', attachedTo: 'many', triggers: [{ type: 'signal', signal: 'done' }] },
            { type: 'manualTask', id: 'note' },
            { type: 'manualTask', id: 'after' },
          ],
          ['start>many', 'each>note', 'many>after'],
        ),
      );
      expect(instance.path.filter((id) => id === 'note')).toHaveLength(times);
      expect(instance.path.filter((id) => id === 'after')).toHaveLength(1);
      expect(instance.state.status).toBe('completed');
    },
  );

  it('with behaviour complex throws when its condition holds and cancels what is left', () => {
    const instance = new AnInstance(
      aProgramme(
        [
          start,
          {
            type: 'userTask',
            id: 'many',
            loop: {
              type: 'multiInstance',
              cardinality: '3',
              behavior: 'complex',
              complex: [{ condition: 'numberOfCompletedInstances = 2', event: { type: 'signal', signal: 'enough' } }],
            },
          },
          { type: 'boundaryEvent', id: 'enough', attachedTo: 'many', triggers: [{ type: 'signal', signal: 'enough' }] },
          { type: 'manualTask', id: 'note' },
          { type: 'manualTask', id: 'after' },
        ],
        ['start>many', 'enough>note', 'many>after'],
      ),
    );
    instance.complete('many');
    instance.complete('many');
    expect(instance.path).toEqual(expect.arrayContaining(['note', 'after']));
    expect(instance.state.status).toBe('completed');
  });
});
