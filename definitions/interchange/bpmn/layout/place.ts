import { type Bounds, type Box, type Container, type Drawing, type Point, sizes } from './graph.ts';
import { boxArrows, columns, isolated } from './layers.ts';
import { route } from './route.ts';
import { rows } from './rows.ts';

/** Where columns and rows begin, and how large they are. */
export interface Grid {
  column: Map<string, number>;
  row: Map<string, number>;
  columns: { start: number; size: number }[];
  rows: { start: number; size: number }[];
  /** Next free place for an arrow in the gap after a column, below a row. */
  columnSlots: Map<number, number>;
  rowSlots: Map<number, number>;
}

/** Lays out a container with its corner at the origin and says how large it is. Inner containers come first. */
export function placeContainer(id: string, container: Container, drawing: Drawing): { width: number; height: number } {
  const inner = new Map<string, Drawing>();
  const boxes = container.boxes.map((box) => sized(box, inner));
  const arrows = boxArrows(container);
  const column = columns(container, arrows);
  const row = rows(container, arrows, column);
  const alone = isolated(container, arrows);
  const left = sizes.padding + (container.lanes.length > 0 ? sizes.laneHeader : 0);
  const grid: Grid = {
    column,
    row,
    columns: tracks(
      boxes.filter(({ id: box }) => !alone.has(box)),
      column,
      'width',
      left,
      sizes.columnGap,
    ),
    rows: tracks(boxes, row, 'height', sizes.padding, sizes.rowGap),
    columnSlots: new Map(),
    rowSlots: new Map(),
  };
  for (const box of boxes) place(box, grid, drawing, inner.get(box.id), alone.has(box.id));
  for (const arrow of container.arrows) drawing.waypoints.set(arrow.id, route(arrow, container, grid, drawing));
  const right = Math.max(end(grid.columns), ...boxes.map((box) => rightOf(drawing.bounds.get(box.id))));
  const size = { width: right + sizes.padding, height: end(grid.rows) + sizes.rowGap };
  placeLanes(id, container, grid, drawing, size);
  return size;
}

function sized(box: Box, inner: Map<string, Drawing>): Box {
  const least = Math.max(box.width, box.boundary.length * (sizes.event.width + 10) + 10);
  if (box.content === undefined) return { ...box, width: least };
  const drawing = emptyDrawing();
  const size = placeContainer(box.id, box.content, drawing);
  inner.set(box.id, drawing);
  return { ...box, width: Math.max(size.width, least), height: Math.max(size.height, box.height) };
}

export function emptyDrawing(): Drawing {
  return { bounds: new Map(), waypoints: new Map(), lanes: new Map() };
}

function tracks(boxes: Box[], at: Map<string, number>, side: 'width' | 'height', first: number, gap: number) {
  const largest: number[] = [];
  for (const box of boxes) {
    const i = at.get(box.id) ?? 0;
    largest[i] = Math.max(largest[i] ?? 0, box[side]);
  }
  let start = first;
  return Array.from(largest, (size = sizes.event[side]) => {
    const track = { start, size };
    start += size + gap;
    return track;
  });
}

function end(list: { start: number; size: number }[]): number {
  const last = list.at(-1);
  return last === undefined ? sizes.padding + sizes.activity.height : last.start + last.size;
}

function rightOf(bounds: Bounds | undefined): number {
  return bounds === undefined ? 0 : bounds.x + bounds.width;
}

function place(box: Box, grid: Grid, drawing: Drawing, inner: Drawing | undefined, alone: boolean): void {
  const col = grid.columns[grid.column.get(box.id) ?? 0] ?? { start: 0, size: box.width };
  const row = grid.rows[grid.row.get(box.id) ?? 0] ?? { start: 0, size: box.height };
  const x = alone ? col.start : col.start + (col.size - box.width) / 2;
  const y = row.start + (row.size - box.height) / 2;
  drawing.bounds.set(box.id, { x, y, width: box.width, height: box.height });
  box.boundary.forEach((event, i) => {
    const at = x + box.width - (box.boundary.length - i) * (sizes.event.width + 10);
    drawing.bounds.set(event, { x: at, y: y + box.height - sizes.event.height / 2, ...sizes.event });
  });
  if (inner !== undefined) moveInto(drawing, inner, { x, y });
}

function moveInto(drawing: Drawing, inner: Drawing, by: Point): void {
  const moved = <T extends Point>(point: T): T => ({ ...point, x: point.x + by.x, y: point.y + by.y });
  for (const [id, bounds] of inner.bounds) drawing.bounds.set(id, moved(bounds));
  for (const [id, points] of inner.waypoints) drawing.waypoints.set(id, points.map(moved));
  for (const [id, bounds] of inner.lanes) drawing.lanes.set(id, moved(bounds));
}

function placeLanes(
  id: string,
  container: Container,
  grid: Grid,
  drawing: Drawing,
  size: { width: number; height: number },
) {
  const band = (lane: string): Bounds => {
    const used = container.boxes.filter((box) => box.lane === lane).map((box) => grid.row.get(box.id) ?? 0);
    const first = grid.rows[Math.min(...used)];
    const last = grid.rows[Math.max(...used)];
    const top = (first?.start ?? 0) - sizes.rowGap / 2;
    const bottom = (last?.start ?? 0) + (last?.size ?? 0) + sizes.rowGap / 2;
    return { x: sizes.laneHeader, y: top, width: size.width - sizes.laneHeader, height: bottom - top };
  };
  container.lanes.forEach((lane, i) => {
    const bounds = band(lane);
    const top = i === 0 ? 0 : bounds.y;
    const bottom = i === container.lanes.length - 1 ? size.height : bounds.y + bounds.height;
    drawing.lanes.set(`${id}/${lane}`, { ...bounds, y: top, height: bottom - top });
  });
}
