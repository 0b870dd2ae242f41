import type { Element } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import { isContainer, type Outline } from '../outline.ts';
import { compensationBoundaries, hasTrigger, isCompensationBoundary, isHandler } from './flows.ts';

/** Handlers belong to a compensation event, and what is to be compensated can be. */
export const compensation: Check = (outline, report) => {
  for (const { value, pointer } of outline.elements) {
    if (!isHandler(value)) continue;
    const bound = outline.incoming(value.id).some(({ value: flow }) => {
      const from = outline.byId.get(flow.from)?.value;
      return from !== undefined && isCompensationBoundary(from);
    });
    if (!bound) report('compensation.unbound', pointer, { name: value.id });
  }
  for (const { value, pointer } of outline.all('Trigger')) {
    if (value.type !== 'compensation' || value.activity === undefined) continue;
    const activity = outline.byId.get(value.activity)?.value;
    if (activity !== undefined && !canBeCompensated(outline, activity))
      report('compensation.noHandler', `${pointer}/activity`, { name: activity.id });
  }
};

function canBeCompensated(outline: Outline, element: Element): boolean {
  if (compensationBoundaries(outline, element.id).length > 0) return true;
  if (!isContainer(element)) return false;
  return outline.elements.some(({ value }) => {
    const inside = outline.ancestors(value).some(({ id }) => id === element.id);
    return (
      inside && (isCompensationBoundary(value) || (value.type === 'startEvent' && hasTrigger(value, 'compensation')))
    );
  });
}
