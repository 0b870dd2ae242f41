import type { Element, Trigger } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import { type Outline, triggersOf } from '../outline.ts';

const bounded: ReadonlySet<Trigger['type']> = new Set<Trigger['type']>(['timer', 'deadline']);

/** Every wait for a person or another system has a deadline around it, or says why none. */
export const waits: Check = (outline, report) => {
  if ((outline.definition.deadlines ?? []).length > 0 || watched(outline, undefined)) return;
  for (const { value, pointer } of outline.elements) {
    if (isWait(value) && !isBounded(outline, value)) report('wait.noDeadline', pointer, { name: value.id });
  }
};

function isWait(element: Element): boolean {
  switch (element.type) {
    case 'userTask':
    case 'approval':
      return true;
    case 'receiveTask':
      return element.instantiate !== true;
    case 'intermediateCatchEvent':
      return (
        element.triggers.some(({ type }) => type === 'message' || type === 'signal' || type === 'conditional') &&
        !hasTime(element)
      );
    case 'adHocSubProcess':
      return element.activation === 'manual';
    default:
      return false;
  }
}

/** One of several triggers is enough, unless all must come. */
function hasTime(element: Element): boolean {
  const parallel = 'parallelMultiple' in element && element.parallelMultiple === true;
  return !parallel && triggersOf(element).some(({ type }) => bounded.has(type));
}

function isBounded(outline: Outline, element: Element): boolean {
  const around = [element, ...outline.ancestors(element)];
  return (
    around.some(
      (scope) =>
        explains(scope) ||
        outline.boundaries(scope.id).some(({ value }) => hasTime(value)) ||
        watched(outline, scope.id),
    ) || raced(outline, element)
  );
}

function explains(element: Element): boolean {
  if (element.noDeadlineBecause !== undefined) return true;
  if (element.type === 'approval' && element.stages.every(({ term }) => term !== undefined)) return true;
  return 'deadlines' in element && (element.deadlines ?? []).length > 0;
}

/** An event sub-process started by time stands beside. */
function watched(outline: Outline, scope: string | undefined): boolean {
  return outline
    .children(scope)
    .filter(({ value }) => value.type === 'eventSubProcess')
    .some(({ value }) =>
      outline.children(value.id).some(({ value: start }) => start.type === 'startEvent' && hasTime(start)),
    );
}

/** Behind the same event-based gateway something waits for time; or the gateway says why nothing does. */
function raced(outline: Outline, element: Element): boolean {
  return outline.incoming(element.id).some(({ value: flow }) => {
    const gateway = outline.byId.get(flow.from)?.value;
    if (gateway?.type !== 'eventBasedGateway') return false;
    if (gateway.noDeadlineBecause !== undefined || gateway.instantiate === true) return true;
    return outline.outgoing(gateway.id).some(({ value }) => {
      const rival = outline.byId.get(value.to)?.value;
      return rival !== undefined && hasTime(rival);
    });
  });
}
