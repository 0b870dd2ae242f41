import type { InclusiveGateway } from '../../schema/definition.ts';
import { holdingFlows, take } from '../flows.ts';
import type { ElementHandler } from '../handler.ts';
import { merge, mustWait, park, parkedAt } from '../joins.ts';
import { pass } from '../pass.ts';
import type { Node } from '../programme.ts';
import type { Run } from '../run.ts';

/** Waits only while a token can still reach it (joins.ts); splits along every flow whose condition holds. */
export const inclusiveGateway: ElementHandler<InclusiveGateway> = {
  enter(run, node, scopeId, flowId) {
    if (node.incoming.length > 1) park(run, node, scopeId, flowId);
    else goOn(run, node, scopeId);
  },

  quiet(run, node, scopeId) {
    const parked = parkedAt(run, node, scopeId);
    if (parked.size === 0 || mustWait(run, node, scopeId, new Set(parked.keys()))) return;
    const flows = holdingFlows(run, node, scopeId);
    merge(run, node, scopeId);
    pass(run, node, scopeId);
    take(run, scopeId, flows);
  },
};

function goOn(run: Run, node: Node, scopeId: string): void {
  const flows = holdingFlows(run, node, scopeId);
  pass(run, node, scopeId);
  take(run, scopeId, flows);
}
