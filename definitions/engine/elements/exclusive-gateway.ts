import type { ExclusiveGateway } from '../../schema/definition.ts';
import { firstFlow, take } from '../flows.ts';
import type { ElementHandler } from '../handler.ts';
import { pass } from '../pass.ts';

/** Merges by passing every token on; splits along the first flow whose condition holds. */
export const exclusiveGateway: ElementHandler<ExclusiveGateway> = {
  enter(run, node, scopeId) {
    const flows = firstFlow(run, node, scopeId);
    pass(run, node, scopeId);
    take(run, scopeId, flows);
  },
};
