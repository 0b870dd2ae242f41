import fc from 'fast-check';
import type {
  Element,
  ProcessDefinition,
  SequenceFlow,
  Text,
  Trigger,
} from '../../../definitions/schema/definition.ts';

/** Words as people and hostile people write them: quotes, angle brackets, line ends, control characters, half an emoji. */
const words = fc.oneof(
  fc.constantFrom(
    'Проверка «полноты»',
    'a < b && "c"',
    'две\nстроки',
    '  края  ',
    ']]>',
    '\u0001\u000b',
    '\ud83d',
    '🏛️',
    '&amp;',
  ),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
);
const text: fc.Arbitrary<Text> = fc.oneof(fc.record({ ru: words }), fc.record({ ru: words, en: words }));
const feel = fc.constantFrom(
  'x > 1',
  'contains(name, "a")',
  '"a" + "<b>"',
  'if x = 1 then "да" else "нет"',
  'x = 1 and\n  y < 2',
);
const name = fc.constantFrom('x', 'решение', 'case_data', 'y2');
const mapping = fc.record({ to: name, value: feel });
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({
    type: fc.constant('timer' as const),
    duration: fc.constantFrom('PT5S', 'P30D', { feel: 'duration("PT1H")' }),
  }),
  fc.record({ type: fc.constant('timer' as const), cycle: fc.constantFrom('R3/PT10S', 'R/P1D') }),
  fc.record({
    type: fc.constant('timer' as const),
    date: fc.constantFrom('2026-12-01', '2026-12-01T10:00:00Z', { feel: 'due' }),
  }),
  fc.record({ type: fc.constant('deadline' as const), deadline: name }),
  fc.record(
    {
      type: fc.constant('message' as const),
      message: name,
      correlationKey: feel,
      outputs: fc.array(mapping, { maxLength: 2 }),
    },
    { requiredKeys: ['type', 'message'] },
  ),
  fc.record(
    { type: fc.constant('signal' as const), signal: name, outputs: fc.array(mapping) },
    { requiredKeys: ['type', 'signal'] },
  ),
  fc.record({ type: fc.constant('conditional' as const), condition: feel }),
);
const thrown: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({ type: fc.constant('escalation' as const), escalation: name }),
  fc.record(
    { type: fc.constant('signal' as const), signal: name, payload: fc.array(mapping) },
    { requiredKeys: ['type', 'signal'] },
  ),
  fc.record(
    { type: fc.constant('message' as const), message: name, toInstance: feel },
    { requiredKeys: ['type', 'message'] },
  ),
  fc.record({ type: fc.constant('compensation' as const) }),
);

const base = fc.record(
  {
    title: text,
    description: text,
    stage: words,
    department: fc.constantFrom('Приёмная', 'Отдел <1>', ''),
    basis: words,
    noDeadlineBecause: words,
    status: fc.record({ code: name, reason: text }, { requiredKeys: ['code'] }),
  },
  { requiredKeys: ['title'] },
);
const loop = fc.oneof(
  fc.record(
    { type: fc.constant('standard' as const), condition: feel, testBefore: fc.boolean(), maximum: fc.nat(9) },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constant('multiInstance' as const),
      sequential: fc.boolean(),
      cardinality: fc.constantFrom('3', 'x'),
      collection: feel,
      item: name,
      output: feel,
      outputCollection: name,
      completionCondition: feel,
      behavior: fc.constantFrom('none' as const, 'one' as const, 'all' as const, 'complex' as const),
      event: thrown,
      complex: fc.array(fc.record({ condition: feel, event: thrown }, { requiredKeys: ['condition'] }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: ['type'] },
  ),
);
const activity = fc.record(
  {
    inputs: fc.array(mapping, { maxLength: 2 }),
    outputs: fc.array(mapping, { maxLength: 2 }),
    loop,
    startQuantity: fc.integer({ min: 1, max: 3 }),
    completionQuantity: fc.integer({ min: 1, max: 3 }),
    forCompensation: fc.boolean(),
  },
  { requiredKeys: [] },
);

type Made = Omit<Element, 'id' | 'parent'> & { [member: string]: unknown };
const withType = (type: Element['type'], ...parts: fc.Arbitrary<object>[]): fc.Arbitrary<Made> =>
  fc.tuple(base, ...parts).map((members) => Object.assign({ type }, ...members) as Made);
const optional = (members: { [name: string]: fc.Arbitrary<unknown> }, ...required: string[]) =>
  fc.record(members, { requiredKeys: required });

/** Every element type, with its members there or not. */
const element: fc.Arbitrary<Made> = fc.oneof(
  withType(
    'startEvent',
    optional({
      triggers: fc.array(trigger, { maxLength: 2 }),
      interrupting: fc.boolean(),
      parallelMultiple: fc.boolean(),
      documents: fc.array(name),
      form: fc.record({ schema: fc.constant({ type: 'object' }) }),
    }),
  ),
  withType(
    'intermediateCatchEvent',
    optional(
      { triggers: fc.array(trigger, { minLength: 1, maxLength: 2 }), parallelMultiple: fc.boolean() },
      'triggers',
    ),
  ),
  withType('intermediateThrowEvent', optional({ triggers: fc.array(thrown, { maxLength: 2 }) })),
  withType(
    'endEvent',
    optional({
      triggers: fc.array(
        fc.oneof(
          thrown,
          fc.constant<Trigger>({ type: 'terminate' }),
          fc.record({ type: fc.constant('error' as const), error: name }),
        ),
        { maxLength: 2 },
      ),
    }),
  ),
  withType(
    'userTask',
    activity,
    optional({
      performer: fc.constantFrom('official', 'applicant'),
      outcomes: fc.array(fc.record({ key: name, title: text })),
      priority: fc.oneof(fc.nat(100), fc.record({ feel })),
      assignment: fc.record({ candidateGroups: fc.array(name) }),
    }),
  ),
  withType(
    'serviceTask',
    activity,
    optional(
      {
        connector: fc.constantFrom('notify.email', 'x'),
        settings: fc.dictionary(name, json),
        retry: fc.record({ maxAttempts: fc.nat(9) }),
      },
      'connector',
    ),
  ),
  withType(
    'sendTask',
    activity,
    fc.record({ message: fc.record({ message: name, correlationKey: feel }, { requiredKeys: ['message'] }) }),
  ),
  withType(
    'receiveTask',
    activity,
    optional(
      {
        message: fc.record({ message: name, outputs: fc.array(mapping) }, { requiredKeys: ['message'] }),
        instantiate: fc.boolean(),
      },
      'message',
    ),
  ),
  withType('scriptTask', activity, fc.record({ assignments: fc.array(mapping, { maxLength: 3 }) })),
  withType('businessRuleTask', activity, fc.record({ decision: name, result: name })),
  withType('manualTask', activity),
  withType('task', activity),
  withType(
    'callActivity',
    activity,
    optional({ calls: fc.constantFrom('other', 'third-one'), version: fc.nat(9) }, 'calls'),
  ),
  withType('exclusiveGateway'),
  withType('parallelGateway'),
  withType('inclusiveGateway'),
  withType(
    'eventBasedGateway',
    optional({ instantiate: fc.boolean(), kind: fc.constantFrom('exclusive', 'parallel') }),
  ),
  withType('complexGateway', optional({ activationCondition: feel })),
  withType(
    'approval',
    activity,
    fc.record({
      stages: fc.array(fc.record({ id: name, title: text, mode: fc.constant('serial') })),
      visasSurvive: fc.constant('none'),
      documentHash: feel,
      author: fc.record({ candidateGroups: fc.array(name) }),
    }),
  ),
);
const container: fc.Arbitrary<Made> = fc.oneof(
  withType('subProcess', activity),
  withType('transaction', activity),
  withType('eventSubProcess'),
  withType(
    'adHocSubProcess',
    activity,
    optional({
      ordering: fc.constantFrom('parallel', 'sequential'),
      completionCondition: feel,
      cancelRemaining: fc.boolean(),
      activation: fc.constantFrom('automatic', 'manual'),
    }),
  ),
);

/** Definitions of any shape: every element and member of the language, elements in any order, flows within one parent. */
export const arbitraryDefinition: fc.Arbitrary<ProcessDefinition> = fc
  .record({
    head: fc.record(
      {
        title: text,
        description: text,
        basis: words,
        zone: fc.constant('Asia/Omsk'),
        owner: words,
        parameters: fc.array(fc.record({ name, title: text, value: fc.oneof(fc.integer(), words, fc.boolean()) })),
        messages: fc.uniqueArray(fc.record({ name, title: text }, { requiredKeys: ['name'] }), {
          selector: (each) => each.name,
        }),
        errors: fc.uniqueArray(fc.record({ code: name, title: text }, { requiredKeys: ['code'] }), {
          selector: (each) => each.code,
        }),
        data: fc.record({ schema: fc.constant({ type: 'object', properties: { x: { type: 'number' } } }) }),
      },
      { requiredKeys: ['title'] },
    ),
    containers: fc.array(fc.record({ made: container, inside: fc.nat() }), { maxLength: 3 }),
    others: fc.array(fc.record({ made: element, inside: fc.nat() }), { minLength: 1, maxLength: 8 }),
    boundary: fc.array(
      fc.record({
        triggers: fc.array(fc.oneof(trigger, fc.constant<Trigger>({ type: 'compensation' })), {
          minLength: 1,
          maxLength: 2,
        }),
        base,
        host: fc.nat(),
        interrupting: fc.option(fc.boolean(), { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
    flows: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        rest: fc.record({ title: text, condition: feel, default: fc.constant(true as const) }, { requiredKeys: [] }),
      }),
      { maxLength: 12 },
    ),
    order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    objects: fc.array(fc.record({ name, value: json, inside: fc.nat() }), { maxLength: 2 }),
  })
  .map(({ head, containers, others, boundary, flows, order, objects }) => {
    const parents = containers.map((_each, i) => `sub${i}`);
    const parentOf = (n: number, below: number) => {
      const parent = n % 3 === 0 ? undefined : parents[n % Math.max(1, parents.length)];
      return parent !== undefined && parents.indexOf(parent) < below ? { parent } : {};
    };
    const made = [
      ...containers.map(({ made: each, inside }, i) => ({ id: `sub${i}`, ...each, ...parentOf(inside, i) })),
      ...others.map(({ made: each, inside }, i) => ({ id: `el.${i}`, ...each, ...parentOf(inside, 99) })),
    ] as Element[];
    const hosts = made.filter(({ type }) => type.endsWith('Task') || type === 'subProcess' || type === 'callActivity');
    const events = boundary.flatMap(({ triggers, base: members, host, interrupting }, i): Element[] => {
      const attached = hosts[host % Math.max(1, hosts.length)];
      if (attached === undefined) return [];
      const parent = attached.parent === undefined ? {} : { parent: attached.parent };
      const flag = interrupting === undefined ? {} : { interrupting };
      return [
        { ...members, id: `b${i}`, type: 'boundaryEvent', attachedTo: attached.id, triggers, ...parent, ...flag },
      ];
    });
    const elements = shuffled([...made, ...events], order);
    return {
      language: 1,
      key: 'arbitrary',
      ...head,
      ...(objects.length > 0 && {
        dataObjects: objects.map(({ name: of, value, inside }) => ({ name: of, value, ...parentOf(inside, 99) })),
      }),
      elements,
      flows: shuffled(flowsWithin(elements, flows), order),
    } as ProcessDefinition;
  });

function flowsWithin(elements: Element[], wanted: { from: number; to: number; rest: object }[]): SequenceFlow[] {
  const defaults = new Set<string>();
  return wanted.flatMap(({ from, to, rest }, i) => {
    const source = elements[from % elements.length];
    const targets = elements.filter((each) => each.parent === source?.parent && each.type !== 'boundaryEvent');
    const target = targets[to % Math.max(1, targets.length)];
    if (source === undefined || target === undefined) return [];
    const second = 'default' in rest && defaults.has(source.id);
    if ('default' in rest) defaults.add(source.id);
    const { default: flag, ...others } = rest as SequenceFlow;
    return [{ ...others, id: `flow${i}`, from: source.id, to: target.id, ...(flag && !second && { default: true }) }];
  });
}

function shuffled<T>(items: T[], ranks: number[]): T[] {
  return items
    .map((item, i) => ({ item, rank: ranks[i] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
