import type { ParallelGateway } from '../../schema/definition.ts';
import { take } from '../flows.ts';
import type { ElementHandler } from '../handler.ts';
import { park, parkedAt, unpark } from '../joins.ts';
import { pass } from '../pass.ts';
import { dropLive } from '../scopes.ts';

/** Waits for a token on every incoming flow, then sends one along every outgoing flow, conditions or not. */
export const parallelGateway: ElementHandler<ParallelGateway> = {
  enter(run, node, scopeId, flowId) {
    if (node.incoming.length > 1) {
      const parked = parkedAt(run, node, scopeId);
      const missing = node.incoming.some((flow) => flow.id !== flowId && !parked.has(flow.id));
      if (missing) {
        park(run, node, scopeId, flowId);
        return;
      }
      for (const flow of node.incoming) {
        const token = flow.id === flowId ? undefined : parked.get(flow.id)?.[0];
        if (token) unpark(run, token);
      }
      dropLive(run, scopeId, node.incoming.length - 1);
    }
    pass(run, node, scopeId);
    take(run, scopeId, node.outgoing);
  },
};
