import type { Approval } from '../../schema/definition.ts';
import type { ElementHandler } from '../handler.ts';
import { Problem } from '../problem.ts';

/** Expanded to ordinary elements when the programme is compiled: no token ever meets one. */
export const approval: ElementHandler<Approval> = {
  enter(_run, node) {
    throw new Problem('element.notExpanded', `The approval ${node.id} was not expanded`);
  },
};
