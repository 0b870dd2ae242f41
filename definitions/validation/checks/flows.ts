import type { Element } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import { isActivity, type Outline, triggersOf } from '../outline.ts';

/** Where sequence flows may begin and end. */
export const flows: Check = (outline, report) => {
  const seen = new Set<string>();
  for (const { value: flow, pointer } of outline.flows) {
    const from = outline.byId.get(flow.from)?.value;
    const to = outline.byId.get(flow.to)?.value;
    if (from === undefined || to === undefined) continue;
    const noSource = whyNoSource(from);
    const noTarget = whyNoTarget(to, from);
    if (noSource !== undefined) report('flow.sourceNotAllowed', `${pointer}/from`, { name: from.id, reason: noSource });
    if (noTarget !== undefined) report('flow.targetNotAllowed', `${pointer}/to`, { name: to.id, reason: noTarget });
    if (from.parent !== to.parent) report('flow.crossesBorder', pointer, { name: flow.id });
    const same = JSON.stringify([flow.from, flow.to, flow.condition, flow.default === true]);
    if (seen.has(same)) report('flow.duplicate', pointer, { name: flow.id });
    seen.add(same);
  }
};

function whyNoSource(element: Element): BothLanguages | undefined {
  if (element.type === 'endEvent') return words('это конец', 'it is an end event');
  if (element.type === 'eventSubProcess')
    return words('событийный подпроцесс начинается сам', 'an event sub-process begins by itself');
  if (element.type === 'intermediateThrowEvent' && hasTrigger(element, 'link'))
    return words('дальше ведёт ссылка', 'its link leads on');
  if (isHandler(element)) return words('это обработчик компенсации', 'it is a compensation handler');
  return undefined;
}

function whyNoTarget(element: Element, from: Element): BothLanguages | undefined {
  if (element.type === 'startEvent') return words('это начало', 'it is a start event');
  if (element.type === 'boundaryEvent') return words('это событие на границе', 'it is a boundary event');
  if (element.type === 'eventSubProcess')
    return words('событийный подпроцесс начинается сам', 'an event sub-process begins by itself');
  if (element.type === 'intermediateCatchEvent' && hasTrigger(element, 'link'))
    return words('сюда приводит ссылка', 'its link leads here');
  if (isHandler(element) && !isCompensationBoundary(from))
    return words('это обработчик компенсации', 'it is a compensation handler');
  return undefined;
}

export function hasTrigger(element: Element, type: string): boolean {
  return triggersOf(element).some((trigger) => trigger.type === type);
}

export function isHandler(element: Element): boolean {
  return isActivity(element) && element.forCompensation === true;
}

export function isCompensationBoundary(element: Element): boolean {
  return element.type === 'boundaryEvent' && hasTrigger(element, 'compensation');
}

/** Compensation events on the boundary of an activity. */
export function compensationBoundaries(outline: Outline, host: string): readonly Element[] {
  return outline
    .boundaries(host)
    .map(({ value }) => value)
    .filter(isCompensationBoundary);
}
