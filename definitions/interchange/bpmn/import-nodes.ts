import type { DataObject, Element, SequenceFlow, Trigger } from '../../schema/definition.ts';
import { type Base, documentation, importActivity } from './import-activity.ts';
import { dataObjectsOf } from './import-data.ts';
import { triggersOf } from './import-events.ts';
import { type ImportContext, elementId, feelOf, report } from './import-context.ts';
import { type Node, child, children, flag, is, text, typeOf } from './moddle.ts';
import { applyPatch } from './patch.ts';

/** What a container holds, flat. `native`: as BPMN says it, before our extension is applied. */
export interface Content {
  elements: Element[];
  native: Element[];
  flows: SequenceFlow[];
  dataObjects: DataObject[];
}

/** The content of a process or sub-process, depth first, in the order of the file. */
export function importContent(context: ImportContext, container: Node, parent: string | undefined): Content {
  const content: Content = {
    elements: [],
    native: [],
    flows: [],
    dataObjects: dataObjectsOf(context, container, parent),
  };
  for (const node of children(container, 'flowElements')) {
    if (is(node, 'SequenceFlow')) {
      const flow = importFlow(context, node, container);
      if (flow !== undefined) content.flows.push(flow);
    } else if (is(node, 'FlowNode')) {
      importNode(context, node, parent, content);
    } else if (is(node, 'DataStoreReference')) {
      report(context, 'bpmn.dataStore', node, 'Data stores are not known here; read and write through a service task');
    }
  }
  for (const node of children(container, 'flowElements')) {
    const compensation = context.compensations.get(node);
    if (compensation !== undefined) content.flows.push(association(context, node, compensation));
  }
  return content;
}

function importNode(context: ImportContext, node: Node, parent: string | undefined, content: Content): void {
  const id = elementId(context, node);
  const department = context.lanes.get(node);
  const base: Base = {
    id,
    title: { ru: text(node, 'name') ?? id },
    ...documentation(node),
    ...(parent !== undefined && { parent }),
    ...(department !== undefined && { department }),
  };
  const add = (native: Element) => {
    const patch = context.patches.get(node);
    content.native.push(native);
    content.elements.push(patch === undefined ? native : applyPatch(native, patch));
  };
  if (!is(node, 'Activity')) {
    checkDefault(context, node);
    const element = is(node, 'Gateway') ? importGateway(context, node, base) : importEvent(context, node, base);
    if (element !== undefined) add(element);
    return;
  }
  const activity = importActivity(context, node, base);
  checkDefault(context, node);
  if ('activity' in activity) {
    add(activity.activity);
    content.native.push(...activity.content);
    content.elements.push(...activity.content);
    content.flows.push(...activity.flows);
    return;
  }
  add(activity);
  if (!is(node, 'SubProcess')) return;
  const inner = importContent(context, node, id);
  content.elements.push(...inner.elements);
  content.native.push(...inner.native);
  content.flows.push(...inner.flows);
  content.dataObjects.push(...inner.dataObjects);
}

function checkDefault(context: ImportContext, node: Node): void {
  const flow = child(node, 'default');
  if (flow === undefined || child(flow, 'sourceRef') === node) return;
  report(
    context,
    'bpmn.default.notOutgoing',
    node,
    `The default flow ${elementId(context, flow)} does not leave the element`,
  );
}

function importGateway(context: ImportContext, node: Node, base: Base): Element | undefined {
  switch (typeOf(node)) {
    case 'ExclusiveGateway':
      return { ...base, type: 'exclusiveGateway' };
    case 'InclusiveGateway':
      return { ...base, type: 'inclusiveGateway' };
    case 'ParallelGateway':
      return { ...base, type: 'parallelGateway' };
    case 'ComplexGateway': {
      const condition = feelOf(context, child(node, 'activationCondition'), node, 'activationCondition');
      return { ...base, type: 'complexGateway', ...(condition !== undefined && { activationCondition: condition }) };
    }
    case 'EventBasedGateway':
      return {
        ...base,
        type: 'eventBasedGateway',
        ...(flag(node, 'instantiate', false) && { instantiate: true }),
        ...(text(node, 'eventGatewayType') === 'Parallel' && { kind: 'parallel' as const }),
      };
    default:
      report(context, 'bpmn.element.unsupported', node, `${typeOf(node)} is not known here`);
      return undefined;
  }
}

function importEvent(context: ImportContext, node: Node, base: Base): Element | undefined {
  const triggers = triggersOf(context, node);
  const some = triggers.length > 0 && { triggers };
  const parallel = flag(node, 'parallelMultiple', false) && { parallelMultiple: true };
  checkPlaces(context, node, triggers);
  const needsTrigger = () => {
    if (triggers.length > 0) return;
    report(context, 'bpmn.event.missing', node, 'A catching event has no event definition', {
      of: node,
      name: 'triggers',
    });
  };
  switch (typeOf(node)) {
    case 'StartEvent':
      return {
        ...base,
        type: 'startEvent',
        ...some,
        ...parallel,
        ...(!flag(node, 'isInterrupting', true) && { interrupting: false }),
      };
    case 'IntermediateCatchEvent':
      needsTrigger();
      return { ...base, type: 'intermediateCatchEvent', triggers, ...parallel };
    case 'IntermediateThrowEvent':
      return { ...base, type: 'intermediateThrowEvent', ...some };
    case 'EndEvent':
      return { ...base, type: 'endEvent', ...some };
    case 'BoundaryEvent': {
      needsTrigger();
      const host = child(node, 'attachedToRef');
      if (host === undefined) report(context, 'bpmn.reference', node, 'The boundary event is attached to nothing');
      return {
        ...base,
        type: 'boundaryEvent',
        attachedTo: host === undefined ? '' : elementId(context, host),
        triggers,
        ...parallel,
        ...(!flag(node, 'cancelActivity', true) && { interrupting: false }),
      };
    }
    default:
      report(context, 'bpmn.element.unsupported', node, `${typeOf(node)} is not known here`);
      return undefined;
  }
}

const places: { [type: string]: Trigger['type'][] } = {
  StartEvent: ['message', 'timer', 'deadline', 'conditional', 'signal', 'error', 'escalation', 'compensation'],
  IntermediateCatchEvent: ['message', 'timer', 'deadline', 'conditional', 'signal', 'link'],
  BoundaryEvent: [
    'message',
    'timer',
    'deadline',
    'conditional',
    'signal',
    'error',
    'escalation',
    'cancel',
    'compensation',
  ],
  IntermediateThrowEvent: ['message', 'signal', 'escalation', 'compensation', 'link'],
  EndEvent: ['message', 'signal', 'escalation', 'compensation', 'error', 'cancel', 'terminate'],
};

/** Which event definitions the standard allows where (table 10.93). */
function checkPlaces(context: ImportContext, node: Node, triggers: Trigger[]): void {
  for (const { type } of triggers) {
    if (places[typeOf(node)]?.includes(type)) continue;
    report(context, 'bpmn.event.place', node, `A ${typeOf(node)} has no ${type} definition`, {
      of: node,
      name: 'triggers',
    });
  }
}

function importFlow(context: ImportContext, node: Node, container: Node): SequenceFlow | undefined {
  const source = child(node, 'sourceRef');
  const target = child(node, 'targetRef');
  if (source === undefined || target === undefined) {
    const end = source === undefined ? 'begins' : 'ends';
    report(context, 'bpmn.reference', node, `The sequence flow ${end} at nothing`);
    return undefined;
  }
  if (source.$parent !== container || target.$parent !== container) {
    const why = 'A sequence flow may not cross the border of a process or sub-process; use a message flow or an event';
    report(context, 'bpmn.flow.crossesSubProcess', node, why);
  }
  const condition = feelOf(context, child(node, 'conditionExpression'), node, 'condition');
  const name = text(node, 'name');
  const flow: SequenceFlow = {
    id: elementId(context, node),
    from: elementId(context, source),
    to: elementId(context, target),
    ...(name !== undefined && { title: { ru: name } }),
    ...(condition !== undefined && { condition }),
    ...(child(source, 'default') === node && { default: true }),
  };
  const patch = context.patches.get(node);
  return patch === undefined ? flow : applyPatch(flow, patch);
}

/** BPMN's association from a compensation boundary event to its handler is a flow of ours. */
function association(context: ImportContext, event: Node, found: { association: Node; handler: Node }): SequenceFlow {
  const id = elementId(context, found.association) || `${elementId(context, event)}_handler`;
  const flow = { id, from: elementId(context, event), to: elementId(context, found.handler) };
  const patch = context.patches.get(found.association);
  return patch === undefined ? flow : applyPatch(flow, patch);
}
