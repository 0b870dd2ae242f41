import type { Element, ProcessDefinition, SequenceFlow } from '../../../definitions/schema/definition.ts';
import { type Run, type Scenario, simulate, sourcesOf } from '../../../definitions/simulation/index.ts';

type Loose = { id: string; type: Element['type'] } & { [member: string]: unknown };

/** A definition from elements with titles left out and flows as `a -> b`. */
export function aProcess(
  key: string,
  elements: Loose[],
  flows: string[],
  more: Partial<ProcessDefinition> = {},
): ProcessDefinition {
  return {
    language: 1,
    key,
    title: { ru: key },
    ...more,
    elements: elements.map((element) => ({ title: { ru: element.id }, ...element }) as unknown as Element),
    flows: flows.map((line, i): SequenceFlow => {
      const [, from = '', to = '', condition] = /^(\S+) -> (\S+)(?: if (.+))?$/.exec(line) ?? [];
      return { id: `f${i + 1}`, from, to, ...(condition !== undefined && { condition }) };
    }),
  };
}

export function aScenario(steps: Scenario['steps'], more: Partial<Scenario> = {}): Scenario {
  return {
    name: 'scenario',
    title: { ru: 'Сценарий' },
    startAt: '2026-04-24T10:00:00+03:00',
    zone: 'Europe/Moscow',
    input: {},
    steps,
    ...more,
  };
}

export function play(
  definitions: ProcessDefinition | ProcessDefinition[],
  steps: Scenario['steps'],
  more?: Partial<Scenario>,
): Run {
  return simulate(sourcesOf([definitions].flat()), aScenario(steps, more));
}

/** One user task between start and end. */
export const review = aProcess(
  'review',
  [
    { id: 'begin', type: 'startEvent' },
    {
      id: 'check',
      type: 'userTask',
      assignment: { candidateGroups: ['registry'] },
      outcomes: [
        { key: 'complete', title: { ru: 'Полный' } },
        { key: 'refuse', title: { ru: 'Отказать' }, requiresReason: true },
      ],
      outputs: [{ to: 'decision.outcome', value: 'outcome' }],
    },
    { id: 'done', type: 'endEvent' },
  ],
  ['begin -> check', 'check -> done'],
  { dataObjects: [{ name: 'decision', value: {} }] },
);

/** A call of a connector with an error that is caught. */
export const lookup = aProcess(
  'lookup',
  [
    { id: 'begin', type: 'startEvent' },
    { id: 'find', type: 'serviceTask', connector: 'registry.lookup', outputs: [{ to: 'found', value: 'output.name' }] },
    { id: 'unknown', type: 'boundaryEvent', attachedTo: 'find', triggers: [{ type: 'error', error: 'notFound' }] },
    { id: 'done', type: 'endEvent' },
    { id: 'nothing', type: 'endEvent' },
  ],
  ['begin -> find', 'find -> done', 'unknown -> nothing'],
);
