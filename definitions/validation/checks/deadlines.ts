import type { Deadline, Element } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import type { Outline } from '../outline.ts';
import type { Part } from '../walk.ts';
import { circle } from './parents.ts';

/** Every deadline has a consequence, events follow deadlines that run where they wait, and none runs from itself. */
export const deadlines: Check = (outline, report) => {
  const declared = outline.all('Deadline');
  const byId = new Map(declared.map((part) => [part.value.id, part]));
  const followed = new Set<string>();
  for (const part of outline.all('Trigger')) {
    if (part.value.type !== 'deadline') continue;
    const deadline = byId.get(part.value.deadline);
    if (deadline === undefined) continue;
    followed.add(deadline.value.id);
    const element = outline.elementOf(part);
    if (element !== undefined && !runsAt(outline, element, deadline)) {
      report('deadline.outOfScope', `${part.pointer}/deadline`, { name: deadline.value.id });
    }
  }
  const base = (id: string): string | undefined => {
    const from = byId.get(id)?.value.from;
    return typeof from === 'object' && 'deadline' in from && byId.has(from.deadline) ? from.deadline : undefined;
  };
  for (const { value } of declared) {
    const other = base(value.id);
    if (other !== undefined) followed.add(other);
  }
  const told = new Set<string>();
  for (const { value, pointer } of declared) {
    if ((value.consequences ?? []).length === 0 && !followed.has(value.id))
      report('deadline.noConsequence', pointer, { name: value.id });
    const path = circle(value.id, base);
    if (path === undefined || path.some((id) => told.has(id))) continue;
    for (const id of path) told.add(id);
    report('deadline.cycle', `${pointer}/from/deadline`, { path: [...path, value.id].join(' → ') });
  }
};

/** A deadline runs while its element does: it is seen from there, from inside it and from its boundary. */
function runsAt(outline: Outline, element: Element, deadline: Part<Deadline>): boolean {
  const owner = outline.elementOf(deadline);
  if (owner === undefined) return true;
  if (owner.id === element.id) return true;
  const host = element.type === 'boundaryEvent' ? outline.byId.get(element.attachedTo)?.value : element;
  if (host === undefined) return true;
  return host.id === owner.id || outline.ancestors(host).some(({ id }) => id === owner.id);
}
