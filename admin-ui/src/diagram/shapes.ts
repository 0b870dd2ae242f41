import type { Element, ElementType } from '../../../definitions/schema/definition.ts';

export type Shape = 'event' | 'activity' | 'gateway' | 'container';

/** How each element type is drawn: the compiler finds a type without a shape. */
const shapes = {
  startEvent: 'event',
  intermediateCatchEvent: 'event',
  intermediateThrowEvent: 'event',
  boundaryEvent: 'event',
  endEvent: 'event',
  userTask: 'activity',
  serviceTask: 'activity',
  sendTask: 'activity',
  receiveTask: 'activity',
  scriptTask: 'activity',
  businessRuleTask: 'activity',
  manualTask: 'activity',
  task: 'activity',
  callActivity: 'activity',
  approval: 'activity',
  subProcess: 'container',
  eventSubProcess: 'container',
  transaction: 'container',
  adHocSubProcess: 'container',
  exclusiveGateway: 'gateway',
  parallelGateway: 'gateway',
  inclusiveGateway: 'gateway',
  eventBasedGateway: 'gateway',
  complexGateway: 'gateway',
} as const satisfies Record<ElementType, Shape>;

export function shapeOf(element: Pick<Element, 'type'>): Shape {
  return shapes[element.type];
}

/** Width and height before layout, in pixels; containers grow around what they hold. */
export function sizeOf(shape: Shape): { width: number; height: number } {
  switch (shape) {
    case 'event':
      return { width: 36, height: 36 };
    case 'gateway':
      return { width: 48, height: 48 };
    case 'activity':
      return { width: 168, height: 76 };
    case 'container':
      return { width: 220, height: 120 };
  }
}
