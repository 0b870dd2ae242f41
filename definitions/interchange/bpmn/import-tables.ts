import type { ParseWarning } from 'bpmn-moddle';
import { nameVariables } from './import-data.ts';
import { eventDefinitionsOf } from './import-events.ts';
import { declaredName } from './import-declarations.ts';
import { type ImportContext, type ImportOptions, elementId, report } from './import-context.ts';
import { type Node, type ParsedXml, child, children, flag, idOf, is, labelOf, text } from './moddle.ts';
import { keyFrom, nameFrom, uniqueNames } from './names.ts';
import { isPlain, type Patch } from './patch.ts';

/** Everything the importer looks up, read from the tree once. */
export function newContext(options: ImportOptions): ImportContext {
  return {
    options,
    problems: [],
    patches: new Map(),
    keys: new Map(),
    variables: new Map(),
    messageFlows: new Map(),
    lanes: new Map(),
    compensations: new Map(),
  };
}

export function fillTables(context: ImportContext, parsed: ParsedXml): void {
  const nodes = allNodes(parsed.root);
  for (const node of nodes) readExtension(context, node);
  nameKeys(context, children(parsed.root, 'rootElements'));
  nameVariables(context, nodes);
  for (const node of nodes) {
    if (is(node, 'MessageFlow')) readMessageFlow(context, node);
    else if (is(node, 'Lane')) readLane(context, node);
    else if (is(node, 'Association')) readCompensation(context, node);
  }
}

/** Every element of the tree, in the order of the file. */
function allNodes(root: Node): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    found.push(node);
    for (const property of node.$descriptor.properties) {
      if (property.isReference || property.name === 'di:extension') continue;
      const value = node.get(property.name);
      const below = Array.isArray(value) ? value : [value];
      for (const each of below) if (isOwned(each, node)) visit(each);
    }
  };
  visit(root);
  return found;
}

function isOwned(value: unknown, parent: Node): value is Node {
  if (typeof value !== 'object' || value === null || !('$instanceOf' in value)) return false;
  const node = value as Node;
  // Foreign elements have no descriptor of ours; diagrams hold no process.
  return node.$parent === parent && node.$type.startsWith('bpmn:');
}

function readExtension(context: ImportContext, node: Node): void {
  const extension = child(node, 'extensionElements');
  const foreign: string[] = [];
  for (const value of extension === undefined ? [] : children(extension, 'values')) {
    if (value.$type === 'reglament:More') readMore(context, node, value);
    else foreign.push(value.$type);
  }
  if (foreign.length > 0) {
    const why = `Extensions of other products are not read: ${[...new Set(foreign)].join(', ')}`;
    report(context, 'bpmn.extension.foreign', node, why);
  }
}

function readMore(context: ImportContext, node: Node, more: Node): void {
  try {
    const patch: unknown = JSON.parse(text(more, 'json') ?? '');
    if (isPlain(patch)) context.patches.set(node, patch as Patch);
    else report(context, 'bpmn.extension.json', node, 'Our extension holds no JSON object');
  } catch {
    report(context, 'bpmn.extension.json', node, 'Our extension holds broken JSON');
  }
}

export function callables(roots: Node[]): Node[] {
  return roots.filter((node) => is(node, 'Process') || is(node, 'GlobalTask'));
}

function nameKeys(context: ImportContext, roots: Node[]): void {
  const unique = uniqueNames();
  for (const node of callables(roots)) {
    const patched = context.patches.get(node)?.['key'];
    context.keys.set(idOf(node), unique(typeof patched === 'string' ? patched : keyFrom(idOf(node))));
  }
}

/** A message flow without a message still says that what one sends is what the other receives. */
function readMessageFlow(context: ImportContext, node: Node): void {
  const message = child(node, 'messageRef');
  const name = message === undefined ? (text(node, 'name') ?? idOf(node)) : declaredName(message);
  for (const end of [child(node, 'sourceRef'), child(node, 'targetRef')]) {
    if (end !== undefined && is(end, 'FlowNode')) context.messageFlows.set(idOf(end), nameFrom(name));
  }
}

/** The innermost lane names the department; a lane around another comes first in the file. */
function readLane(context: ImportContext, lane: Node): void {
  const name = text(lane, 'name');
  if (name !== undefined) for (const node of children(lane, 'flowNodeRef')) context.lanes.set(node, name);
}

function readCompensation(context: ImportContext, association: Node): void {
  const ends = [child(association, 'sourceRef'), child(association, 'targetRef')];
  const event = ends.find((end) => isCompensationBoundary(end));
  const handler = ends.find((end) => is(end, 'Activity'));
  if (event === undefined || handler === undefined) return;
  if (!flag(handler, 'isForCompensation', false)) {
    const why = `${elementId(context, handler)} compensates, so it is taken as marked isForCompensation`;
    report(context, 'bpmn.compensation.handler', handler, why);
  }
  context.compensations.set(event, { association, handler });
}

function isCompensationBoundary(node: Node | undefined): node is Node {
  return (
    is(node, 'BoundaryEvent') &&
    eventDefinitionsOf(node).some((definition) => is(definition, 'CompensateEventDefinition'))
  );
}

/** References that, when they dangle, leave the process without a part. Others (types, endpoints) have no effect. */
const essential = new Set([
  'sourceRef',
  'targetRef',
  'attachedToRef',
  'messageRef',
  'signalRef',
  'errorRef',
  'escalationRef',
  'operationRef',
  'inMessageRef',
  'activityRef',
  'default',
  'eventDefinitionRef',
  'noneBehaviorEventRef',
  'oneBehaviorEventRef',
  'loopDataInputRef',
  'loopDataOutputRef',
  'dataObjectRef',
  'processRef',
  'flowNodeRef',
]);

/** Resolves references with a namespace prefix, which the parser leaves open, and reports what the parser met. */
export function readWarnings(context: ImportContext, parsed: ParsedXml): void {
  for (const warning of parsed.warnings) {
    if (warning.property !== undefined && warning.message.startsWith('unresolved reference'))
      resolve(context, parsed, warning);
    else if (warning.message.startsWith('unknown attribute')) {
      const node = warning.element;
      if (node !== undefined)
        report(context, 'bpmn.attribute.unknown', node, `The attribute ${warning.property} is not BPMN`);
    } else {
      const [, duplicate] = /duplicate ID <([^>]*)>/.exec(warning.message) ?? [];
      if (duplicate !== undefined)
        report(context, 'bpmn.id.duplicate', duplicate, `The id "${duplicate}" is used twice`);
      else report(context, 'bpmn.xml.unknownElement', '', firstLine(warning.message));
    }
  }
}

function resolve(context: ImportContext, parsed: ParsedXml, warning: ParseWarning): void {
  const { element, property = '', value = '' } = warning;
  const name = property.replace(/^[^:]*:/, '');
  const found = parsed.byId[value.replace(/^[^:]*:/, '')];
  if (element !== undefined && found !== undefined && value.includes(':')) {
    const current = element.get(name);
    if (Array.isArray(current)) current.push(found);
    else element.set(name, found);
    return;
  }
  if (!essential.has(name) || element === undefined) return;
  report(context, 'bpmn.reference', ownerLabel(element), `${name} refers to "${value}", which the file does not hold`);
}

/** Event definitions often have no id; the event around them has. */
function ownerLabel(node: Node): string {
  return idOf(node) !== '' || node.$parent === undefined ? labelOf(node) : labelOf(node.$parent);
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
