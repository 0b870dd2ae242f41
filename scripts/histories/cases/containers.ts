import type { AnElement } from '../../../test/definitions/engine/a-definition.ts';
import { type HistoryCase, livesOf, oneMore, type Piece } from '../case.ts';

const inside = (parent: string, ...more: AnElement[]): AnElement[] =>
  [
    { type: 'startEvent', id: 'i-start' },
    { type: 'userTask', id: 'work' },
    { type: 'endEvent', id: 'i-end' },
    ...more,
  ].map((element) => ({ ...element, parent }) as AnElement);

const subProcess: Piece = {
  type: 'subProcess',
  elements: [{ type: 'subProcess', id: 'part', outputs: [{ to: 'seen', value: 'note' }] }, ...inside('part')],
  flows: ['i-start>work', 'work>i-end'],
  first: 'part',
  last: 'part',
  waits: true,
  acts: [{ complete: 'work' }],
};
const oneByOne: Piece = {
  ...subProcess,
  elements: [
    { type: 'subProcess', id: 'part', loop: { type: 'multiInstance', sequential: true, cardinality: '2' } },
    ...inside('part'),
  ],
  acts: [{ complete: 'work' }, { complete: 'work' }],
};

/** Booked, then regretted: what was done is undone, the last first. */
const booking: AnElement[] = [
  { type: 'manualTask', id: 'book' },
  { type: 'boundaryEvent', id: 'book-undo', attachedTo: 'book', triggers: [{ type: 'compensation' }] },
  { type: 'userTask', id: 'unbook', forCompensation: true },
];
const transaction: Piece = {
  type: 'transaction',
  elements: [{ type: 'transaction', id: 'deal' }, ...inside('deal', ...booking)],
  flows: ['i-start>book', 'book>work', 'work>i-end', 'book-undo>unbook'],
  first: 'deal',
  last: 'deal',
  waits: true,
  acts: [{ complete: 'work' }],
};
const cancelled: Piece = {
  ...transaction,
  elements: [
    { type: 'transaction', id: 'deal' },
    ...inside('deal', ...booking, { type: 'endEvent', id: 'regret', triggers: [{ type: 'cancel' }] }),
    { type: 'boundaryEvent', id: 'off', attachedTo: 'deal', triggers: [{ type: 'cancel' }] },
    { type: 'endEvent', id: 'off-end' },
  ],
  flows: ['i-start>book', 'book>work', 'work>regret', 'book-undo>unbook', 'off>off-end'],
  acts: [{ complete: 'work' }, { complete: 'unbook' }],
};

const adHoc: Piece = {
  type: 'adHocSubProcess',
  elements: [
    { type: 'adHocSubProcess', id: 'free', activation: 'automatic', ordering: 'parallel' },
    { type: 'userTask', id: 'one', parent: 'free' },
    { type: 'userTask', id: 'two', parent: 'free' },
  ],
  first: 'free',
  last: 'free',
  waits: true,
  acts: [{ complete: 'two' }, { complete: 'one' }],
};
const byHand: Piece = {
  ...adHoc,
  elements: [
    { type: 'adHocSubProcess', id: 'free', activation: 'manual', completionCondition: 'enough = true' },
    { type: 'userTask', id: 'one', parent: 'free', outputs: [{ to: 'enough', value: 'true' }] },
  ],
  input: { enough: false },
  acts: [{ activate: 'one' }, { complete: 'one' }],
};

const eventSub = (interrupting: boolean, trigger: object): Piece => ({
  type: 'eventSubProcess',
  elements: [
    { type: 'subProcess', id: 'part' },
    ...inside('part', { type: 'eventSubProcess', id: 'reaction' }),
    { type: 'startEvent', id: 'r-start', parent: 'reaction', interrupting, triggers: [trigger] } as AnElement,
    { type: 'userTask', id: 'react', parent: 'reaction' },
    { type: 'endEvent', id: 'r-end', parent: 'reaction' },
  ],
  flows: ['i-start>work', 'work>i-end', 'r-start>react', 'react>r-end'],
  first: 'part',
  last: 'part',
  waits: true,
  more: { messages: [{ name: 'news' }], errors: [{ code: 'broken' }] },
});
const beside: Piece = {
  ...eventSub(false, { type: 'message', message: 'news' }),
  acts: [{ message: 'news' }, { complete: 'react' }, { complete: 'work' }],
};
const caught: Piece = {
  ...eventSub(true, { type: 'error', error: 'broken' }),
  acts: [{ complete: 'work' }, { complete: 'react' }],
};
caught.elements = caught.elements.map((element) =>
  element.id === 'i-end' ? ({ ...element, triggers: [{ type: 'error', error: 'broken' }] } as AnElement) : element,
);
const timed: Piece = {
  ...eventSub(true, { type: 'timer', duration: 'P4D' }),
  acts: [{ advance: 'P5D' }, { complete: 'react' }],
};

export const containers: HistoryCase[] = [
  ...livesOf(subProcess),
  oneMore(oneByOne, 'happy', 'one-by-one'),
  ...livesOf(transaction),
  oneMore(cancelled, 'cancel', 'compensated'),
  ...livesOf(adHoc),
  oneMore(byHand, 'happy', 'by-hand'),
  ...livesOf(beside),
  oneMore(caught, 'error', 'caught'),
  oneMore(timed, 'timer', 'interrupting'),
];
