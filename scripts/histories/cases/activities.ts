import { aDefinition, type AnElement } from '../../../test/definitions/engine/a-definition.ts';
import { type HistoryCase, livesOf, oneMore, type Piece, SHORT_RUN } from '../case.ts';

const work = (id: string, more: object = {}): AnElement => ({ type: 'userTask', id, ...more }) as AnElement;

const userTask: Piece = {
  type: 'userTask',
  elements: [
    work('work', {
      form: { schema: { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] } },
      outputs: [{ to: 'answer', value: 'form.answer' }],
    }),
  ],
  first: 'work',
  last: 'work',
  waits: true,
  acts: [{ complete: 'work', form: { answer: 'Да' } }],
};

/** A legal deadline with a reminder before it and a consequence after it. */
const withDeadline: Piece = {
  ...userTask,
  elements: [
    work('work', {
      deadlines: [
        {
          ...{
            id: 'term',
            title: { ru: 'Срок' },
            basis: 'Регламент',
            regime: 'internal',
            class: 'internal',
            owner: 'authority',
          },
          term: { amount: 10, unit: 'calendarDays' },
          reminders: [{ before: { amount: 3, unit: 'calendarDays' }, actions: [{ type: 'raisePriority', by: 10 }] }],
          consequences: [{ type: 'raisePriority', by: 20 }],
        },
      ],
    }),
  ],
  acts: [{ advance: 'P12D' }, { suspend: true }, { resume: true }, { complete: 'work' }],
};

const manyAtOnce: Piece = {
  ...userTask,
  elements: [
    work('work', {
      loop: { type: 'multiInstance', collection: 'people', item: 'person', output: 'person', outputCollection: 'done' },
    }),
  ],
  input: { people: ['Анна', 'Пётр', 'Ольга'] },
  acts: [{ complete: 'work' }, { complete: 'work' }, { complete: 'work' }],
};

const call = (does: string): Piece => ({
  type: 'serviceTask',
  elements: [
    {
      type: 'serviceTask',
      id: 'call',
      connector: 'histories.obedient',
      inputs: [{ to: 'does', value: 'does' }],
      outputs: [{ to: 'result', value: 'output.result' }],
    },
  ],
  first: 'call',
  last: 'call',
  input: { does },
  acts: [],
});

const refused: Piece = {
  ...call('refuse'),
  elements: [
    ...call('refuse').elements,
    { type: 'boundaryEvent', id: 'caught', attachedTo: 'call', triggers: [{ type: 'error', error: 'refused' }] },
    { type: 'endEvent', id: 'handled' },
  ],
  flows: ['caught>handled'],
  more: { errors: [{ code: 'refused' }] },
};
const failing: Piece = {
  ...call('fail'),
  acts: [{ incident: 'retry' }, { incident: 'resolve', value: { result: 'вручную' } }],
};
const hanging: Piece = { ...call('hang'), waits: true, acts: [] };
/** No clock is moved past a call under way: this one waits for a second of real time. */
const late: Piece = {
  ...call('hang'),
  elements: [
    ...call('hang').elements,
    { type: 'boundaryEvent', id: 'late', attachedTo: 'call', triggers: [{ type: 'timer', duration: 'PT1S' }] },
    { type: 'endEvent', id: 'given-up' },
  ],
  flows: ['late>given-up'],
};
/** Called back with the old run, begun again in the new one. */
const outstanding: Piece = {
  ...call('hangOnce'),
  acts: Array.from({ length: 5 }, (_, index) => ({ correct: { note: `раз ${index}` } })),
};

const news = { name: 'news' };
const receiver: AnElement[] = [
  { type: 'parallelGateway', id: 'both' },
  {
    type: 'receiveTask',
    id: 'hear',
    message: { message: 'news', correlationKey: '"дело"' },
    outputs: [{ to: 'heard', value: 'output.text' }],
  },
  { type: 'parallelGateway', id: 'joined' },
];

const receiveTask: Piece = {
  type: 'receiveTask',
  elements: [receiver[1] as AnElement],
  first: 'hear',
  last: 'hear',
  waits: true,
  acts: [{ message: 'news', correlationKey: 'дело', payload: { text: 'письмо' } }],
  more: { messages: [news] },
};

/** It sends to whoever waits: another branch of the same instance. */
const sendTask: Piece = {
  type: 'sendTask',
  elements: [
    ...receiver,
    work('write'),
    {
      type: 'sendTask',
      id: 'send',
      message: { message: 'news', correlationKey: '"дело"', payload: [{ to: 'text', value: '"письмо"' }] },
    },
  ],
  flows: ['both>hear', 'both>write', 'write>send', 'send>joined', 'hear>joined'],
  first: 'both',
  last: 'joined',
  waits: true,
  acts: [{ complete: 'write' }],
  more: { messages: [news] },
};

/** Nobody waits for what it sends. */
const unheard: Piece = {
  ...sendTask,
  elements: [{ type: 'sendTask', id: 'send', message: { message: 'news' } }, work('write')],
  flows: ['send>write'],
  first: 'send',
  last: 'write',
  acts: [{ complete: 'write' }],
};

const scriptTask: Piece = {
  type: 'scriptTask',
  elements: [
    {
      type: 'scriptTask',
      id: 'count',
      assignments: [{ to: 'n', value: 'n + 1' }],
      loop: { type: 'standard', condition: 'n < 5', maximum: 10 },
    },
  ],
  first: 'count',
  last: 'count',
  input: { n: 0 },
};
const brokenScript: Piece = {
  ...scriptTask,
  elements: [{ type: 'scriptTask', id: 'count', assignments: [{ to: 'n', value: 'n + "один"' }] }],
  acts: [{ correct: { n: 2 } }, { incident: 'resolve', value: { n: 1 } }],
};

const businessRuleTask: Piece = {
  type: 'businessRuleTask',
  elements: [
    {
      type: 'businessRuleTask',
      id: 'decide',
      decision: 'fee',
      result: 'fee',
      outputs: [{ to: 'fee', value: 'output.fee' }],
    },
  ],
  first: 'decide',
  last: 'decide',
  input: { amount: 100 },
  decisions: { fee: { key: 'fee', kind: 'literal', expression: 'if amount > 50 then 10 else 5' } },
};
const noDecision: Piece = { ...businessRuleTask, decisions: {}, acts: [{ incident: 'resolve', value: { fee: 7 } }] };

const passing = (type: 'manualTask' | 'task'): Piece => ({
  type,
  elements: [
    { type, id: 'pass', startQuantity: 1, completionQuantity: 2 },
    { type, id: 'collect', startQuantity: 2 },
  ],
  flows: ['pass>collect'],
  first: 'pass',
  last: 'collect',
});

const called = (key: string, ...more: AnElement[]) =>
  aDefinition(
    [{ type: 'startEvent', id: 'start' }, work('help'), { type: 'endEvent', id: 'end' }, ...more],
    ['start>help', 'help>end'],
    { key, errors: [{ code: 'hopeless' }] },
  );
const callActivity: Piece = {
  type: 'callActivity',
  elements: [
    { type: 'callActivity', id: 'call', calls: 'histories-called', inputs: [{ to: 'subject', value: 'note' }] },
  ],
  first: 'call',
  last: 'call',
  waits: true,
  acts: [{ complete: 'help' }],
  others: [called('histories-called')],
};
const callFails: Piece = {
  ...callActivity,
  elements: [
    { type: 'callActivity', id: 'call', calls: 'histories-failing' },
    { type: 'boundaryEvent', id: 'caught', attachedTo: 'call', triggers: [{ type: 'error', error: 'hopeless' }] },
    { type: 'endEvent', id: 'handled' },
  ],
  flows: ['caught>handled'],
  more: { errors: [{ code: 'hopeless' }] },
  others: [
    aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        work('help'),
        { type: 'endEvent', id: 'end', triggers: [{ type: 'error', error: 'hopeless' }] },
      ],
      ['start>help', 'help>end'],
      { key: 'histories-failing', errors: [{ code: 'hopeless' }] },
    ),
  ],
};

const approval: Piece = {
  type: 'approval',
  elements: [
    {
      type: 'approval',
      id: 'visas',
      stages: [
        {
          id: 'legal',
          title: { ru: 'Юристы' },
          mode: 'serial',
          approvers: [{ candidateUsers: ['person-1'] }],
        },
      ],
      visasSurvive: 'none',
      documentHash: 'hash',
      author: { candidateUsers: ['person-1'] },
    },
  ],
  first: 'visas',
  last: 'visas',
  waits: true,
  input: { hash: 'h1' },
  acts: [{ complete: '', outcome: 'agreed' }],
};
const returned: Piece = {
  ...approval,
  acts: [
    { complete: '', outcome: 'rejected', reason: 'Исправить' },
    { complete: '', outcome: 'resubmit' },
    { complete: '', outcome: 'agreed' },
  ],
};

export const activities: HistoryCase[] = [
  ...livesOf(userTask),
  oneMore(withDeadline, 'timer', 'deadline'),
  oneMore(manyAtOnce, 'happy', 'many'),
  ...livesOf({ ...manyAtOnce })
    .filter(({ kind }) => kind === 'continueAsNew')
    .map((each) => ({ ...each, name: `${each.name}-many` })),
  ...livesOf(call('answer')),
  oneMore(refused, 'error', 'refused'),
  oneMore(failing, 'error', 'incident'),
  oneMore(late, 'timer', 'late'),
  oneMore(outstanding, 'continueAsNew', 'outstanding', { historyEvents: SHORT_RUN }),
  ...livesOf(hanging).filter(({ kind }) => kind === 'error' || kind === 'cancel'),
  ...livesOf(receiveTask),
  ...livesOf(sendTask),
  oneMore(unheard, 'error', 'unheard'),
  ...livesOf(scriptTask),
  oneMore(brokenScript, 'error', 'incident'),
  ...livesOf(businessRuleTask),
  oneMore(noDecision, 'error', 'unknown'),
  ...livesOf(passing('manualTask')),
  ...livesOf(passing('task')),
  ...livesOf(callActivity),
  oneMore(callFails, 'error', 'called'),
  ...livesOf(approval),
  oneMore(returned, 'happy', 'returned'),
];
