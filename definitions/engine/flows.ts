import { conditionAt } from './expression.ts';
import { Problem } from './problem.ts';
import type { Flow, Node } from './programme.ts';
import { push, type Run, record } from './run.ts';
import { addLive, dropLive } from './scopes.ts';

/**
 * Flows that leave an activity or event: those without a condition always, each conditional one whose condition holds,
 * the default flow only if no conditional one is taken.
 */
export function flowsTaken(run: Run, node: Node, scopeId: string): readonly Flow[] {
  if (node.outgoing.length < 2 && node.outgoing[0]?.condition === undefined) return node.outgoing;
  let conditional = false;
  const taken = node.outgoing.filter((flow) => {
    if (flow.isDefault) return false;
    if (flow.condition === undefined) return true;
    const holds = conditionAt(run, scopeId, flow.condition);
    conditional ||= holds;
    return holds;
  });
  if (!conditional) taken.push(...node.outgoing.filter((flow) => flow.isDefault));
  if (taken.length === 0) throw noFlow(node);
  return taken;
}

/** An exclusive choice: the first flow in the order of the file whose condition holds, else the default. */
export function firstFlow(run: Run, node: Node, scopeId: string): readonly Flow[] {
  if (node.outgoing.length === 0) return [];
  const holding = node.outgoing.find(
    (flow) => !flow.isDefault && (flow.condition === undefined || conditionAt(run, scopeId, flow.condition)),
  );
  const chosen = holding ?? node.outgoing.find((flow) => flow.isDefault);
  if (!chosen) throw noFlow(node);
  return [chosen];
}

/** An inclusive choice: every flow whose condition holds, else the default. */
export function holdingFlows(
  run: Run,
  node: Node,
  scopeId: string,
  extra?: { [name: string]: unknown },
): readonly Flow[] {
  if (node.outgoing.length === 0) return [];
  const holding = node.outgoing.filter(
    (flow) => !flow.isDefault && (flow.condition === undefined || conditionAt(run, scopeId, flow.condition, extra)),
  );
  const chosen = holding.length > 0 ? holding : node.outgoing.filter((flow) => flow.isDefault);
  if (chosen.length === 0) throw noFlow(node);
  return chosen;
}

/** One token of the container becomes `quantity` tokens on each of the flows. */
export function take(run: Run, scopeId: string, flows: readonly Flow[], quantity = 1): void {
  const count = flows.length * quantity;
  if (count === 0) {
    dropLive(run, scopeId);
    return;
  }
  if (count > 1) addLive(run, scopeId, count - 1);
  for (const flow of flows) {
    for (let n = 0; n < quantity; n++) {
      record(run, { type: 'flow.taken', flowId: flow.id, scopeId });
      push(run, { do: 'enter', elementId: flow.to.id, scopeId, flowId: flow.id });
    }
  }
}

function noFlow(node: Node): Problem {
  return new Problem(
    'flow.noneTaken',
    `No outgoing flow of ${node.id} can be taken: no condition holds and there is no default`,
  );
}
