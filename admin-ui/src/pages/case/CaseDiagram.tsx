import { Box, Button, Skeleton, Typography } from '@mui/material';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../../definitions/schema/definition.ts';
import type { Case } from '../../api/work.ts';
import type { Mark } from '../../diagram/marks.ts';
import { Section } from './Section.tsx';

const height = 420;

// The drawing brings a layout engine along: fetched when somebody wants to look.
const ProcessDiagram = lazy(() =>
  import('../../diagram/ProcessDiagram.tsx').then((module) => ({ default: module.ProcessDiagram })),
);

export function CaseDiagram({ one, definition }: { one: Case; definition: ProcessDefinition | undefined }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const marks = useMemo(() => marksOf(one), [one]);
  return (
    <Section title={t('case.diagram')}>
      <Button aria-expanded={open} onClick={() => setOpen(!open)} disabled={!definition}>
        {t(open ? 'case.hideDiagram' : 'case.showDiagram')}
      </Button>
      {open && definition && (
        <Box sx={{ mt: 1 }}>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
            {t('case.diagramHelp')}
          </Typography>
          <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
            <ProcessDiagram definition={definition} marks={marks} height={height} />
          </Suspense>
        </Box>
      )}
    </Section>
  );
}

/** Passed: what the timeline tells of; current and failed stand above it. */
function marksOf(one: Case): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { elementId, type } of one.timeline) {
    if (!elementId) continue;
    if (type.endsWith('.cancelled')) marks.set(elementId, { state: 'cancelled' });
    else if (type.endsWith('.completed')) marks.set(elementId, { state: 'passed' });
  }
  for (const { elementId } of one.userTasks) marks.set(elementId, { state: 'current' });
  for (const { elementId } of one.incidents) if (elementId) marks.set(elementId, { state: 'failed' });
  return marks;
}
