import { Box, Typography } from '@mui/material';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { Element } from '../../../definitions/schema/definition.ts';
import { say } from '../i18n/index.ts';
import { iconOf } from './icons.tsx';
import type { Mark } from './marks.ts';
import { shapeOf } from './shapes.ts';

export type ElementNode = Node<{ element: Element; mark?: Mark; chosen: boolean; label: string }, 'element'>;

const hidden = { opacity: 0, pointerEvents: 'none', minWidth: 1, minHeight: 1, width: 1, height: 1 } as const;

/** One element of the drawing: circle, diamond, rounded rectangle or container, with what is known about it. */
export function ElementShape({ data }: NodeProps<ElementNode>) {
  const { element, mark, chosen, label } = data;
  const shape = shapeOf(element);
  const colour = colourOf(mark, chosen);
  const Icon = iconOf(element);
  const end = element.type === 'endEvent';
  const dashed = element.type === 'boundaryEvent' && element.interrupting === false;
  const common = {
    borderColor: colour.line,
    bgcolor: colour.ground,
    borderStyle: dashed ? 'dashed' : 'solid',
  } as const;
  return (
    <Box title={label} sx={{ width: '100%', height: '100%', position: 'relative' }} data-state={mark?.state}>
      <Handle type="target" position={Position.Left} style={hidden} isConnectable={false} />
      <Handle type="source" position={Position.Right} style={hidden} isConnectable={false} />
      {shape === 'gateway' && (
        <Box
          sx={{
            ...common,
            position: 'absolute',
            inset: 7,
            borderWidth: 2,
            transform: 'rotate(45deg)',
            borderRadius: '3px',
          }}
        />
      )}
      <Box
        sx={{
          position: 'absolute',
          inset: 0,
          display: 'flex',
          alignItems: shape === 'container' ? 'flex-start' : 'center',
          justifyContent: shape === 'container' ? 'flex-start' : 'center',
          gap: 0.75,
          px: shape === 'activity' || shape === 'container' ? 1 : 0,
          pt: shape === 'container' ? 1 : 0,
          ...(shape === 'gateway'
            ? {}
            : {
                ...common,
                borderWidth: end ? 4 : shape === 'event' ? 2 : 1.5,
                borderRadius: shape === 'event' ? '50%' : '10px',
                ...(shape === 'container' ? { bgcolor: 'rgba(31,78,140,0.04)' } : {}),
                ...(element.type === 'eventSubProcess' ? { borderStyle: 'dotted' } : {}),
              }),
        }}
      >
        <Icon
          sx={{ fontSize: shape === 'activity' || shape === 'container' ? 20 : 18, color: colour.line, flexShrink: 0 }}
        />
        {(shape === 'activity' || shape === 'container') && (
          <Typography
            component="span"
            sx={{
              fontSize: 12.5,
              lineHeight: 1.2,
              overflow: 'hidden',
              display: '-webkit-box',
              WebkitLineClamp: 4,
              WebkitBoxOrient: 'vertical',
            }}
          >
            {say(element.title)}
          </Typography>
        )}
      </Box>
      {(shape === 'event' || shape === 'gateway') && (
        <Typography
          component="span"
          sx={{
            position: 'absolute',
            top: '100%',
            left: '50%',
            transform: 'translateX(-50%)',
            width: 110,
            textAlign: 'center',
            fontSize: 11,
            lineHeight: 1.15,
            mt: 0.25,
            color: 'text.secondary',
          }}
        >
          {say(element.title)}
        </Typography>
      )}
      <Badges mark={mark} />
    </Box>
  );
}

function Badges({ mark }: { mark?: Mark }) {
  const badges: { text: string; colour: string }[] = [];
  if (mark?.problems?.errors) badges.push({ text: `✕ ${mark.problems.errors}`, colour: '#b3261e' });
  else if (mark?.problems?.warnings) badges.push({ text: `! ${mark.problems.warnings}`, colour: '#8a5300' });
  if (mark?.tokens) badges.push({ text: `● ${mark.tokens}`, colour: '#1f4e8c' });
  if (mark?.covered === true) badges.push({ text: '✓', colour: '#1b6e3c' });
  if (mark?.covered === false) badges.push({ text: '—', colour: '#6b7280' });
  if (mark?.duration) badges.push({ text: mark.duration, colour: '#4a525c' });
  return (
    <Box sx={{ position: 'absolute', top: -9, right: -6, display: 'flex', gap: 0.25 }}>
      {badges.map((badge) => (
        <Box
          key={badge.text}
          component="span"
          sx={{
            bgcolor: badge.colour,
            color: '#fff',
            borderRadius: '8px',
            px: 0.6,
            fontSize: 10.5,
            fontWeight: 700,
            lineHeight: '17px',
          }}
        >
          {badge.text}
        </Box>
      ))}
    </Box>
  );
}

function colourOf(mark: Mark | undefined, chosen: boolean): { line: string; ground: string } {
  if (mark?.state === 'failed') return { line: '#b3261e', ground: '#fdecea' };
  if (mark?.state === 'current') return { line: '#1f4e8c', ground: '#dbe8f8' };
  if (mark?.state === 'passed') return { line: '#1b6e3c', ground: '#e7f4ec' };
  if (mark?.state === 'cancelled') return { line: '#6b7280', ground: '#eceef1' };
  if (chosen) return { line: '#1f4e8c', ground: '#eef4fb' };
  return { line: '#4a525c', ground: '#ffffff' };
}
