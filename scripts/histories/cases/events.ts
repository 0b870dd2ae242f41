import type { Trigger } from '../../../definitions/schema/definition.ts';
import type { AnElement } from '../../../test/definitions/engine/a-definition.ts';
import { type HistoryCase, livesOf, oneMore, type Piece } from '../case.ts';

const work: AnElement = { type: 'userTask', id: 'work' };
const declared = {
  messages: [{ name: 'news' }],
  signals: [{ name: 'alarm' }],
  escalations: [{ code: 'higher' }],
  errors: [{ code: 'broken' }],
};

const catching = (...triggers: Trigger[]): Piece => ({
  type: 'intermediateCatchEvent',
  elements: [
    {
      type: 'intermediateCatchEvent',
      id: 'catch',
      triggers,
      ...(triggers.length > 1 ? { parallelMultiple: true } : {}),
    },
  ],
  first: 'catch',
  last: 'catch',
  waits: true,
  more: declared,
});
const byMessage: Piece = { ...catching({ type: 'message', message: 'news' }), acts: [{ message: 'news' }] };
const byTimer: Piece = { ...catching({ type: 'timer', duration: 'P10D' }), acts: [{ advance: 'P11D' }] };
const bySignal: Piece = { ...catching({ type: 'signal', signal: 'alarm' }), acts: [{ signal: 'alarm' }] };
const byCondition: Piece = {
  ...catching({ type: 'conditional', condition: 'ready = true' }),
  input: { ready: false },
  acts: [{ correct: { ready: true } }],
};
const byAll: Piece = {
  ...catching({ type: 'message', message: 'news' }, { type: 'signal', signal: 'alarm' }),
  acts: [{ signal: 'alarm' }, { message: 'news' }],
};

/** A signal thrown in one branch is caught in the other. */
const throwing: Piece = {
  type: 'intermediateThrowEvent',
  elements: [
    { type: 'parallelGateway', id: 'both' },
    { type: 'intermediateCatchEvent', id: 'catch', triggers: [{ type: 'signal', signal: 'alarm' }] },
    work,
    { type: 'intermediateThrowEvent', id: 'throw', triggers: [{ type: 'signal', signal: 'alarm' }] },
    { type: 'parallelGateway', id: 'joined' },
  ],
  flows: ['both>catch', 'both>work', 'work>throw', 'throw>joined', 'catch>joined'],
  first: 'both',
  last: 'joined',
  waits: true,
  more: declared,
  acts: [{ complete: 'work' }],
};
const linked: Piece = {
  ...throwing,
  elements: [
    work,
    { type: 'intermediateThrowEvent', id: 'throw', triggers: [{ type: 'link', link: 'over' }] },
    { type: 'intermediateCatchEvent', id: 'catch', triggers: [{ type: 'link', link: 'over' }] },
    { type: 'task', id: 'land' },
  ],
  flows: ['work>throw', 'catch>land'],
  first: 'work',
  last: 'land',
};

const boundary = (interrupting: boolean, ...triggers: Trigger[]): Piece => ({
  type: 'boundaryEvent',
  elements: [
    work,
    { type: 'boundaryEvent', id: 'edge', attachedTo: 'work', interrupting, triggers },
    { type: 'userTask', id: 'aside' },
    { type: 'endEvent', id: 'aside-end' },
  ],
  flows: ['edge>aside', 'aside>aside-end'],
  first: 'work',
  last: 'work',
  waits: true,
  more: declared,
});
const beside: Piece = {
  ...boundary(false, { type: 'message', message: 'news' }),
  acts: [{ message: 'news' }, { complete: 'aside' }, { complete: 'work' }],
};
const everyDay: Piece = {
  ...boundary(false, { type: 'timer', cycle: 'R2/P1D' }),
  acts: [{ advance: 'P3D' }, { complete: 'aside' }, { complete: 'aside' }, { complete: 'work' }],
};
const instead: Piece = {
  ...boundary(true, { type: 'signal', signal: 'alarm' }),
  acts: [{ signal: 'alarm' }, { complete: 'aside' }],
};
const escalated: Piece = {
  ...boundary(false),
  elements: [
    { type: 'subProcess', id: 'part' },
    { type: 'startEvent', id: 'p-start', parent: 'part' },
    {
      type: 'intermediateThrowEvent',
      id: 'call-up',
      parent: 'part',
      triggers: [{ type: 'escalation', escalation: 'higher' }],
    },
    { type: 'endEvent', id: 'p-end', parent: 'part', triggers: [{ type: 'error', error: 'broken' }] },
    {
      type: 'boundaryEvent',
      id: 'up',
      attachedTo: 'part',
      interrupting: false,
      triggers: [{ type: 'escalation', escalation: 'higher' }],
    },
    { type: 'userTask', id: 'aside' },
    { type: 'endEvent', id: 'aside-end' },
    { type: 'boundaryEvent', id: 'down', attachedTo: 'part', triggers: [{ type: 'error' }] },
    { type: 'endEvent', id: 'down-end' },
  ],
  flows: ['p-start>call-up', 'call-up>p-end', 'up>aside', 'aside>aside-end', 'down>down-end'],
  first: 'part',
  last: 'part',
  acts: [{ complete: 'aside' }],
};

const ending = (...triggers: Trigger[]): Piece => ({
  type: 'endEvent',
  elements: [work, { type: 'endEvent', id: 'finish', triggers }],
  flows: ['work>finish'],
  first: 'work',
  waits: true,
  more: declared,
  acts: [{ complete: 'work' }],
});
const terminated: Piece = {
  ...ending(),
  elements: [
    { type: 'parallelGateway', id: 'both' },
    work,
    { type: 'userTask', id: 'other' },
    { type: 'endEvent', id: 'finish', triggers: [{ type: 'terminate' }] },
  ],
  flows: ['both>work', 'both>other', 'work>finish'],
  first: 'both',
  last: 'other',
};

const starting: Piece = {
  type: 'startEvent',
  elements: [work],
  first: 'work',
  last: 'work',
  waits: true,
  acts: [{ complete: 'work' }],
};
const byNews: Piece = {
  ...starting,
  elements: [{ type: 'startEvent', id: 'on-news', triggers: [{ type: 'message', message: 'news' }] }, work],
  flows: ['on-news>work'],
  more: declared,
};
const noStart: Piece = {
  ...starting,
  elements: [work, { type: 'scriptTask', id: 'broken', assignments: [{ to: 'n', value: 'nobody + 1' }] }],
  first: 'broken',
  last: 'work',
  flows: ['broken>work'],
  acts: [{ incident: 'resolve', value: { n: 1 } }, { complete: 'work' }],
};

export const events: HistoryCase[] = [
  ...livesOf(byMessage),
  oneMore(byTimer, 'timer', 'duration'),
  oneMore(bySignal, 'happy', 'signal'),
  oneMore(byCondition, 'happy', 'condition'),
  oneMore(byAll, 'happy', 'all'),
  ...livesOf(throwing),
  oneMore(linked, 'happy', 'link'),
  ...livesOf(beside),
  oneMore(everyDay, 'timer', 'cycle'),
  oneMore(instead, 'happy', 'interrupting'),
  oneMore(escalated, 'error', 'escalation'),
  ...livesOf(ending()),
  oneMore(terminated, 'happy', 'terminate'),
  oneMore(ending({ type: 'error', error: 'broken' }), 'error', 'uncaught'),
  ...livesOf(starting),
  oneMore(byNews, 'happy', 'message', { startElement: 'on-news', message: { name: 'news' } }),
  oneMore(noStart, 'error', 'incident'),
];
