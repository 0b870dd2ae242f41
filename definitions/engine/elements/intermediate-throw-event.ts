import type { IntermediateThrowEvent } from '../../schema/definition.ts';
import type { ElementHandler } from '../handler.ts';
import { arrive } from '../pass.ts';
import { throwFrom } from '../throwing.ts';

/** Without triggers a milestone. */
export const intermediateThrowEvent: ElementHandler<IntermediateThrowEvent> = {
  enter(run, node, scopeId) {
    arrive(run, node, scopeId);
    throwFrom(run, node, scopeId, 0);
  },
};
