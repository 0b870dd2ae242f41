import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../definitions/engine/index.ts';
import { AnInstance, aProgramme } from './a-definition.ts';

describe('sequence flows that leave an activity', () => {
  const elements = [
    { type: 'startEvent', id: 'start' },
    { type: 'manualTask', id: 'task' },
    { type: 'manualTask', id: 'a' },
    { type: 'manualTask', id: 'b' },
    { type: 'manualTask', id: 'c' },
  ] as const;

  it.each([
    [2, ['a', 'c']],
    [0, ['b', 'c']],
  ])(
    'take those whose condition holds, those without one always, the default only if no condition holds (n = %i)',
    (n, taken) => {
      const programme = aProgramme([...elements], ['start>task', 'task>a:n > 1', 'task>b:*', 'task>c']);
      expect(new AnInstance(programme, { n }).path.slice(2).sort()).toEqual(taken);
    },
  );

  it('are an implicit end where there are none', () => {
    const instance = new AnInstance(aProgramme([elements[0], elements[1]], ['start>task']));
    expect(instance.state.status).toBe('completed');
  });

  it('merge without synchronising when several lead to one activity', () => {
    const instance = new AnInstance(aProgramme([...elements], ['start>a', 'start>b', 'a>c', 'b>c']));
    expect(instance.path.filter((id) => id === 'c')).toHaveLength(2);
  });
});

describe('start and completion quantities', () => {
  it('need that many tokens to start and send that many on', () => {
    const programme = aProgramme(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'manualTask', id: 'many', completionQuantity: 3 },
        { type: 'manualTask', id: 'few', startQuantity: 2 },
      ],
      ['start>many', 'many>few'],
    );
    const instance = new AnInstance(programme);
    expect(instance.path.filter((id) => id === 'few')).toHaveLength(1);
    expect(instance.state.status).toBe('running');
    expect(Object.values(instance.state.tokens)).toHaveLength(1);
  });

  it('below one are an incident, not a guess', () => {
    const programme = aProgramme(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'manualTask', id: 'many', startQuantity: 0 },
      ],
      ['start>many'],
    );
    expect(new AnInstance(programme).incidents).toEqual(['model.quantity']);
  });
});

describe('a process that never comes to rest', () => {
  it('stops behind one incident after the steps it may take, and goes on from there when retried', () => {
    const programme = aProgramme(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'scriptTask', id: 'again', assignments: [{ to: 'n', value: 'n + 1' }] },
      ],
      ['start>again', 'again>again'],
    );
    const instance = new AnInstance(programme, { n: 0 });
    expect(instance.incidents).toEqual(['limit.steps']);
    const first = Number(instance.variables['n']);
    expect(first).toBeLessThan(defaultLimits.steps);
    instance.send('incident.retry', { incidentId: 'i1' });
    expect(instance.incidents).toEqual(['limit.steps']);
    expect(Number(instance.variables['n'])).toBeGreaterThan(first);
    instance.send('incident.cancel', { incidentId: 'i2', reason: 'Ошибка в процедуре' });
    expect(instance.state.status).toBe('completed');
  });

  it('stops also when its tokens multiply', () => {
    const programme = aProgramme(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'manualTask', id: 'a' },
      ],
      ['start>a', 'a>a', 'a>a'],
    );
    const instance = new AnInstance(programme);
    expect(instance.incidents).toEqual(['limit.steps']);
    expect(JSON.stringify(instance.state).length).toBeLessThan(500_000);
    instance.send('incident.cancel', { incidentId: 'i1', reason: 'Ошибка в процедуре' });
    expect(instance.state.status).toBe('completed');
  });
});
