import type { ActivityBase, Assignment, Element, ServiceTask, Text } from '../../schema/definition.ts';
import { messageOf } from './import-declarations.ts';
import { type ActivityData, activityData } from './import-data.ts';
import { loopOf } from './import-loops.ts';
import { type ImportContext, feelOf, report } from './import-context.ts';
import { type Node, bodyOf, child, children, flag, idOf, is, text, typeOf } from './moddle.ts';
import { connectorPrefix, keyFrom, nameFrom } from './names.ts';
import { importScript } from './import-script.ts';

export interface Base {
  id: string;
  title: Text;
  description?: Text;
  parent?: string;
  department?: string;
}

/** What every activity has beside its type. */
function activityBase(context: ImportContext, node: Node, base: Base, data: ActivityData): ActivityBase {
  const loop = loopOf(context, node);
  const start = quantity(context, node, 'startQuantity');
  const completion = quantity(context, node, 'completionQuantity');
  const locals = children(node, 'properties').flatMap((item) => context.variables.get(item) ?? []);
  const inputs = [...locals.map((to) => ({ to, value: 'null' })), ...data.inputs];
  return {
    ...base,
    ...(inputs.length > 0 && !is(node, 'SubProcess') && { inputs }),
    ...(data.inputs.length > 0 && is(node, 'SubProcess') && { inputs: data.inputs }),
    ...(data.outputs.length > 0 && { outputs: data.outputs }),
    ...(loop !== undefined && { loop }),
    ...(start !== 1 && { startQuantity: start }),
    ...(completion !== 1 && { completionQuantity: completion }),
    ...(isHandler(context, node) && { forCompensation: true }),
  };
}

function isHandler(context: ImportContext, node: Node): boolean {
  return (
    flag(node, 'isForCompensation', false) ||
    [...context.compensations.values()].some(({ handler }) => handler === node)
  );
}

function quantity(context: ImportContext, node: Node, name: 'startQuantity' | 'completionQuantity'): number {
  const value = node.get(name);
  if (value === undefined) return 1;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  const why = `${name} is ${String(value)}; it must be a whole number, 1 or more`;
  report(context, 'bpmn.quantity', node, why, { of: node, name });
  return typeof value === 'number' && Number.isFinite(value) ? value : 1;
}

/** Tasks, call activities and sub-processes; a script may bring content of its own. */
export function importActivity(
  context: ImportContext,
  node: Node,
  base: Base,
): Element | ReturnType<typeof importScript> {
  const data = activityData(context, node);
  const common = activityBase(context, node, base, data);
  switch (typeOf(node)) {
    case 'Task':
      return { ...common, type: 'task' };
    case 'ManualTask':
    case 'GlobalManualTask':
      return { ...common, type: 'manualTask' };
    case 'UserTask':
    case 'GlobalUserTask':
      return { ...common, type: 'userTask', ...assignment(context, node) };
    case 'ServiceTask':
      return { ...common, type: 'serviceTask', connector: connectorOf(context, node) };
    case 'SendTask':
      return { ...common, type: 'sendTask', message: { message: taskMessage(context, node) } };
    case 'ReceiveTask':
      return {
        ...common,
        type: 'receiveTask',
        message: { message: taskMessage(context, node) },
        ...(flag(node, 'instantiate', false) && { instantiate: true }),
      };
    case 'ScriptTask':
    case 'GlobalScriptTask':
      return importScript(context, node, common, data);
    case 'BusinessRuleTask':
    case 'GlobalBusinessRuleTask':
      report(
        context,
        'bpmn.decision',
        node,
        'BPMN does not say which decision the task takes; name it in our extension',
        {
          of: node,
          name: 'decision',
        },
      );
      return { ...common, type: 'businessRuleTask', decision: nameFrom(idOf(node)), result: 'result' };
    case 'CallActivity':
      return { ...common, type: 'callActivity', calls: calledKey(context, node) };
    case 'Transaction':
      return { ...common, type: 'transaction' };
    case 'AdHocSubProcess':
      return { ...common, type: 'adHocSubProcess', ...adHoc(context, node) };
    case 'SubProcess':
      if (!flag(node, 'triggeredByEvent', false)) return { ...common, type: 'subProcess' };
      return { ...base, type: 'eventSubProcess' };
    default:
      report(context, 'bpmn.element.unsupported', node, `${typeOf(node)} is not known here`, {
        of: node,
        name: 'type',
      });
      return { ...common, type: 'task' };
  }
}

function adHoc(context: ImportContext, node: Node) {
  const completionCondition = feelOf(context, child(node, 'completionCondition'), node, 'completionCondition');
  return {
    ...(text(node, 'ordering') === 'Sequential' && { ordering: 'sequential' as const }),
    ...(completionCondition !== undefined && { completionCondition }),
    ...(!flag(node, 'cancelRemainingInstances', true) && { cancelRemaining: false }),
  };
}

function taskMessage(context: ImportContext, node: Node): string {
  const message = messageOf(context, node, node);
  if (message === undefined) {
    report(context, 'bpmn.message.missing', node, 'The task names no message', { of: node, name: 'message' });
  }
  return message ?? '';
}

function calledKey(context: ImportContext, node: Node): string {
  const called = text(node, 'calledElement')?.replace(/^[^:]*:/, '');
  if (called === undefined) {
    report(context, 'bpmn.call.missing', node, 'The call activity does not say what it calls', {
      of: node,
      name: 'calls',
    });
    return '';
  }
  return context.keys.get(called) ?? keyFrom(called);
}

/** BPMN names an operation of an interface; we call connectors. */
function connectorOf(context: ImportContext, node: Node): ServiceTask['connector'] {
  const here = { of: node, name: 'connector' };
  const operation = child(node, 'operationRef');
  const implementation = text(node, 'implementation');
  if (implementation?.startsWith(connectorPrefix)) return implementation.slice(connectorPrefix.length);
  const known = implementation !== undefined && !implementation.startsWith('##') ? implementation : undefined;
  const name = operation === undefined ? known : (text(operation, 'name') ?? idOf(operation));
  if (name === undefined) {
    report(context, 'bpmn.service.implementation', node, 'The service task does not say what it calls', here);
    return 'unknown';
  }
  report(context, 'bpmn.service.operation', node, `The operation "${name}" becomes the connector of that name`, here);
  return nameFrom(name);
}

/** Who does a user task: a resource by name is a group, an expression yields groups or users. */
function assignment(context: ImportContext, node: Node): { assignment?: Assignment } {
  const result: Assignment = {};
  for (const role of children(node, 'resources')) {
    const expression = child(role, 'resourceAssignmentExpression');
    const feel = expression && feelOf(context, child(expression, 'expression'), node, 'assignment');
    const resource = child(role, 'resourceRef');
    const group = resource && (text(resource, 'name') ?? idOf(resource));
    if (is(role, 'PotentialOwner') || !is(role, 'Performer')) {
      if (feel !== undefined) result.candidateGroupsFrom = feel;
      else if (group !== undefined) result.candidateGroups = [...(result.candidateGroups ?? []), group];
    } else if (feel !== undefined) {
      result.assigneeFrom = feel;
    } else if (group !== undefined) {
      result.candidateGroups = [...(result.candidateGroups ?? []), group];
    }
  }
  return Object.keys(result).length > 0 ? { assignment: result } : {};
}

export function documentation(node: Node): { description?: Text } {
  const words = children(node, 'documentation').flatMap((each) => bodyOf(each) ?? []);
  return words.length > 0 ? { description: { ru: words.join('\n\n') } } : {};
}
