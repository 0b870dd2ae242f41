import { describe, expect, it } from 'vitest';
import { AnInstance, aProgramme, type AnElement } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const wait: AnElement = { type: 'userTask', id: 'wait' };
const note: AnElement = { type: 'manualTask', id: 'note' };
const end: AnElement = { type: 'endEvent', id: 'end' };

describe('links, terminate and milestones', () => {
  it('go on at the catching link of the same name', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'intermediateThrowEvent', id: 'from', triggers: [{ type: 'link', link: 'L' }] },
        { type: 'intermediateCatchEvent', id: 'to', triggers: [{ type: 'link', link: 'L' }] },
        note,
      ],
      ['start>from', 'to>note'],
    );
    expect(new AnInstance(programme).path).toEqual(['start', 'from', 'to', 'note']);
  });

  it('without a catching link wait for an operator', () => {
    const programme = aProgramme(
      [start, { type: 'intermediateThrowEvent', id: 'from', triggers: [{ type: 'link', link: 'L' }] }],
      ['start>from'],
    );
    expect(new AnInstance(programme).incidents).toEqual(['link.noTarget']);
  });

  it('terminate everything in the process', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'parallelGateway', id: 'split' },
        wait,
        { type: 'endEvent', id: 'stop', triggers: [{ type: 'terminate' }] },
      ],
      ['start>split', 'split>wait', 'split>stop'],
    );
    const instance = new AnInstance(programme);
    expect(instance.state.status).toBe('completed');
    expect(instance.state.userTasks).toEqual({});
  });

  it('terminate a sub-process only, and the process goes on', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'subProcess', id: 'sub' },
        { type: 'startEvent', id: 'in', parent: 'sub' },
        { type: 'userTask', id: 'inside', parent: 'sub' },
        { type: 'endEvent', id: 'stop', parent: 'sub', triggers: [{ type: 'terminate' }] },
        end,
      ],
      ['start>sub', 'in>inside', 'in>stop', 'sub>end'],
    );
    const instance = new AnInstance(programme);
    expect(instance.path.at(-1)).toBe('end');
    expect(instance.state.status).toBe('completed');
  });

  it('pass a throw event without triggers', () => {
    expect(
      new AnInstance(
        aProgramme(
          [start, { type: 'intermediateThrowEvent', id: 'milestone' }, end],
          ['start>milestone', 'milestone>end'],
        ),
      ).path,
    ).toContain('milestone');
  });
});
