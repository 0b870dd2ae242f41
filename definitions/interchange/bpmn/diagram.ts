import type { BpmnModdle } from 'bpmn-moddle';
import type { Element } from '../../schema/definition.ts';
import { activityTypes, containerTypes, type ProcessModel } from './export-model.ts';
import { type Bounds, type Box, type Container, type Drawing, sizes } from './layout/graph.ts';
import { emptyDrawing, placeContainer } from './layout/place.ts';
import { idOf, type Node } from './moddle.ts';

const gap = 60;

/**
 * Adds the diagram. Lanes are drawn inside a pool only, so a document with lanes, or with several processes, gets a
 * collaboration with one participant for each process.
 */
export function drawDiagram(moddle: BpmnModdle, root: Node, models: ProcessModel[]): void {
  const pools = models.length > 1 || models.some(({ lanes }) => lanes.length > 0);
  const participants = pools ? addCollaboration(moddle, root, models) : undefined;
  const planeOf = participants?.collaboration ?? models[0]?.process;
  if (planeOf === undefined) return;
  const plane = moddle.create('bpmndi:BPMNPlane', { id: `${idOf(planeOf)}_plane`, bpmnElement: planeOf });
  const shapes: Node[] = [];
  let top = 0;
  models.forEach((model, i) => {
    const drawing = emptyDrawing();
    const key = model.definition.key;
    const size = placeContainer(key, containerOf(model, undefined), drawing);
    const participant = participants?.nodes[i];
    const corner = { x: participant === undefined ? 0 : sizes.laneHeader, y: top };
    if (participant !== undefined) {
      const bounds = { x: 0, y: top, width: size.width + sizes.laneHeader, height: size.height };
      shapes.push(shape(moddle, participant, bounds, { isHorizontal: true }));
    }
    shapes.push(...drawModel(moddle, model, drawing, corner, size.width));
    top += size.height + gap;
  });
  for (const node of shapes) node.$parent = plane;
  plane.set('planeElement', shapes);
  const diagram = moddle.create('bpmndi:BPMNDiagram', { id: `${idOf(planeOf)}_diagram`, plane });
  plane.$parent = diagram;
  diagram.$parent = root;
  root.set('diagrams', [diagram]);
}

function addCollaboration(moddle: BpmnModdle, root: Node, models: ProcessModel[]) {
  const nodes = models.map(({ process, definition }) =>
    moddle.create('bpmn:Participant', { id: `${idOf(process)}_pool`, name: definition.title.ru, processRef: process }),
  );
  const collaboration = moddle.create('bpmn:Collaboration', { id: `${idOf(root)}_collaboration`, participants: nodes });
  for (const node of nodes) node.$parent = collaboration;
  collaboration.$parent = root;
  root.set('rootElements', [...(root.get('rootElements') as Node[]), collaboration]);
  return { collaboration, nodes };
}

/** The boxes and arrows of a process or sub-process. */
function containerOf(model: ProcessModel, parent: string | undefined): Container {
  const { definition } = model;
  const here = definition.elements.filter((element) => element.parent === parent);
  const lanes = parent === undefined ? model.lanes : [];
  const hosts = new Set(here.filter(({ type }) => type !== 'boundaryEvent').map(({ id }) => id));
  const attached = (element: Element) =>
    element.type === 'boundaryEvent' && hosts.has(element.attachedTo) ? element.attachedTo : undefined;
  const boxes = here
    .filter((element) => attached(element) === undefined)
    .map((element): Box => {
      const size = sizeOf(element);
      return {
        id: element.id,
        width: size.width,
        height: size.height,
        boundary: here.filter((other) => attached(other) === element.id).map(({ id }) => id),
        lane: lanes.length > 0 ? (element.department ?? '') : '',
        ...(containerTypes.has(element.type) && { content: containerOf(model, element.id) }),
      };
    });
  const ids = new Set(here.map(({ id }) => id));
  const arrows = definition.flows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { boxes, arrows, lanes };
}

function sizeOf(element: Element): { width: number; height: number } {
  if (activityTypes.has(element.type) || containerTypes.has(element.type)) return sizes.activity;
  return element.type.endsWith('Gateway') ? sizes.gateway : sizes.event;
}

function drawModel(
  moddle: BpmnModdle,
  model: ProcessModel,
  drawing: Drawing,
  corner: { x: number; y: number },
  width: number,
): Node[] {
  const moved = (bounds: Bounds): Bounds => ({ ...bounds, x: bounds.x + corner.x, y: bounds.y + corner.y });
  const laneSet = (model.process.get('laneSets') as Node[])[0];
  const lanes = laneSet === undefined ? [] : (laneSet.get('lanes') as Node[]);
  const named = model.lanes.filter((lane) => lane !== '');
  const bands = lanes.flatMap((node, i) => {
    const bounds = drawing.lanes.get(`${model.definition.key}/${named[i]}`);
    if (bounds === undefined) return [];
    return [shape(moddle, node, moved({ ...bounds, x: 0, width }), { isHorizontal: true })];
  });
  const boxes = model.definition.elements.flatMap((element) => {
    const node = model.elements.get(element.id);
    const bounds = drawing.bounds.get(element.id);
    if (node === undefined || bounds === undefined) return [];
    return [shape(moddle, node, moved(bounds), containerTypes.has(element.type) ? { isExpanded: true } : {})];
  });
  const edges = model.definition.flows.flatMap((flow) => {
    const node = model.flows.get(flow.id);
    const points = drawing.waypoints.get(flow.id);
    if (node === undefined || points === undefined || points.length < 2) return [];
    const waypoint = points.map(({ x, y }) =>
      moddle.create('dc:Point', { x: Math.round(x + corner.x), y: Math.round(y + corner.y) }),
    );
    return [moddle.create('bpmndi:BPMNEdge', { id: `${idOf(node)}_di`, bpmnElement: node, waypoint })];
  });
  return [...bands, ...boxes, ...edges];
}

function shape(moddle: BpmnModdle, node: Node, bounds: Bounds, properties: { [name: string]: unknown }): Node {
  const { x, y, width, height } = bounds;
  const rounded = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
  return moddle.create('bpmndi:BPMNShape', {
    id: `${idOf(node)}_di`,
    bpmnElement: node,
    bounds: moddle.create('dc:Bounds', rounded),
    ...properties,
  });
}
