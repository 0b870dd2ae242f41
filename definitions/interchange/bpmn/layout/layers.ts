import type { Arrow, Container } from './graph.ts';

/** Arrows between boxes: those that leave a boundary event leave its host. */
export function boxArrows(container: Container): Arrow[] {
  const hosts = new Map<string, string>();
  for (const box of container.boxes) {
    hosts.set(box.id, box.id);
    for (const event of box.boundary) hosts.set(event, box.id);
  }
  return container.arrows.flatMap(({ id, from, to }) => {
    const source = hosts.get(from);
    const target = hosts.get(to);
    return source === undefined || target === undefined ? [] : [{ id, from: source, to: target }];
  });
}

/** Boxes no arrow reaches, such as event sub-processes: they lie below the rest and make no column wide. */
export function isolated(container: Container, arrows: Arrow[]): Set<string> {
  const connected = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  return connected.size === 0
    ? new Set()
    : new Set(container.boxes.map(({ id }) => id).filter((id) => !connected.has(id)));
}

/**
 * Column of every box: one more than the farthest box before it. Arrows that close a cycle are left out; which ones is
 * decided by walking from the boxes without predecessors, in the order of the file.
 */
export function columns(container: Container, arrows: Arrow[]): Map<string, number> {
  const next = new Map<string, string[]>(container.boxes.map((box) => [box.id, []]));
  const entered = new Set<string>();
  for (const { from, to } of arrows) {
    next.get(from)?.push(to);
    if (from !== to) entered.add(to);
  }
  const starts = container.boxes.filter((box) => !entered.has(box.id)).map((box) => box.id);
  const order = topological([...starts, ...container.boxes.map((box) => box.id)], next);
  const position = new Map(order.map((id, i) => [id, i]));
  const column = new Map<string, number>();
  for (const id of order) {
    const here = column.get(id) ?? 0;
    column.set(id, here);
    for (const to of next.get(id) ?? []) {
      const forward = (position.get(to) ?? 0) > (position.get(id) ?? 0);
      if (forward) column.set(to, Math.max(column.get(to) ?? 0, here + 1));
    }
  }
  return column;
}

/** Reverse postorder of a depth-first walk, without recursion: definitions may be long chains. */
function topological(starts: string[], next: Map<string, string[]>): string[] {
  const seen = new Set<string>();
  const postorder: string[] = [];
  for (const start of starts) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ id: start, below: [...(next.get(start) ?? [])].reverse() }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const child = top.below.pop();
      if (child === undefined) {
        postorder.push(top.id);
        path.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        path.push({ id: child, below: [...(next.get(child) ?? [])].reverse() });
      }
    }
  }
  return postorder.reverse();
}
