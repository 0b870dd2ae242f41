import type { Check, Report } from '../check.ts';
import type { MultiInstanceLoop } from '../../schema/definition.ts';

/** Loops end, and multi-instance activities know how many and what to throw. */
export const loops: Check = (outline, report) => {
  for (const { value: loop, pointer } of outline.all('Loop')) {
    if (loop.type === 'standard') {
      if (loop.condition === undefined && loop.maximum === undefined) report('loop.endless', pointer);
      continue;
    }
    if ((loop.cardinality === undefined) === (loop.collection === undefined)) report('loop.cardinality', pointer);
    if (loop.item !== undefined && loop.collection === undefined) report('loop.item', `${pointer}/item`);
    if ((loop.output === undefined) !== (loop.outputCollection === undefined)) report('loop.output', pointer);
    events(loop, pointer, report);
  }
};

function events(loop: MultiInstanceLoop, pointer: string, report: Report): void {
  const behavior = loop.behavior ?? 'all';
  const wantsEvent = behavior === 'none' || behavior === 'one';
  const wantsComplex = behavior === 'complex';
  if (wantsEvent !== (loop.event !== undefined) || wantsComplex !== (loop.complex !== undefined))
    report('loop.event', pointer, { behavior });
}
