import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportBpmn } from '../../../definitions/interchange/bpmn/index.ts';
import { child, children, idOf, parseXml, type Node } from '../../../definitions/interchange/bpmn/moddle.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { arbitraryDefinition } from './arbitrary-definition.ts';
import { arbitraryProcess } from './arbitrary-process.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Boxes and arrows of the diagram by the id of what they show. */
async function drawn(
  definition: ProcessDefinition,
): Promise<{ boxes: Map<string, Box>; arrows: Map<string, { x: number; y: number }[]> }> {
  const { root } = await parseXml(await exportBpmn([definition]));
  const [diagram] = children(root, 'diagrams');
  const plane = diagram && child(diagram, 'plane');
  const boxes = new Map<string, Box>();
  const arrows = new Map<string, { x: number; y: number }[]>();
  for (const element of plane === undefined ? [] : children(plane, 'planeElement')) {
    const of = child(element, 'bpmnElement');
    if (of === undefined) continue;
    const bounds = child(element, 'bounds');
    if (bounds !== undefined) boxes.set(idOf(of), numbers(bounds, 'x', 'y', 'width', 'height') as unknown as Box);
    else
      arrows.set(
        idOf(of),
        children(element, 'waypoint').map((point) => numbers(point, 'x', 'y') as { x: number; y: number }),
      );
  }
  return { boxes, arrows };
}

function numbers(node: Node, ...names: string[]): { [name: string]: number } {
  return Object.fromEntries(names.map((name) => [name, Number(node.get(name))]));
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

async function check(definition: ProcessDefinition): Promise<void> {
  const { boxes, arrows } = await drawn(definition);
  const bounds = (id: string) => {
    const found = boxes.get(id);
    if (found === undefined) throw new Error(`${id} is not drawn`);
    return found;
  };
  const free = definition.elements.filter(({ type }) => type !== 'boundaryEvent');
  for (const [i, element] of free.entries()) {
    if (element.parent !== undefined) expect(inside(bounds(element.id), bounds(element.parent))).toBe(true);
    for (const other of free.slice(i + 1)) {
      if (other.parent === element.parent) expect(overlap(bounds(element.id), bounds(other.id))).toBe(false);
    }
  }
  for (const element of definition.elements) {
    if (element.type !== 'boundaryEvent') continue;
    const event = bounds(element.id);
    const host = bounds(element.attachedTo);
    expect(event.y + event.height / 2).toBeCloseTo(host.y + host.height, -1);
    expect(event.x >= host.x && event.x + event.width <= host.x + host.width).toBe(true);
  }
  for (const { id, from, to } of definition.flows) {
    const points = arrows.get(id) ?? [];
    const touches = (point: { x: number; y: number } | undefined, box: Box) =>
      point !== undefined &&
      inside(
        { ...point, width: 0, height: 0 },
        { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 },
      );
    expect(touches(points[0], bounds(from))).toBe(true);
    expect(touches(points.at(-1), bounds(to))).toBe(true);
    points.slice(1).forEach((point, i) => {
      const before = points[i];
      expect(Math.abs(point.x - (before?.x ?? 0)) <= 1 || Math.abs(point.y - (before?.y ?? 0)) <= 1).toBe(true);
    });
  }
}

describe('The diagram of an exported definition', () => {
  it.each(Object.entries(shippedProcedures))(
    'shows every element and flow of %s, without overlaps, arrows at right angles',
    (_key, definition) => check(definition),
  );

  it('does so for processes of any structure', async () => {
    await fc.assert(fc.asyncProperty(arbitraryProcess, check), { numRuns: 40 });
  }, 60_000);

  it('does so for definitions of any shape, even those that would not run', async () => {
    await fc.assert(fc.asyncProperty(arbitraryDefinition, check), { numRuns: 40 });
  }, 60_000);

  it('gives each department a lane in one pool, around its elements and no others', async () => {
    const definition = shippedProcedures['appeal'];
    if (definition === undefined) throw new Error('the appeal is not shipped');
    const xml = await exportBpmn([definition]);
    const { root } = await parseXml(xml);
    const [process] = children(root, 'rootElements').filter((node) => node.$type === 'bpmn:Process');
    const [laneSet] = process === undefined ? [] : children(process, 'laneSets');
    const lanes = laneSet === undefined ? [] : children(laneSet, 'lanes');
    const top = definition.elements.filter(({ parent }) => parent === undefined);
    expect(lanes.map((lane) => String(lane.get('name'))).sort()).toEqual(
      [...new Set(top.map(({ department }) => department))].sort(),
    );
    const { boxes } = await drawn(definition);
    for (const lane of lanes) {
      const band = boxes.get(idOf(lane));
      for (const element of top) {
        const box = boxes.get(element.id);
        if (band === undefined || box === undefined) throw new Error('not drawn');
        if (element.type === 'boundaryEvent') continue;
        expect(inside(box, band), `${element.id} in ${String(lane.get('name'))}`).toBe(
          element.department === lane.get('name'),
        );
      }
    }
  });

  it('lays out a long chain without running out of stack', async () => {
    const n = 2_000;
    const elements = Array.from({ length: n }, (_each, i) => ({
      id: `t${i}`,
      type: 'task' as const,
      title: { ru: 'x' },
    }));
    const flows = elements.slice(1).map(({ id }, i) => ({ id: `f${i}`, from: `t${i}`, to: id }));
    const { boxes } = await drawn({ language: 1, key: 'chain', title: { ru: 'x' }, elements, flows });
    expect(boxes.size).toBe(n);
  }, 30_000);
});
