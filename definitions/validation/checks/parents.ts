import type { Check } from '../check.ts';
import { isContainer } from '../outline.ts';

/** `parent` names a sub-process, and sub-processes don't hold each other in a circle. */
export const parents: Check = (outline, report) => {
  const inCircle = new Set<string>();
  for (const { value, pointer } of outline.elements) {
    if (value.parent === undefined) continue;
    const parent = outline.byId.get(value.parent)?.value;
    if (parent === undefined) {
      report('ref.element', `${pointer}/parent`, { name: value.parent });
      continue;
    }
    if (!isContainer(parent)) {
      report('parent.notContainer', `${pointer}/parent`, { name: value.parent });
      continue;
    }
    const path = circle(value.id, (id) => outline.byId.get(id)?.value.parent);
    if (path === undefined || path.some((id) => inCircle.has(id))) continue;
    for (const id of path) inCircle.add(id);
    report('parent.cycle', `${pointer}/parent`, { path: [...path, value.id].join(' → ') });
  }
  for (const [index, { parent }] of (outline.definition.dataObjects ?? []).entries()) {
    if (parent === undefined) continue;
    const found = outline.byId.get(parent)?.value;
    if (found === undefined) report('ref.element', `/dataObjects/${index}/parent`, { name: parent });
    else if (!isContainer(found)) report('parent.notContainer', `/dataObjects/${index}/parent`, { name: parent });
  }
};

/** The way from an id back to itself, or undefined if it never comes back. */
export function circle(start: string, next: (id: string) => string | undefined): string[] | undefined {
  const path = [start];
  for (let id = next(start); id !== undefined; id = next(id)) {
    if (id === start) return path;
    if (path.includes(id)) return undefined;
    path.push(id);
  }
  return undefined;
}
