import '@xyflow/react/dist/style.css';
import { Box, Skeleton } from '@mui/material';
import { Background, Controls, MarkerType, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { say } from '../i18n/index.ts';
import { elkInWorker } from './elk-worker.ts';
import { type FlowEdge, FlowLine } from './FlowLine.tsx';
import { type Layout, layOut } from './layout.ts';
import type { Marks } from './marks.ts';
import { type ElementNode, ElementShape } from './nodes.tsx';

interface ProcessDiagramProps {
  definition: Pick<ProcessDefinition, 'elements' | 'flows'>;
  marks?: Marks;
  takenFlows?: ReadonlySet<string>;
  chosen?: string;
  onChoose?: (id: string | undefined) => void;
  height?: number | string;
}

const nodeTypes = { element: ElementShape };
const edgeTypes = { flow: FlowLine };

/** The drawing of a definition. Elements are reached by Tab and chosen by Enter as well as by pointer. */
export function ProcessDiagram({ definition, marks, takenFlows, chosen, onChoose, height = 480 }: ProcessDiagramProps) {
  const { t, i18n } = useTranslation();
  const layout = useLayout(definition);
  const nodes = useMemo(
    () => (layout ? nodesOf(definition, layout, marks, chosen, t) : []),
    [definition, layout, marks, chosen, t, i18n.language],
  );
  const edges = useMemo(
    () => (layout ? edgesOf(definition, layout, takenFlows, chosen) : []),
    [definition, layout, takenFlows, chosen, i18n.language],
  );
  if (!layout) return <Skeleton variant="rounded" height={height} />;
  return (
    <Box
      sx={{ height, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}
      role="region"
      aria-label={t('diagram.label')}
    >
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          fitView
          minZoom={0.15}
          onNodeClick={(_, node) => onChoose?.(node.id)}
          onEdgeClick={(_, edge) => onChoose?.(edge.id)}
          onPaneClick={() => onChoose?.(undefined)}
          onSelectionChange={({ nodes: selected }) =>
            selected[0] && selected[0].id !== chosen && onChoose?.(selected[0].id)
          }
          ariaLabelConfig={{
            'controls.zoomIn.ariaLabel': t('diagram.zoomIn'),
            'controls.zoomOut.ariaLabel': t('diagram.zoomOut'),
            'controls.fitView.ariaLabel': t('diagram.fit'),
            'controls.ariaLabel': t('diagram.controls'),
          }}
          proOptions={{ hideAttribution: true }}
        >
          <Background gap={20} size={1} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </ReactFlowProvider>
    </Box>
  );
}

/** Lays out anew only when the structure changes, not when titles or forms do. */
function useLayout(definition: Pick<ProcessDefinition, 'elements' | 'flows'>): Layout | undefined {
  const [layout, setLayout] = useState<Layout>();
  const structure = JSON.stringify([
    definition.elements.map((element) => [
      element.id,
      element.type,
      element.parent,
      'attachedTo' in element ? element.attachedTo : undefined,
    ]),
    definition.flows.map((flow) => [flow.id, flow.from, flow.to]),
  ]);
  useEffect(() => {
    let wanted = true;
    void layOut(elkInWorker(), definition).then((done) => wanted && setLayout(done));
    return () => {
      wanted = false;
    };
    // The structure stands for the definition: see above.
  }, [structure]);
  return layout;
}

function nodesOf(
  definition: Pick<ProcessDefinition, 'elements'>,
  layout: Layout,
  marks: Marks | undefined,
  chosen: string | undefined,
  t: (key: string) => string,
): ElementNode[] {
  const placed = definition.elements.filter((element) => layout.elements.has(element.id));
  const depth = (id: string | undefined): number => (id ? 1 + depth(layout.elements.get(id)?.container) : 0);
  // React Flow wants containers before what they hold.
  placed.sort((a, b) => depth(layout.elements.get(a.id)?.container) - depth(layout.elements.get(b.id)?.container));
  return placed.map((element) => {
    const at = layout.elements.get(element.id);
    const mark = marks?.get(element.id);
    const state = mark?.state ? `, ${t(`diagram.state.${mark.state}`)}` : '';
    const label = `${t(`element.${element.type}`)}: ${say(element.title)}${state}`;
    return {
      id: element.id,
      type: 'element' as const,
      position: { x: at?.x ?? 0, y: at?.y ?? 0 },
      ...(at?.container ? { parentId: at.container } : {}),
      width: at?.width ?? 0,
      height: at?.height ?? 0,
      zIndex: element.type === 'boundaryEvent' ? 2 : 0,
      selected: element.id === chosen,
      ariaLabel: label,
      data: { element, chosen: element.id === chosen, label, ...(mark ? { mark } : {}) },
    };
  });
}

function edgesOf(
  definition: Pick<ProcessDefinition, 'flows'>,
  layout: Layout,
  taken: ReadonlySet<string> | undefined,
  chosen: string | undefined,
): FlowEdge[] {
  return definition.flows
    .filter((flow) => layout.flows.has(flow.id))
    .map((flow) => ({
      id: flow.id,
      type: 'flow' as const,
      source: flow.from,
      target: flow.to,
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
      data: {
        points: layout.flows.get(flow.id) ?? [],
        label: say(flow.title) || flow.condition || '',
        isDefault: flow.default ?? false,
        taken: taken?.has(flow.id) ?? false,
        chosen: flow.id === chosen,
      },
    }));
}
