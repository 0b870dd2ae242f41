import { type Arrow, type Bounds, type Container, type Drawing, type Point } from './graph.ts';
import type { Grid } from './place.ts';

/**
 * Right-angled way of an arrow: straight where nothing stands between, else through the gaps between columns and rows.
 * Arrows that go back run below; arrows of boundary events leave downwards.
 */
export function route(arrow: Arrow, container: Container, grid: Grid, drawing: Drawing): Point[] {
  const source = drawing.bounds.get(arrow.from);
  const target = drawing.bounds.get(arrow.to);
  if (source === undefined || target === undefined) return [];
  const host = container.boxes.find((box) => box.boundary.includes(arrow.from));
  const from = host?.id ?? arrow.from;
  const [fromColumn, toColumn] = [grid.column.get(from) ?? 0, grid.column.get(arrow.to) ?? 0];
  const [fromRow, toRow] = [grid.row.get(from) ?? 0, grid.row.get(arrow.to) ?? 0];
  const enter = { x: target.x, y: middle(target).y };
  if (host !== undefined)
    return fromBoundary(source, target, gapBelow(grid, fromRow), toColumn > fromColumn, grid, toColumn);
  if (toColumn <= fromColumn) {
    const below = gapBelow(grid, Math.max(fromRow, toRow));
    return [
      { x: middle(source).x, y: source.y + source.height },
      { x: middle(source).x, y: below },
      { x: middle(target).x, y: below },
      { x: middle(target).x, y: target.y + target.height },
    ];
  }
  const leave = { x: source.x + source.width, y: middle(source).y };
  if (fromRow === toRow && (toColumn === fromColumn + 1 || clear(container, grid, fromRow, fromColumn, toColumn)))
    return [leave, enter];
  if (toColumn === fromColumn + 1 || clear(container, grid, toRow, fromColumn, toColumn)) {
    const x = gapAfter(grid, fromColumn);
    return [leave, { x, y: leave.y }, { x, y: enter.y }, enter];
  }
  const first = gapAfter(grid, fromColumn);
  const last = gapAfter(grid, toColumn - 1);
  const y = gapBelow(grid, Math.min(fromRow, toRow));
  return [leave, { x: first, y: leave.y }, { x: first, y }, { x: last, y }, { x: last, y: enter.y }, enter];
}

function fromBoundary(
  source: Bounds,
  target: Bounds,
  below: number,
  forward: boolean,
  grid: Grid,
  toColumn: number,
): Point[] {
  const leave = { x: middle(source).x, y: source.y + source.height };
  if (!forward) {
    const foot = { x: middle(target).x, y: target.y + target.height };
    return [leave, { x: leave.x, y: below }, { x: foot.x, y: below }, foot];
  }
  const x = gapAfter(grid, toColumn - 1);
  const y = middle(target).y;
  return [leave, { x: leave.x, y: below }, { x, y: below }, { x, y }, { x: target.x, y }];
}

/** No box stands in the row between the two columns. */
function clear(container: Container, grid: Grid, row: number, after: number, before: number): boolean {
  return !container.boxes.some((box) => {
    const column = grid.column.get(box.id) ?? 0;
    return grid.row.get(box.id) === row && column > after && column < before;
  });
}

/** Arrows in one gap lie beside one another, as far as the gap reaches. */
const lanesInGap = 7;

function gapAfter(grid: Grid, i: number): number {
  const column = grid.columns[i];
  return (column?.start ?? 0) + (column?.size ?? 0) + 12 + nextSlot(grid.columnSlots, i) * 6;
}

function gapBelow(grid: Grid, i: number): number {
  const row = grid.rows[i];
  return (row?.start ?? 0) + (row?.size ?? 0) + 24 + nextSlot(grid.rowSlots, i) * 7;
}

function nextSlot(slots: Map<number, number>, i: number): number {
  const slot = slots.get(i) ?? 0;
  slots.set(i, (slot + 1) % lanesInGap);
  return slot;
}

function middle(bounds: Bounds): Point {
  return { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
}
