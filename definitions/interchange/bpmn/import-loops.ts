import type { Loop, MultiInstanceLoop, StandardLoop, Trigger } from '../../schema/definition.ts';
import { collectionOf } from './import-data.ts';
import { eventDefinitionsOf, triggerOf } from './import-events.ts';
import { type ImportContext, feelOf, report } from './import-context.ts';
import { type Node, child, children, flag, is, text } from './moddle.ts';

export function loopOf(context: ImportContext, activity: Node): Loop | undefined {
  const characteristics = child(activity, 'loopCharacteristics');
  if (is(characteristics, 'StandardLoopCharacteristics')) return standardLoop(context, characteristics, activity);
  if (is(characteristics, 'MultiInstanceLoopCharacteristics')) return multiInstance(context, characteristics, activity);
  return undefined;
}

function standardLoop(context: ImportContext, node: Node, activity: Node): StandardLoop {
  const condition = feelOf(context, child(node, 'loopCondition'), activity, 'loop');
  const maximum = node.get('loopMaximum');
  if (maximum !== undefined && !(typeof maximum === 'number' && Number.isInteger(maximum) && maximum >= 0)) {
    const why = `loopMaximum is ${String(maximum)}; it must be a whole number, 0 or more`;
    report(context, 'bpmn.loop.maximum', activity, why, { of: activity, name: 'loop' });
  }
  return {
    type: 'standard',
    ...(condition !== undefined && { condition }),
    ...(flag(node, 'testBefore', false) && { testBefore: true }),
    ...(typeof maximum === 'number' && { maximum }),
  };
}

function multiInstance(context: ImportContext, node: Node, activity: Node): MultiInstanceLoop {
  const expression = (property: string) => feelOf(context, child(node, property), activity, 'loop');
  const cardinality = expression('loopCardinality');
  const completionCondition = expression('completionCondition');
  const input = child(node, 'loopDataInputRef');
  const here = { of: activity, name: 'loop' };
  if (cardinality !== undefined && /^-\s*\d/.test(cardinality)) {
    report(context, 'bpmn.loop.cardinality', activity, `loopCardinality is ${cardinality}; it must be 0 or more`, here);
  }
  if (cardinality === undefined && input === undefined) {
    const why = 'A multi-instance activity needs loopCardinality or loopDataInputRef';
    report(context, 'bpmn.loop.cardinality', activity, why, here);
  }
  return {
    type: 'multiInstance',
    ...(flag(node, 'isSequential', false) && { sequential: true }),
    ...(cardinality !== undefined && { cardinality }),
    ...(input !== undefined && { collection: collectionOf(context, activity, input, 'in') }),
    ...items(context, node, activity),
    ...(completionCondition !== undefined && { completionCondition }),
    ...behavior(context, node, activity),
  };
}

function items(context: ImportContext, node: Node, activity: Node): Partial<MultiInstanceLoop> {
  const item = child(node, 'inputDataItem');
  const result = child(node, 'outputDataItem');
  const output = child(node, 'loopDataOutputRef');
  const variable = (of: Node | undefined) => of && context.variables.get(of);
  const itemName = variable(item);
  const resultName = variable(result);
  return {
    ...(itemName !== undefined && { item: itemName }),
    ...(output !== undefined &&
      resultName !== undefined && {
        output: resultName,
        outputCollection: collectionOf(context, activity, output, 'out'),
      }),
  };
}

function behavior(context: ImportContext, node: Node, activity: Node): Partial<MultiInstanceLoop> {
  const kind = text(node, 'behavior')?.toLowerCase();
  if (kind === 'none' || kind === 'one') {
    const definition = child(node, `${kind}BehaviorEventRef`);
    const event = definition && thrown(context, definition, activity);
    if (event === undefined) {
      const why = `behavior="${kind}" names no event to throw (${kind}BehaviorEventRef)`;
      report(context, 'bpmn.loop.event', activity, why, { of: activity, name: 'loop' });
    }
    return { behavior: kind, ...(event && { event }) };
  }
  if (kind !== 'complex') return {};
  const complex = children(node, 'complexBehaviorDefinition').flatMap((each) => {
    const condition = feelOf(context, child(each, 'condition'), activity, 'loop');
    const event = child(each, 'event');
    const [definition] = event === undefined ? [] : eventDefinitionsOf(event);
    const trigger = definition && thrown(context, definition, activity);
    if (condition === undefined) {
      const why = 'A complex behaviour has no condition';
      report(context, 'bpmn.loop.event', activity, why, { of: activity, name: 'loop' });
    }
    return condition === undefined ? [] : [{ condition, ...(trigger && { event: trigger }) }];
  });
  return { behavior: 'complex', complex };
}

function thrown(context: ImportContext, definition: Node, activity: Node): Trigger | undefined {
  return triggerOf(context, definition, activity, true, 'loop');
}
