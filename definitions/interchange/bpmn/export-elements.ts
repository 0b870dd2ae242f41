import type { ActivityBase, Element, ElementType, Loop, Mapping } from '../../schema/definition.ts';
import { eventDefinition, type Elements } from './export-events.ts';
import { activityTypes, declared, type Document, expression, xmlText } from './export-model.ts';
import type { Node } from './moddle.ts';
import { connectorPrefix, xmlIdFrom } from './names.ts';

const bpmnTypes = {
  startEvent: 'StartEvent',
  intermediateCatchEvent: 'IntermediateCatchEvent',
  intermediateThrowEvent: 'IntermediateThrowEvent',
  boundaryEvent: 'BoundaryEvent',
  endEvent: 'EndEvent',
  userTask: 'UserTask',
  serviceTask: 'ServiceTask',
  sendTask: 'SendTask',
  receiveTask: 'ReceiveTask',
  scriptTask: 'ScriptTask',
  businessRuleTask: 'BusinessRuleTask',
  manualTask: 'ManualTask',
  task: 'Task',
  callActivity: 'CallActivity',
  subProcess: 'SubProcess',
  eventSubProcess: 'SubProcess',
  transaction: 'Transaction',
  adHocSubProcess: 'AdHocSubProcess',
  exclusiveGateway: 'ExclusiveGateway',
  parallelGateway: 'ParallelGateway',
  inclusiveGateway: 'InclusiveGateway',
  eventBasedGateway: 'EventBasedGateway',
  complexGateway: 'ComplexGateway',
  // The composite has no counterpart: other tools see the people's work it is.
  approval: 'UserTask',
} as const satisfies { [T in ElementType]: string };

/** The node of an element, before references between elements can be set. */
export function createNode(document: Document, element: Element): Node {
  const { title, description } = element;
  const id = document.newId(element.id);
  return document.moddle.create(`bpmn:${bpmnTypes[element.type]}`, {
    id,
    ...(title.ru !== id && { name: xmlText(title.ru) }),
    ...(description !== undefined && {
      documentation: [document.moddle.create('bpmn:Documentation', { text: xmlText(description.ru) })],
    }),
  });
}

/** Everything of the element that BPMN has a place for; `elements` holds the nodes of all elements by now. */
export function fillNode(document: Document, element: Element, node: Node, elements: Elements): void {
  if (activityTypes.has(element.type)) fillActivity(document, element as ActivityBase, node, elements);
  switch (element.type) {
    case 'startEvent':
      if (element.interrupting === false) node.set('isInterrupting', false);
      break;
    case 'boundaryEvent': {
      const host = elements.get(element.attachedTo);
      if (host !== undefined) node.set('attachedToRef', host);
      if (element.interrupting === false) node.set('cancelActivity', false);
      break;
    }
    case 'sendTask':
    case 'receiveTask':
      node.set('messageRef', declared(document, 'Message', element.message.message));
      if (element.type === 'receiveTask' && element.instantiate) node.set('instantiate', true);
      break;
    case 'serviceTask':
      node.set('implementation', `${connectorPrefix}${element.connector}`);
      break;
    case 'scriptTask':
      node.set('scriptFormat', 'application/feel');
      node.set('script', xmlText(printAssignments(element.assignments)));
      break;
    case 'callActivity':
      node.set('calledElement', xmlIdFrom(element.calls));
      break;
    case 'eventSubProcess':
      node.set('triggeredByEvent', true);
      break;
    case 'adHocSubProcess':
      if (element.ordering === 'sequential') node.set('ordering', 'Sequential');
      if (element.cancelRemaining === false) node.set('cancelRemainingInstances', false);
      setExpression(document, node, 'completionCondition', element.completionCondition);
      break;
    case 'eventBasedGateway':
      if (element.instantiate) node.set('instantiate', true);
      if (element.kind === 'parallel') node.set('eventGatewayType', 'Parallel');
      break;
    case 'complexGateway':
      setExpression(document, node, 'activationCondition', element.activationCondition);
      break;
    default:
  }
  if ('triggers' in element && element.triggers !== undefined) {
    const definitions = element.triggers.map((trigger) => eventDefinition(document, trigger, elements));
    for (const definition of definitions) definition.$parent = node;
    node.set('eventDefinitions', definitions);
  }
  if ('parallelMultiple' in element && element.parallelMultiple) node.set('parallelMultiple', true);
}

function fillActivity(document: Document, element: ActivityBase, node: Node, elements: Elements): void {
  if (element.startQuantity !== undefined) node.set('startQuantity', element.startQuantity);
  if (element.completionQuantity !== undefined) node.set('completionQuantity', element.completionQuantity);
  if (element.forCompensation) node.set('isForCompensation', true);
  if (element.loop !== undefined)
    node.set('loopCharacteristics', loopNode(document, element.loop, element.id, elements));
}

function loopNode(document: Document, loop: Loop, elementId: string, elements: Elements): Node {
  const { moddle } = document;
  if (loop.type === 'standard') {
    const node = moddle.create('bpmn:StandardLoopCharacteristics', {
      ...(loop.testBefore && { testBefore: true }),
      ...(loop.maximum !== undefined && { loopMaximum: loop.maximum }),
    });
    setExpression(document, node, 'loopCondition', loop.condition);
    return node;
  }
  const node = moddle.create('bpmn:MultiInstanceLoopCharacteristics', loop.sequential ? { isSequential: true } : {});
  setExpression(document, node, 'loopCardinality', loop.cardinality);
  setExpression(document, node, 'completionCondition', loop.completionCondition);
  if (loop.behavior === 'none' || loop.behavior === 'one') {
    node.set('behavior', loop.behavior === 'none' ? 'None' : 'One');
    if (loop.event !== undefined) {
      const event = eventDefinition(document, loop.event, elements, document.newId(`${elementId}_event`));
      document.roots.push(event);
      node.set(`${loop.behavior}BehaviorEventRef`, event);
    }
  } else if (loop.behavior === 'complex') {
    node.set('behavior', 'Complex');
    const complex = (loop.complex ?? []).map(({ condition, event }) =>
      moddle.create('bpmn:ComplexBehaviorDefinition', {
        condition: expression(document, condition),
        ...(event !== undefined && {
          event: moddle.create('bpmn:ImplicitThrowEvent', {
            id: document.newId(`${elementId}_event`),
            eventDefinitions: [eventDefinition(document, event, elements)],
          }),
        }),
      }),
    );
    node.set('complexBehaviorDefinition', complex);
  }
  return node;
}

function setExpression(document: Document, node: Node, property: string, body: string | undefined): void {
  const made = expression(document, body);
  if (made !== undefined) node.set(property, made);
}

/** The text `parseAssignments` reads; further lines of an expression begin with a space. */
export function printAssignments(assignments: Mapping[]): string {
  return assignments.map(({ to, value }) => `${to} := ${value.replace(/\r?\n(?=\S)/g, '\n ')}`).join('\n');
}
