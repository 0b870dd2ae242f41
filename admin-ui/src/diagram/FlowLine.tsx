import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import type { Point } from './layout.ts';

export type FlowEdge = Edge<
  { points: Point[]; label?: string; taken?: boolean; isDefault?: boolean; chosen: boolean },
  'flow'
>;

/** A sequence flow along the points the layout gave it. */
export function FlowLine({ data, markerEnd }: EdgeProps<FlowEdge>) {
  if (!data || data.points.length < 2) return null;
  const [first, ...rest] = data.points as [Point, ...Point[]];
  const path = `M${first.x},${first.y}${rest.map((point) => `L${point.x},${point.y}`).join('')}`;
  const middle = data.points[Math.floor((data.points.length - 1) / 2)] as Point;
  const next = data.points[Math.floor((data.points.length - 1) / 2) + 1] as Point;
  const stroke = data.chosen ? '#1f4e8c' : data.taken ? '#1b6e3c' : '#6b7280';
  return (
    <>
      <BaseEdge
        path={path}
        {...(markerEnd ? { markerEnd } : {})}
        style={{ stroke, strokeWidth: data.chosen || data.taken ? 2.2 : 1.4 }}
      />
      {(data.label || data.isDefault) && (
        <EdgeLabelRenderer>
          <span
            style={{
              position: 'absolute',
              transform: `translate(-50%, -50%) translate(${(middle.x + next.x) / 2}px, ${(middle.y + next.y) / 2 - 9}px)`,
              fontSize: 11,
              background: 'rgba(255,255,255,0.85)',
              padding: '0 3px',
              color: '#4a525c',
            }}
          >
            {data.isDefault ? `⁄ ${data.label ?? ''}` : data.label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
