import type { DataObject, Mapping } from '../../schema/definition.ts';
import { type ImportContext, elementId, feelOf, report } from './import-context.ts';
import { type Node, bodyOf, child, children, idOf, is, labelOf, text } from './moddle.ts';
import { variableFrom } from './names.ts';

/**
 * Gives every data item of the file its variable, before anything refers to one. A reference has the variable of what
 * it refers to; modellers write the name on either.
 */
export function nameVariables(context: ImportContext, nodes: Node[]): void {
  const referenced = new Map<Node, Node>();
  for (const node of nodes) {
    const object = is(node, 'DataObjectReference') ? child(node, 'dataObjectRef') : undefined;
    if (object !== undefined && text(node, 'name') !== undefined && !referenced.has(object))
      referenced.set(object, node);
  }
  for (const node of nodes) {
    if (is(node, 'DataObjectReference') || !isItem(node)) continue;
    const reference = referenced.get(node);
    context.variables.set(
      node,
      variableOf(context, node, text(node, 'name') ?? (reference && text(reference, 'name'))),
    );
  }
  for (const node of nodes) {
    const object = is(node, 'DataObjectReference') ? child(node, 'dataObjectRef') : undefined;
    const variable = object && context.variables.get(object);
    if (variable !== undefined) context.variables.set(node, variable);
  }
}

function isItem(node: Node): boolean {
  return ['DataObject', 'Property', 'DataInput', 'DataOutput'].some((type) => is(node, type));
}

function variableOf(context: ImportContext, node: Node, name: string | undefined): string {
  const local = is(node, 'DataInput') || is(node, 'DataOutput');
  if (name !== undefined && variableFrom(name) === name) return name;
  // Inputs and outputs are seen by their task alone, so their id serves as well as a name that is no identifier.
  const variable = variableFrom((local ? undefined : name) ?? idOf(node));
  if (name !== undefined && !local) {
    report(context, 'bpmn.data.name', node, `The data item "${name}" is the variable ${variable}`);
  }
  return variable;
}

/** Data objects and properties that a container declares. */
export function dataObjectsOf(context: ImportContext, container: Node, parent: string | undefined): DataObject[] {
  const items = [
    ...children(container, 'flowElements').filter((node) => is(node, 'DataObject')),
    ...children(container, 'properties'),
  ];
  return items.map((node) => {
    const name = context.variables.get(node) ?? '';
    const title = text(node, 'name');
    return {
      name,
      ...(parent !== undefined && { parent }),
      ...(title !== undefined && title !== name && { title: { ru: title } }),
    };
  });
}

export interface ActivityData {
  inputs: Mapping[];
  outputs: Mapping[];
  dataInputs: string[];
  dataOutputs: string[];
}

/** Data in and out of an activity: its specification and associations as mappings. */
export function activityData(context: ImportContext, activity: Node): ActivityData {
  const specification = child(activity, 'ioSpecification');
  const variables = (property: string) =>
    specification === undefined
      ? []
      : children(specification, property).flatMap((item) => context.variables.get(item) ?? []);
  return {
    inputs: children(activity, 'dataInputAssociations').flatMap((each) => mappingsOf(context, each, activity)),
    outputs: children(activity, 'dataOutputAssociations').flatMap((each) => mappingsOf(context, each, activity)),
    dataInputs: variables('dataInputs'),
    dataOutputs: variables('dataOutputs'),
  };
}

function mappingsOf(context: ImportContext, association: Node, activity: Node): Mapping[] {
  const ends = [...children(association, 'sourceRef'), child(association, 'targetRef')];
  if (ends.some((end) => is(end, 'DataStoreReference') || is(end, 'DataStore'))) {
    report(
      context,
      'bpmn.dataStore',
      activity,
      'Data stores are not known here; read and write through a service task',
    );
    return [];
  }
  const assignments = children(association, 'assignment').flatMap((assignment) => {
    const to = bodyOf(child(assignment, 'to'));
    const value = feelOf(context, child(assignment, 'from'), activity);
    return to === undefined || value === undefined ? [] : [{ to: to.replace(/^=\s*/, ''), value }];
  });
  if (assignments.length > 0) return assignments;
  const target = child(association, 'targetRef');
  const to = target && context.variables.get(target);
  const source = children(association, 'sourceRef')[0];
  const value =
    feelOf(context, child(association, 'transformation'), activity) ?? (source && context.variables.get(source));
  if (to === undefined || value === undefined) {
    report(context, 'bpmn.reference', labelOf(association), 'The data association leads from or to no data item');
    return [];
  }
  return [{ to, value }];
}

/** The data a multi-instance activity iterates over: a variable outside, or the input that an association fills. */
export function collectionOf(context: ImportContext, activity: Node, item: Node, direction: 'in' | 'out'): string {
  const property = direction === 'in' ? 'dataInputAssociations' : 'dataOutputAssociations';
  for (const association of children(activity, property)) {
    const source = children(association, 'sourceRef')[0];
    const target = child(association, 'targetRef');
    const [inside, outside] = direction === 'in' ? [target, source] : [source, target];
    const variable = outside && context.variables.get(outside);
    if (inside === item && variable !== undefined) return variable;
  }
  return context.variables.get(item) ?? elementId(context, item);
}
