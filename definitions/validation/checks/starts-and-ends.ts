import type { Element } from '../../schema/definition.ts';
import type { Check, Report } from '../check.ts';
import { isActivity, isContainer, type Outline, type PlacedElement, triggersOf } from '../outline.ts';

/** Something can begin, and it is clear where: in the process and in each sub-process. */
export const startsAndEnds: Check = (outline, report) => {
  process(outline, report);
  for (const container of outline.elements) {
    if (!isContainer(container.value)) continue;
    const inner = outline.children(container.value.id);
    const starts = inner.filter(({ value }) => value.type === 'startEvent');
    if (container.value.type === 'eventSubProcess') {
      if (starts.length !== 1 || starts.some(({ value }) => triggersOf(value).length === 0))
        report('eventSubProcess.start', container.pointer);
    } else if (container.value.type === 'adHocSubProcess') {
      for (const { value, pointer } of inner) {
        if (value.type === 'startEvent' || value.type === 'endEvent') report('start.inAdHoc', pointer);
      }
      if (!inner.some(({ value }) => isActivity(value))) report('start.missing', container.pointer);
    } else {
      for (const { value, pointer } of starts)
        if (triggersOf(value).length > 0) report('start.triggerInSubProcess', `${pointer}/triggers`);
      for (const { pointer } of starts.slice(1)) report('start.severalInSubProcess', pointer);
      if (starts.length === 0 && !canBegin(outline, inner)) report('start.missing', container.pointer);
    }
    if (container.value.type !== 'adHocSubProcess') ends(inner, container.pointer, report);
  }
};

function process(outline: Outline, report: Report): void {
  const inner = outline.children(undefined);
  const starts = inner.filter(({ value }) => value.type === 'startEvent');
  if (starts.length === 0 && !inner.some(({ value }) => instantiates(value)) && !canBegin(outline, inner))
    report('start.missing', '/elements');
  const plain = starts.filter(({ value }) => triggersOf(value).length === 0);
  for (const { pointer } of plain.slice(1)) report('start.ambiguous', pointer);
  ends(inner, '/elements', report);
}

function ends(inner: readonly PlacedElement[], pointer: string, report: Report): void {
  const starts = inner.some(({ value }) => value.type === 'startEvent');
  if (starts && !inner.some(({ value }) => value.type === 'endEvent')) report('end.missing', pointer);
}

/** Without a start event, activities and gateways without incoming flow begin. */
function canBegin(outline: Outline, inner: readonly PlacedElement[]): boolean {
  return inner.some(({ value }) => beginsByItself(outline, value));
}

export function beginsByItself(outline: Outline, element: Element): boolean {
  if (outline.incoming(element.id).length > 0) return false;
  if (isActivity(element)) return element.forCompensation !== true;
  return element.type.endsWith('Gateway');
}

export function instantiates(element: Element): boolean {
  return (element.type === 'receiveTask' || element.type === 'eventBasedGateway') && element.instantiate === true;
}
