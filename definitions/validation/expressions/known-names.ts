import type { JsonSchema, Mapping } from '../../schema/definition.ts';
import type { Outline } from '../outline.ts';
import type { Part } from '../walk.ts';

/**
 * Names that may hold a value somewhere in an instance: the case data, data objects, what forms, messages, mappings and
 * results bring. Who writes before whom is not told apart: a name that nobody ever writes is what an author mistypes.
 */
export function variableNames(outline: Outline): Set<string> {
  const { definition } = outline;
  const names = new Set<string>(['parameters', 'case']);
  const add = (name: string): void => {
    names.add(name.split('.')[0] ?? name);
  };
  for (const part of outline.all('JsonSchema')) for (const name of propertiesOf(part.value)) add(name);
  for (const { name } of definition.dataObjects ?? []) add(name);
  for (const { value } of outline.all('Mapping')) add(value.to);
  for (const { value: loop } of outline.all('Loop')) {
    if (loop.type !== 'multiInstance') continue;
    if (loop.item !== undefined) add(loop.item);
    if (loop.outputCollection !== undefined) add(loop.outputCollection);
  }
  for (const { value } of outline.elements) {
    if (value.type === 'businessRuleTask') add(value.result);
    // Without output mappings a user task leaves its outcome and reason.
    if (value.type === 'userTask' && value.outcomes && !value.outputs) ['outcome', 'reason'].forEach(add);
  }
  return names;
}

/** What an expression sees at its place beside variables, or undefined where anything may come in from outside. */
export function namesAt(outline: Outline, part: Part): ReadonlySet<string> | undefined {
  const element = outline.elementOf(part);
  const names = new Set<string>();
  for (let around = part.within; around !== undefined; around = around.within) {
    if (around.shape === 'MultiInstanceLoop') {
      for (const name of [
        'loopCounter',
        'numberOfInstances',
        'numberOfActiveInstances',
        'numberOfCompletedInstances',
        'numberOfTerminatedInstances',
      ])
        names.add(name);
    }
    if (around.shape === 'Deadline') names.add('deadline');
    if (around.shape === 'ComplexGateway') names.add('activationCount');
  }
  const scopes = element === undefined ? [] : [element, ...outline.ancestors(element)];
  if (scopes.some((scope) => 'loop' in scope && scope.loop !== undefined)) names.add('loopCounter');
  if (element?.type === 'complexGateway') names.add('activationCount');
  if (!isOutput(part)) return names;
  if (element?.type === 'userTask') for (const name of ['form', 'outcome', 'reason', 'completedBy']) names.add(name);
  if (element?.type === 'userTask') return names;
  // Calls, services, messages, signals and errors bring properties that only the other side knows.
  return undefined;
}

/**
 * The schema of what a name holds at a place, where one schema alone says it: the form of the user task whose outputs
 * these are, or case data that nothing else writes as a whole.
 */
export function schemasOfNames(outline: Outline): (part: Part, name: string) => JsonSchema | undefined {
  const data = outline.definition.data?.schema['properties'];
  const declared = typeof data === 'object' && data !== null ? (data as { [name: string]: JsonSchema }) : {};
  const written = new Set<string>();
  for (const { value } of outline.all('Mapping')) written.add(value.to);
  for (const { name } of outline.definition.dataObjects ?? []) written.add(name);
  for (const { value } of outline.elements) if (value.type === 'businessRuleTask') written.add(value.result);
  for (const { value: loop } of outline.all('Loop')) {
    if (loop.type === 'multiInstance') for (const name of [loop.item, loop.outputCollection]) written.add(name ?? '');
  }
  for (const { value, pointer } of outline.all('JsonSchema')) {
    if (pointer !== '/data/schema') for (const name of propertiesOf(value)) written.add(name);
  }
  return (part, name) => {
    const element = outline.elementOf(part);
    if (name === 'form' && element?.type === 'userTask' && isOutput(part)) return element.form?.schema;
    return Object.hasOwn(declared, name) && !written.has(name) ? declared[name] : undefined;
  };
}

function isOutput(part: Part): boolean {
  const mapping = part.within as Part<Mapping> | undefined;
  return mapping?.shape === 'Mapping' && mapping.keys.includes('outputs');
}

/** Names of the properties that a schema describes at the top, through local references and combinations. */
export function propertiesOf(schema: JsonSchema): string[] {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    const {
      properties,
      $ref: reference,
      allOf,
      anyOf,
      oneOf,
      if: condition,
      then,
      else: otherwise,
    } = part as { [keyword: string]: unknown };
    if (typeof properties === 'object' && properties !== null)
      for (const name of Object.keys(properties)) names.add(name);
    for (const list of [allOf, anyOf, oneOf]) if (Array.isArray(list)) for (const item of list) visit(item);
    for (const item of [condition, then, otherwise]) visit(item);
    if (typeof reference === 'string') {
      const keys = reference.split('/').slice(1);
      visit(
        keys.reduce<unknown>(
          (at, key) =>
            typeof at === 'object' && at !== null && Object.hasOwn(at, key)
              ? (at as { [name: string]: unknown })[key]
              : undefined,
          schema,
        ),
      );
    }
  };
  visit(schema);
  return [...names];
}
