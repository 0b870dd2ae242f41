import type { Arrow, Box, Container } from './graph.ts';
import { isolated } from './layers.ts';

/**
 * Row of every box: beside the boxes before it where there is room, else the nearest free row below. Rows are counted
 * within the box's lane first; lanes then lie one under the other.
 */
export function rows(container: Container, arrows: Arrow[], column: Map<string, number>): Map<string, number> {
  const before = new Map<string, string[]>();
  for (const { from, to } of arrows) before.set(to, [...(before.get(to) ?? []), from]);
  const inLane = new Map<string, number>();
  const laneOf = new Map(container.boxes.map((box) => [box.id, box.lane]));
  const taken = new Set<string>();
  const alone = isolated(container, arrows);
  const below = new Map<string, number>();
  for (const box of byColumn(container.boxes, column)) {
    if (alone.has(box.id)) continue;
    const col = column.get(box.id) ?? 0;
    const wanted = (before.get(box.id) ?? [])
      .filter((id) => laneOf.get(id) === box.lane && (column.get(id) ?? 0) < col)
      .map((id) => inLane.get(id) ?? 0);
    let row = wanted.length > 0 ? Math.min(...wanted) : 0;
    while (taken.has(`${box.lane}/${col}/${row}`)) row += 1;
    taken.add(`${box.lane}/${col}/${row}`);
    inLane.set(box.id, row);
    below.set(box.lane, Math.max(below.get(box.lane) ?? 0, row + 1));
  }
  for (const box of container.boxes) {
    if (!alone.has(box.id)) continue;
    inLane.set(box.id, below.get(box.lane) ?? 0);
    below.set(box.lane, (below.get(box.lane) ?? 0) + 1);
  }
  return stackLanes(container, inLane);
}

function byColumn(boxes: Box[], column: Map<string, number>): Box[] {
  return boxes
    .map((box, i) => ({ box, i, col: column.get(box.id) ?? 0 }))
    .sort((a, b) => a.col - b.col || a.i - b.i)
    .map(({ box }) => box);
}

function stackLanes(container: Container, inLane: Map<string, number>): Map<string, number> {
  const result = new Map<string, number>();
  let first = 0;
  for (const lane of container.lanes.length > 0 ? container.lanes : ['']) {
    const members = container.boxes.filter((box) => box.lane === lane);
    const last = Math.max(0, ...members.map((box) => inLane.get(box.id) ?? 0));
    for (const box of members) result.set(box.id, first + (inLane.get(box.id) ?? 0));
    first += last + 1;
  }
  return result;
}
