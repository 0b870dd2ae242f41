import type { Element, ProcessDefinition, SequenceFlow, Trigger } from '../../../definitions/schema/definition.ts';

/** Random definitions and events from a seed: the same seed, the same life. Nothing here knows how the engine works. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number below `n`. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n);
  }

  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  maybe<T>(percent: number, value: () => T): T | undefined {
    return this.below(100) < percent ? value() : undefined;
  }
}

const conditions = [
  'true',
  'false',
  'n > 2',
  'n < 3',
  'flag',
  'x = "a"',
  'missing',
  '1 / 0',
  'loopCounter < 3',
  'activationCount >= 1',
  'count(list) > 1',
  'case.status = "s"',
];
const values = [
  '1',
  'n + 1',
  '"a"',
  'list',
  'append(list, n)',
  'flag',
  'null',
  'now()',
  'today() + duration("P1D")',
  '{ a: n }',
  'missing',
  'for i in 1..3 return i',
  'message',
  'error.code',
];
export const names = ['n', 'flag', 'x', 'list', 'deep.er', 'local'];

export const text = { ru: 'т' };
const types: Element['type'][] = [
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'endEvent',
  'userTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
  'task',
  'callActivity',
  'subProcess',
  'subProcess',
  'eventSubProcess',
  'transaction',
  'adHocSubProcess',
  'exclusiveGateway',
  'exclusiveGateway',
  'parallelGateway',
  'parallelGateway',
  'inclusiveGateway',
  'inclusiveGateway',
  'eventBasedGateway',
  'complexGateway',
  'approval',
];
const activities: Element['type'][] = [
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
  'task',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'approval',
];
const containers: Element['type'][] = ['subProcess', 'eventSubProcess', 'transaction', 'adHocSubProcess'];

export function randomDefinition(seed: number): ProcessDefinition {
  const chance = new Chance(seed);
  const elements: Element[] = [{ type: 'startEvent', id: 'start', title: text }];
  const count = 3 + chance.below(14);
  for (let n = 0; n < count; n++) elements.push(randomElement(chance, `e${n}`, elements));
  for (const container of elements.filter(({ type }) => containers.includes(type))) {
    const handler = container.type === 'eventSubProcess';
    if (!handler && chance.below(3) === 0) continue;
    elements.push({
      type: 'startEvent',
      id: `${container.id}s`,
      title: text,
      parent: container.id,
      ...(handler ? { triggers: [randomTrigger(chance, true)], interrupting: chance.below(2) === 0 } : {}),
    });
  }
  for (const activity of elements.filter(({ type }) => activities.includes(type))) {
    if (chance.below(3) > 0) continue;
    const parent = activity.parent === undefined ? {} : { parent: activity.parent };
    const triggers = [
      chance.below(5) === 0
        ? ({ type: chance.one(['compensation', 'cancel'] as const) } as Trigger)
        : randomTrigger(chance, true),
    ];
    elements.push({
      type: 'boundaryEvent',
      id: `${activity.id}b`,
      title: text,
      attachedTo: activity.id,
      interrupting: chance.below(2) === 0,
      triggers,
      ...parent,
    });
  }
  return {
    language: 1,
    key: 'random',
    title: text,
    zone: 'Europe/Moscow',
    statuses: [{ code: 's', title: text, canonical: 'RECEIVED' }],
    dataObjects: [
      { name: 'local', value: 0 },
      ...elements
        .filter(({ type }) => containers.includes(type))
        .map(({ id }) => ({ name: 'local', parent: id, value: 1 })),
    ],
    elements,
    flows: randomFlows(chance, elements),
  };
}

function randomFlows(chance: Chance, elements: readonly Element[]): SequenceFlow[] {
  const flows: SequenceFlow[] = [];
  const add = (from: Element, to: Element): void => {
    const condition = chance.maybe(30, () => chance.one(conditions));
    flows.push({
      id: `f${flows.length}`,
      from: from.id,
      to: to.id,
      ...(condition === undefined ? chance.maybe(10, () => ({ default: true })) : { condition }),
    });
  };
  for (const from of elements) {
    if (from.type === 'endEvent' || from.type === 'eventSubProcess') continue;
    const targets = elements.filter(
      (to) =>
        to.parent === from.parent &&
        to.type !== 'startEvent' &&
        to.type !== 'boundaryEvent' &&
        to.type !== 'eventSubProcess',
    );
    const gateway = from.type.endsWith('Gateway');
    const many = gateway ? 1 + chance.below(3) : chance.below(10) === 0 ? 2 : chance.below(8) === 0 ? 0 : 1;
    // Mostly forward, so that most lives end.
    const later = targets.filter((to) => elements.indexOf(to) > elements.indexOf(from));
    for (let n = 0; n < many && targets.length > 0; n++)
      add(from, chance.one(later.length > 0 && chance.below(6) > 0 ? later : targets));
  }
  return flows;
}

function randomTrigger(chance: Chance, catching: boolean): Trigger {
  const shared: Trigger[] = [
    {
      type: 'message',
      message: chance.one(['m1', 'm2']),
      ...chance.maybe(30, () => ({ correlationKey: chance.one(['n', '1', 'missing']) })),
    },
    { type: 'signal', signal: chance.one(['g1', 'g2']) },
    { type: 'error', error: chance.one(['E1', 'E2']) },
    { type: 'escalation', escalation: chance.one(['X1', 'X2']) },
    { type: 'link', link: chance.one(['l1', 'l2']) },
  ];
  const caught: Trigger[] = [
    { type: 'timer', duration: chance.one(['PT1H', 'P1D', 'PT0S', 'nonsense']) },
    { type: 'timer', cycle: chance.one(['R3/PT1H', 'R/P1D', 'R0/PT1S']) },
    { type: 'conditional', condition: chance.one(conditions) },
    { type: 'deadline', deadline: 'd' },
  ];
  const thrown: Trigger[] = [
    { type: 'compensation' },
    { type: 'cancel' },
    { type: 'terminate' },
    { type: 'compensation', activity: `e${chance.below(8)}` },
  ];
  return chance.one([...shared, ...(catching ? caught : thrown)]);
}

function randomElement(chance: Chance, id: string, before: readonly Element[]): Element {
  const type = chance.one(types);
  const around = before.filter((element) => containers.includes(element.type));
  const parent = around.length > 0 ? chance.maybe(60, () => chance.one(around).id) : undefined;
  const base = {
    id,
    title: text,
    ...(parent === undefined ? {} : { parent }),
    ...chance.maybe(10, () => ({ status: { code: 's' } })),
  };
  const mapping = () => ({ to: chance.one(names), value: chance.one(values) });
  const activity = {
    ...base,
    ...chance.maybe(20, () => ({ inputs: [mapping()] })),
    ...chance.maybe(20, () => ({ outputs: [mapping()] })),
    ...chance.maybe(15, () => ({ loop: randomLoop(chance) })),
    ...chance.maybe(5, () => ({ startQuantity: chance.below(3) })),
    ...chance.maybe(5, () => ({ completionQuantity: chance.below(4) })),
    ...chance.maybe(15, () => ({
      deadlines: [
        {
          id: 'd',
          title: text,
          term: {
            amount: chance.one([1, 5, { feel: 'n' }]),
            unit: chance.one(['hours', 'workingDays', 'calendarDays'] as const),
          },
          regime: 'internal',
          class: 'internal' as const,
          owner: 'authority' as const,
          basis: 'п. 1',
          reminders: [
            { before: { amount: 1, unit: 'hours' as const }, actions: [{ type: 'raisePriority' as const, by: 5 }] },
          ],
          consequences: [
            { type: 'escalate' as const, candidateGroups: ['g'] },
            { type: 'notify' as const, connector: 'c', inputs: [mapping()] },
          ],
        },
      ],
    })),
    ...chance.maybe(5, () => ({ forCompensation: true })),
  };
  switch (type) {
    case 'intermediateCatchEvent':
      return {
        ...base,
        type,
        triggers: Array.from({ length: 1 + chance.below(2) }, () => randomTrigger(chance, true)),
        parallelMultiple: chance.below(3) === 0,
      };
    case 'intermediateThrowEvent':
    case 'endEvent':
      return { ...base, type, triggers: Array.from({ length: chance.below(3) }, () => randomTrigger(chance, false)) };
    case 'userTask':
      return {
        ...activity,
        type,
        ...chance.maybe(30, () => ({
          outcomes: [
            { key: 'a', title: text },
            { key: 'b', title: text, requiresReason: true },
          ],
        })),
        assignment: { ...chance.maybe(20, () => ({ candidateUsersFrom: chance.one(values) })) },
      };
    case 'serviceTask':
      return { ...activity, type, connector: 'c' };
    case 'sendTask':
      return { ...activity, type, message: { message: chance.one(['m1', 'm2']), payload: [mapping()] } };
    case 'receiveTask':
      return { ...activity, type, message: { message: chance.one(['m1', 'm2']) } };
    case 'scriptTask':
      return { ...activity, type, assignments: [mapping()] };
    case 'businessRuleTask':
      return { ...activity, type, decision: chance.one(['known', 'unknown']), result: 'x' };
    case 'callActivity':
      return { ...activity, type, calls: 'other' };
    case 'adHocSubProcess':
      return {
        ...activity,
        type,
        ordering: chance.one(['parallel', 'sequential'] as const),
        activation: chance.one(['automatic', 'manual'] as const),
        ...chance.maybe(50, () => ({ completionCondition: chance.one(conditions) })),
        cancelRemaining: chance.below(2) === 0,
      };
    case 'eventSubProcess':
      return { ...base, type };
    case 'complexGateway':
      return {
        ...base,
        type,
        ...chance.maybe(80, () => ({
          activationCondition: chance.one(['activationCount >= 1', 'activationCount >= 2', 'flag']),
        })),
      };
    case 'approval':
      return {
        ...activity,
        type,
        visasSurvive: chance.one(['none', 'agreed', 'sameDocument'] as const),
        documentHash: '"h"',
        author: { candidateUsers: ['a'] },
        stages: [
          {
            id: 'st',
            title: text,
            mode: chance.one(['serial', 'parallel'] as const),
            approvers: [{ candidateUsers: ['a'] }, { candidateUsers: ['b'] }],
          },
        ],
      };
    default:
      return { ...activity, type } as Element;
  }
}

function randomLoop(chance: Chance): Extract<Element, { type: 'task' }>['loop'] & object {
  if (chance.below(2) === 0)
    return {
      type: 'standard',
      condition: chance.one(conditions),
      maximum: chance.below(4),
      testBefore: chance.below(2) === 0,
    };
  return {
    type: 'multiInstance',
    sequential: chance.below(2) === 0,
    ...(chance.below(2) === 0
      ? { cardinality: chance.one(['2', '0', 'n', '-1']) }
      : { collection: chance.one(['list', '[1, 2]', 'x']), item: 'it', output: 'it', outputCollection: 'list' }),
    ...chance.maybe(30, () => ({
      completionCondition: chance.one(['numberOfCompletedInstances >= 1', 'false', 'missing']),
    })),
    ...chance.maybe(40, () => ({
      behavior: chance.one(['none', 'one', 'complex'] as const),
      event: randomTrigger(chance, false),
      complex: [{ condition: 'numberOfCompletedInstances = 1', event: randomTrigger(chance, false) }],
    })),
  };
}
