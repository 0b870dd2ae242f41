import type { AnElement } from '../../../test/definitions/engine/a-definition.ts';
import { type HistoryCase, livesOf, oneMore, type Piece } from '../case.ts';

const tasks: AnElement[] = [
  { type: 'userTask', id: 'left' },
  { type: 'userTask', id: 'right' },
];

const branching = (type: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway'): Piece => ({
  type,
  elements: [{ type, id: 'split' }, ...tasks, { type, id: 'join' }],
  flows: ['split>left', 'split>right', 'left>join', 'right>join'],
  first: 'split',
  last: 'join',
  waits: true,
  input: { n: 5 },
  acts: [{ complete: 'left' }, { complete: 'right' }],
});

const exclusive: Piece = {
  ...branching('exclusiveGateway'),
  flows: ['split>left:n > 3', 'split>right:*', 'left>join', 'right>join'],
  acts: [{ complete: 'left' }],
};
const undecided: Piece = {
  ...branching('exclusiveGateway'),
  flows: ['split>left:n > 30', 'split>right:n > 300', 'left>join', 'right>join'],
  acts: [{ correct: { n: 40 } }, { incident: 'retry' }, { complete: 'left' }],
};
/** One branch is not taken: the join does not wait for it. */
const inclusive: Piece = {
  ...branching('inclusiveGateway'),
  elements: [...branching('inclusiveGateway').elements, { type: 'userTask', id: 'never' }],
  flows: ['split>left:n > 3', 'split>right:n > 4', 'split>never:*', 'left>join', 'right>join', 'never>join'],
};

const complex: Piece = {
  type: 'complexGateway',
  elements: [
    { type: 'parallelGateway', id: 'split' },
    ...tasks,
    { type: 'complexGateway', id: 'join', activationCondition: 'activationCount >= 1' },
  ],
  flows: ['split>left', 'split>right', 'left>join', 'right>join'],
  first: 'split',
  last: 'join',
  waits: true,
  acts: [{ complete: 'left' }, { complete: 'right' }],
};

const eventBased: Piece = {
  type: 'eventBasedGateway',
  elements: [
    { type: 'eventBasedGateway', id: 'race' },
    { type: 'intermediateCatchEvent', id: 'told', triggers: [{ type: 'message', message: 'news' }] },
    { type: 'intermediateCatchEvent', id: 'waited', triggers: [{ type: 'timer', duration: 'P5D' }] },
    { type: 'exclusiveGateway', id: 'merge' },
  ],
  flows: ['race>told', 'race>waited', 'told>merge', 'waited>merge'],
  first: 'race',
  last: 'merge',
  waits: true,
  more: { messages: [{ name: 'news' }] },
  acts: [{ message: 'news' }],
};

export const gateways: HistoryCase[] = [
  ...livesOf(exclusive),
  oneMore(undecided, 'error', 'no-flow'),
  ...livesOf(branching('parallelGateway')),
  ...livesOf(inclusive),
  ...livesOf(complex),
  ...livesOf(eventBased),
  oneMore({ ...eventBased, acts: [{ advance: 'P6D' }] }, 'timer', 'won'),
];
