import { describe, expect, it } from 'vitest';
import { replay } from '../../../definitions/engine/index.ts';
import { AnInstance, aProgramme } from './a-definition.ts';

const programme = aProgramme(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'review' },
    { type: 'exclusiveGateway', id: 'choice' },
    { type: 'parallelGateway', id: 'split' },
    { type: 'scriptTask', id: 'left', assignments: [{ to: 'n', value: 'n + 1' }] },
    { type: 'scriptTask', id: 'right', assignments: [{ to: 'n', value: 'n + 1' }] },
    { type: 'parallelGateway', id: 'join' },
    { type: 'endEvent', id: 'done' },
    { type: 'endEvent', id: 'refused' },
  ],
  [
    'start>review',
    'review>choice',
    'choice>split:ok',
    'choice>refused:*',
    'split>left',
    'split>right',
    'left>join',
    'right>join',
    'join>done',
  ],
);

describe('a small procedure', () => {
  it('waits for people and completes when no token is left', () => {
    const instance = new AnInstance(programme, { n: 1 });
    expect(instance.open).toEqual(['review']);
    instance.complete('review', { form: { ok: true } });
    expect(instance.state.status).toBe('completed');
    expect(instance.variables).toEqual({ n: 3, ok: true });
    expect(instance.path.at(-1)).toBe('done');
  });

  it('gives the same journal, byte for byte, when its events are applied again', () => {
    const instance = new AnInstance(programme, { n: 1 });
    instance.complete('review', { form: { ok: false } });
    const journal = instance.transitions.flatMap((next) => next.journal ?? []);
    const again = replay(programme, JSON.parse(JSON.stringify(journal)));
    expect(JSON.stringify(again.journal)).toBe(JSON.stringify(journal));
    expect(JSON.stringify(again.state)).toBe(JSON.stringify(instance.state));
  });

  it('answers a repeated event as before and changes nothing', () => {
    const instance = new AnInstance(programme, { n: 1 });
    const first = instance.complete('review', { form: { ok: true } });
    const before = instance.state;
    instance.transitions.pop();
    const second = instance.complete('review', { form: { ok: true } });
    expect(second.answer).toEqual({ ...first.answer, repeated: true });
    expect(second.state).toBe(before);
    expect(second.journal).toBeUndefined();
  });
});
