import type { Element, JsonSchema, Mapping, ProcessDefinition, Trigger } from '../schema/definition.ts';

/**
 * Variables that an instance may come to have: what the case data, data objects, forms, messages, mappings and results
 * name. Until something is written to one it is null, so that an optional field left out is no unknown name.
 */
export function declaredVariables(definition: ProcessDefinition): { readonly [name: string]: null } {
  const declared: { [name: string]: null } = {};
  const add = (path: string): void => {
    const name = path.split('.')[0] ?? '';
    if (name !== '' && name !== '__proto__') declared[name] = null;
  };
  const addSchema = (schema: JsonSchema | undefined): void => {
    for (const name of propertiesOf(schema)) add(name);
  };
  const addMappings = (mappings: readonly Mapping[] | undefined): void => {
    for (const { to } of mappings ?? []) add(to);
  };
  addSchema(definition.data?.schema);
  for (const { payload } of definition.messages ?? []) addSchema(payload);
  for (const { name } of definition.dataObjects ?? []) add(name);
  for (const element of definition.elements) {
    if ('form' in element) addSchema(element.form?.schema);
    if ('outputs' in element) addMappings(element.outputs);
    if (element.type === 'scriptTask') addMappings(element.assignments);
    if (element.type === 'businessRuleTask') add(element.result);
    if (element.type === 'receiveTask') addMappings(element.message.outputs);
    if (element.type === 'userTask' && element.outcomes && !element.outputs) ['outcome', 'reason'].forEach(add);
    if ('loop' in element && element.loop?.type === 'multiInstance' && element.loop.outputCollection !== undefined)
      add(element.loop.outputCollection);
    for (const trigger of triggersOf(element)) if ('outputs' in trigger) addMappings(trigger.outputs);
  }
  return declared;
}

function triggersOf(element: Element): readonly Trigger[] {
  return 'triggers' in element ? (element.triggers ?? []) : [];
}

/** Names of properties anywhere at the top of a schema, through its combinations and local references. */
function propertiesOf(schema: JsonSchema | undefined): Set<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const stack: unknown[] = [schema];
  while (stack.length > 0) {
    const part = stack.pop();
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    const { properties, $ref, allOf, anyOf, oneOf, if: condition, then, else: otherwise } = part as JsonSchema;
    if (typeof properties === 'object' && properties !== null)
      for (const name of Object.keys(properties)) names.add(name);
    for (const list of [allOf, anyOf, oneOf]) if (Array.isArray(list)) stack.push(...list.slice(0, 1_000));
    stack.push(condition, then, otherwise);
    if (typeof $ref === 'string' && $ref.startsWith('#/')) stack.push(pointedAt(schema, $ref.slice(2).split('/')));
  }
  return names;
}

function pointedAt(schema: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as JsonSchema)[key] : undefined,
    schema,
  );
}
