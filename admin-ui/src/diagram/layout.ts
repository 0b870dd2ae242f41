import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import type { ProcessDefinition, SequenceFlow } from '../../../definitions/schema/definition.ts';
import { shapeOf, sizeOf } from './shapes.ts';

export interface Point {
  x: number;
  y: number;
}

/** Where everything stands. Positions of elements are relative to their container, points of flows to the whole drawing. */
export interface Layout {
  elements: Map<string, Point & { width: number; height: number; container?: string }>;
  flows: Map<string, Point[]>;
}

type Drawn = Pick<ProcessDefinition, 'elements' | 'flows'>;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.spacing.nodeNode': '44',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '14',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

/** Lays the definition out; the same definition always gives the same drawing. */
export async function layOut(elk: ELK, definition: Drawn): Promise<Layout> {
  const known = new Set(definition.elements.map((element) => element.id));
  const laid = await elk.layout({
    id: 'drawing',
    layoutOptions: options,
    children: childrenOf(definition, undefined),
    edges: definition.flows.filter((flow) => known.has(flow.from) && known.has(flow.to)).map(edgeOf),
  });
  const layout: Layout = { elements: new Map(), flows: new Map() };
  collectElements(laid, undefined, layout);
  const origins = absoluteOrigins(laid);
  for (const edge of laid.edges ?? []) {
    const origin = origins.get((edge as ElkExtendedEdge & { container?: string }).container ?? 'drawing') ?? {
      x: 0,
      y: 0,
    };
    const section = edge.sections?.[0];
    if (!section) continue;
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    layout.flows.set(
      edge.id,
      points.map((point) => ({ x: point.x + origin.x, y: point.y + origin.y })),
    );
  }
  return layout;
}

function childrenOf(definition: Drawn, container: string | undefined): ElkNode[] {
  return definition.elements
    .filter((element) => element.parent === container && element.type !== 'boundaryEvent')
    .map((element) => {
      const shape = shapeOf(element);
      const boundary = definition.elements.filter(
        (other) => other.type === 'boundaryEvent' && other.attachedTo === element.id,
      );
      return {
        id: element.id,
        ...sizeOf(shape),
        ...(boundary.length > 0
          ? {
              ports: boundary.map((event, index) => ({
                id: event.id,
                ...sizeOf('event'),
                layoutOptions: {
                  'elk.port.side': 'SOUTH',
                  'elk.port.index': String(boundary.length - index),
                  'elk.port.borderOffset': '-18',
                },
              })),
            }
          : {}),
        layoutOptions: {
          'elk.portConstraints': boundary.length > 0 ? 'FIXED_ORDER' : 'FREE',
          ...(shape === 'container' ? { ...options, 'elk.padding': '[top=44,left=24,bottom=32,right=24]' } : {}),
        },
        ...(shape === 'container' ? { children: childrenOf(definition, element.id) } : {}),
      };
    });
}

function edgeOf(flow: SequenceFlow): ElkExtendedEdge {
  return { id: flow.id, sources: [flow.from], targets: [flow.to] };
}

function collectElements(node: ElkNode, container: string | undefined, layout: Layout): void {
  for (const child of node.children ?? []) {
    const at = { x: child.x ?? 0, y: child.y ?? 0, width: child.width ?? 0, height: child.height ?? 0 };
    layout.elements.set(child.id, { ...at, ...(container ? { container } : {}) });
    for (const port of child.ports ?? []) {
      layout.elements.set(port.id, {
        x: at.x + (port.x ?? 0),
        y: at.y + (port.y ?? 0),
        width: port.width ?? 0,
        height: port.height ?? 0,
        ...(container ? { container } : {}),
      });
    }
    collectElements(child, child.id, layout);
  }
}

function absoluteOrigins(root: ElkNode): Map<string, Point> {
  const origins = new Map<string, Point>([[root.id, { x: 0, y: 0 }]]);
  const visit = (node: ElkNode, origin: Point) => {
    for (const child of node.children ?? []) {
      const at = { x: origin.x + (child.x ?? 0), y: origin.y + (child.y ?? 0) };
      origins.set(child.id, at);
      visit(child, at);
    }
  };
  visit(root, { x: 0, y: 0 });
  return origins;
}
