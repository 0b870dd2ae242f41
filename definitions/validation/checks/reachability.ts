import type { Element } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import { isContainer, type Outline, triggersOf } from '../outline.ts';
import { hasTrigger, isCompensationBoundary, isHandler } from './flows.ts';
import { beginsByItself, instantiates } from './starts-and-ends.ts';

/** Every element can be reached, and every path goes on to an end. Of a chain out of reach only its head is reported. */
export const reachability: Check = (outline, report) => {
  const reached = reachable(outline);
  const lost = outline.elements.filter(({ value }) => {
    if (reached.has(value.id)) return false;
    const parent = value.parent === undefined ? undefined : outline.byId.get(value.parent);
    return (
      value.parent === undefined || (parent !== undefined && isContainer(parent.value) && reached.has(parent.value.id))
    );
  });
  const told = new Set<string>();
  const tell = (id: string): void => {
    for (const next of [id, ...nextOf(outline, id)]) {
      if (told.has(next)) continue;
      told.add(next);
      if (next !== id) tell(next);
    }
  };
  const heads = lost.filter(({ value }) => cameFrom(outline, value).length === 0);
  for (const { value } of heads) tell(value.id);
  const circles = lost.filter(({ value }) => {
    if (told.has(value.id)) return false;
    tell(value.id);
    return true;
  });
  for (const { value, pointer } of [...heads, ...circles]) report('element.unreachable', pointer, { name: value.id });

  for (const { value, pointer } of outline.elements) {
    if (outline.outgoing(value.id).length === 0 && shouldGoOn(outline, value))
      report('element.deadEnd', pointer, { name: value.id });
  }
};

function reachable(outline: Outline): Set<string> {
  const reached = new Set<string>();
  const todo: string[] = [];
  const reach = (id: string): void => {
    if (!reached.has(id) && outline.byId.has(id)) {
      reached.add(id);
      todo.push(id);
    }
  };
  const enter = (container: string | undefined, adHoc: boolean): void => {
    const inner = outline.children(container).map(({ value }) => value);
    const starts = inner.filter(({ type }) => type === 'startEvent');
    for (const element of inner) {
      const begins =
        element.type === 'startEvent' ||
        element.type === 'eventSubProcess' ||
        (container === undefined && instantiates(element));
      const alone = (adHoc || starts.length === 0) && beginsByItself(outline, element);
      if (begins || alone) reach(element.id);
    }
  };
  enter(undefined, false);
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const next of nextOf(outline, id)) reach(next);
    const element = outline.byId.get(id)?.value;
    if (element !== undefined && isContainer(element)) enter(id, element.type === 'adHocSubProcess');
  }
  return reached;
}

/** Where a token at an element may go on: by flow, over the boundary, by link. */
function nextOf(outline: Outline, id: string): string[] {
  const element = outline.byId.get(id)?.value;
  if (element === undefined) return [];
  const next = [
    ...outline.outgoing(id).map(({ value }) => value.to),
    ...outline.boundaries(id).map(({ value }) => value.id),
  ];
  if (element.type !== 'intermediateThrowEvent') return next;
  const links = triggersOf(element).flatMap((trigger) => (trigger.type === 'link' ? [trigger.link] : []));
  const targets = outline.children(element.parent).filter(({ value }) => {
    return (
      value.type === 'intermediateCatchEvent' &&
      value.triggers.some((trigger) => trigger.type === 'link' && links.includes(trigger.link))
    );
  });
  return [...next, ...targets.map(({ value }) => value.id)];
}

function cameFrom(outline: Outline, element: Element): string[] {
  const incoming = outline.incoming(element.id).map(({ value }) => value.from);
  if (element.type === 'boundaryEvent') return [element.attachedTo];
  return incoming.filter((id) => outline.byId.has(id) && id !== element.id);
}

function shouldGoOn(outline: Outline, element: Element): boolean {
  if (
    element.type === 'endEvent' ||
    element.type === 'eventSubProcess' ||
    isHandler(element) ||
    isCompensationBoundary(element)
  )
    return false;
  if (element.type === 'intermediateThrowEvent' && hasTrigger(element, 'link')) return false;
  const parent = element.parent === undefined ? undefined : outline.byId.get(element.parent)?.value;
  if (parent?.type === 'adHocSubProcess') return false;
  return outline.children(element.parent).some(({ value }) => value.type === 'endEvent');
}
