import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addElement,
  changeElement,
  connect,
  type Draft,
  moveElement,
  removeElement,
} from '../../admin-ui/src/authoring/edit.ts';
import { begin, change, type History, redo, undo } from '../../admin-ui/src/authoring/history.ts';

const title = { ru: 'Шаг' };
const empty: Draft = {
  language: 1,
  key: 'draft',
  title: { ru: 'Черновик' },
  elements: [
    { id: 'start', type: 'startEvent', title },
    { id: 'end', type: 'endEvent', title },
  ],
  flows: [{ id: 'start-end', from: 'start', to: 'end' }],
};

/** No flow, boundary event or child names an element that is not there. */
function dangling(draft: Draft): string[] {
  const ids = new Set(draft.elements.map((element) => element.id));
  return [
    ...draft.flows.flatMap((flow) => [flow.from, flow.to]),
    ...draft.elements.flatMap((element) => (element.type === 'boundaryEvent' ? [element.attachedTo] : [])),
    ...draft.elements.flatMap((element) => element.parent ?? []),
  ].filter((id) => !ids.has(id));
}

describe('editing a draft', () => {
  it('leads the way through an element added after another', () => {
    const { draft, id } = addElement(empty, 'userTask', title, 'start');
    expect(draft.flows.map((flow) => [flow.from, flow.to])).toEqual([
      [id, 'end'],
      ['start', id],
    ]);
  });

  it('closes the way when the element is removed again', () => {
    const { draft, id } = addElement(empty, 'userTask', title, 'start');
    expect(removeElement(draft, id).flows.map((flow) => [flow.from, flow.to])).toEqual([['start', 'end']]);
  });

  it('takes boundary events and children along with their host', () => {
    const { draft, id } = addElement(empty, 'subProcess', title, 'start');
    const inner: Draft = { ...draft, elements: [...draft.elements, { id: 'inner', type: 'task', title, parent: id }] };
    const { draft: guarded } = addElement(inner, 'boundaryEvent', title, id);
    expect(removeElement(guarded, id).elements.map((element) => element.id)).toEqual(['start', 'end']);
  });

  it('lets flows follow a renamed element', () => {
    const renamed = changeElement(empty, 'end', { id: 'finish', type: 'endEvent', title });
    expect(dangling(renamed)).toEqual([]);
    expect(renamed.flows[0]?.to).toBe('finish');
  });

  it('never leaves a reference to nothing, undoes every step and redoes them to the same JSON', () => {
    const step = fc.record({
      kind: fc.constantFrom('add', 'remove', 'connect', 'move', 'rename'),
      a: fc.nat(30),
      b: fc.nat(30),
    });
    const types = ['userTask', 'exclusiveGateway', 'boundaryEvent', 'subProcess', 'endEvent', 'serviceTask'] as const;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        let history: History<Draft> = begin(empty);
        for (const { kind, a, b } of steps) {
          const draft = history.present;
          const at = draft.elements[a % Math.max(1, draft.elements.length)];
          const other = draft.elements[b % Math.max(1, draft.elements.length)];
          const activity = draft.elements.find(
            (element) => element.type === 'userTask' || element.type === 'subProcess',
          );
          const type = types[b % types.length] as (typeof types)[number];
          if (kind === 'add') {
            const host = type === 'boundaryEvent' ? activity : at;
            if (type !== 'boundaryEvent' || host)
              history = change(history, addElement(draft, type, title, host?.id).draft);
          } else if (kind === 'remove' && at) history = change(history, removeElement(draft, at.id));
          else if (kind === 'connect' && at && other) history = change(history, connect(draft, at.id, other.id).draft);
          else if (kind === 'move' && at) history = change(history, moveElement(draft, at.id, b % 2 === 0 ? 1 : -1));
          else if (kind === 'rename' && at)
            history = change(
              history,
              changeElement(draft, at.id, { ...at, id: `renamed-${a}-${b}-${at.id}`.slice(0, 60) }),
            );
          expect(dangling(history.present)).toEqual([]);
        }
        const done = JSON.stringify(history.present);
        const count = history.past.length;
        for (let back = 0; back < count; back++) history = undo(history);
        expect(JSON.stringify(history.present)).toBe(JSON.stringify(empty));
        for (let forth = 0; forth < count; forth++) history = redo(history);
        expect(JSON.stringify(history.present)).toBe(done);
      }),
      { numRuns: 200 },
    );
  });

  it('joins what is typed in one field into one step', () => {
    let history = begin('');
    for (const text of ['с', 'ср', 'сро', 'срок']) history = change(history, text, '/elements/0/title/ru');
    expect(history.past).toEqual(['']);
    history = change(history, 'срок 5', '/elements/1/title/ru');
    expect(undo(history).present).toBe('срок');
  });
});
