import { readdirSync, readFileSync } from 'node:fs';
import { shippedProcedures } from '../../definitions/procedures/index.ts';
import type { ElementType, ProcessDefinition, SequenceFlow } from '../../definitions/schema/definition.ts';
import { aDefinition, type AnElement } from '../../test/definitions/engine/a-definition.ts';
import { activities } from '../histories/cases/activities.ts';
import { containers } from '../histories/cases/containers.ts';
import { events } from '../histories/cases/events.ts';
import { gateways } from '../histories/cases/gateways.ts';
import { someExpression } from './expressions.ts';
import type { Random } from './random.ts';

/** Definitions that work: the shipped ones, the patterns, and those of the stored histories (every element type). */
export function workingDefinitions(): ProcessDefinition[] {
  const patterns = new URL('../../docs/patterns/', import.meta.url);
  const files = readdirSync(patterns, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('definition.json'),
  );
  const written = files.map((name) => JSON.parse(readFileSync(new URL(name, patterns), 'utf8')) as ProcessDefinition);
  const cases = [...activities, ...events, ...gateways, ...containers].map(({ definition }) => definition);
  return [...Object.values(shippedProcedures), ...written, ...cases];
}

const straying: readonly unknown[] = [
  null,
  -1,
  0,
  1e9,
  1.5,
  '',
  'start',
  'R/PT0S',
  'P-1D',
  '2026-02-30',
  'PT1E9S',
  true,
  [],
  {},
  '__proto__',
  [[]],
  'я'.repeat(300),
];
const feelMembers = new Set([
  'value',
  'condition',
  'completionCondition',
  'cardinality',
  'collection',
  'correlationKey',
  'activationCondition',
  'feel',
  'output',
  'documentHash',
  'reasonFrom',
]);

/** The definition with some of it changed: mostly broken, sometimes another working one. */
export function mutated(random: Random, definition: ProcessDefinition): unknown {
  const copy = structuredClone(definition) as unknown;
  for (let times = 1 + random.below(3); times > 0; times--) mutate(random, copy);
  return copy;
}

/** Only its expressions changed: the shape stays. */
export function withOtherExpressions(random: Random, definition: ProcessDefinition): ProcessDefinition {
  const copy = structuredClone(definition);
  const places = placesIn(copy).filter(({ holder, name }) => feelMembers.has(name) && typeof holder[name] === 'string');
  for (let times = 1 + random.below(3); times > 0 && places.length > 0; times--) {
    const { holder, name } = random.pick(places);
    holder[name] = someExpression(random);
  }
  return copy;
}

interface Place {
  holder: { [name: string]: unknown };
  name: string;
}

function placesIn(root: unknown): Place[] {
  const places: Place[] = [];
  const stack: unknown[] = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const [name, value] of Object.entries(next as object)) {
      places.push({ holder: next as { [name: string]: unknown }, name });
      if (typeof value === 'object' && value !== null) stack.push(value);
    }
  }
  return places;
}

export function mutate(random: Random, root: unknown): void {
  const places = placesIn(root);
  if (places.length === 0) return;
  const { holder, name } = random.pick(places);
  const other = random.pick(places);
  switch (random.below(6)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
      break;
    case 1:
      holder[name] = random.pick(straying);
      break;
    case 2:
      holder[name] = structuredClone(other.holder[other.name]);
      break;
    case 3:
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(name)]));
      else
        holder[random.pick(['loop', 'parent', 'attachedTo', 'triggers', 'condition', '__proto__x'])] =
          random.pick(straying);
      break;
    case 4:
      if (typeof holder[name] === 'string') holder[name] = someExpression(random);
      break;
    default: {
      const same = places.filter((place) => place.name === name);
      holder[name] = structuredClone(random.pick(same).holder[name]);
    }
  }
}

const kinds: readonly ElementType[] = [
  'userTask',
  'task',
  'scriptTask',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'complexGateway',
  'manualTask',
  'intermediateThrowEvent',
  'serviceTask',
  'subProcess',
];

/** Elements and flows at random: deadlocks, loops without end, joins that never come. Nothing about it need make sense. */
export function randomGraph(random: Random): ProcessDefinition {
  const count = 2 + random.below(12);
  const elements: AnElement[] = [{ type: 'startEvent', id: 'start' }];
  for (let index = 0; index < count; index++) {
    const type = random.pick(kinds);
    const base = { type, id: `e${index}` };
    const more = {
      ...(type === 'scriptTask'
        ? { assignments: [{ to: 'n', value: random.chance(0.7) ? 'n + 1' : someExpression(random) }] }
        : {}),
      ...(type === 'serviceTask' ? { connector: 'some.connector' } : {}),
      ...(type === 'complexGateway' ? { activationCondition: 'activationCount >= 1' } : {}),
      ...(random.chance(0.1) && /Task|task/.test(type)
        ? { loop: { type: 'multiInstance', cardinality: random.pick(['3', 'n', '1e9']) } }
        : {}),
    };
    elements.push({ ...base, ...more } as AnElement);
  }
  elements.push({ type: 'endEvent', id: 'end' });
  const ids = elements.map(({ id }) => id);
  const definition = aDefinition(elements, [], { key: 'graph' });
  const flow = (from: string, to: string): SequenceFlow => ({
    id: `f${definition.flows.length}`,
    from,
    to,
    ...(/Gateway/.test(elements.find(({ id }) => id === from)?.type ?? '') && random.chance(0.6)
      ? { condition: random.pick(['n > 3', 'n < 100', 'true', someExpression(random)]) }
      : {}),
  });
  for (const from of ids.slice(0, -1)) {
    for (let times = 1 + random.below(3); times > 0; times--)
      definition.flows.push(flow(from, random.pick(ids.slice(1))));
  }
  return definition;
}
