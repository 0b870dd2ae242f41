import type { Node } from './programme.ts';
import { nextId, type Run, remove, writable } from './run.ts';
import { dropLive } from './scopes.ts';
import type { Token } from './state.ts';

/** A token waits at a join, remembering the flow it came by. */
export function park(run: Run, node: Node, scopeId: string, flowId: string | undefined): void {
  const id = nextId(run, 't');
  writable(run, 'tokens')[id] = { id, elementId: node.id, scopeId, ...(flowId === undefined ? {} : { flowId }) };
}

/** Tokens that wait at a join, by flow; the oldest first. */
export function parkedAt(run: Run, node: Node, scopeId: string): Map<string, Token[]> {
  const parked = new Map<string, Token[]>();
  for (const token of Object.values(run.state.tokens)) {
    if (token.elementId !== node.id || token.scopeId !== scopeId || token.incidentId !== undefined) continue;
    const flowId = token.flowId ?? '';
    const same = parked.get(flowId);
    if (same) same.push(token);
    else parked.set(flowId, [token]);
  }
  return parked;
}

/** Takes one waiting token of each flow; they become one token. */
export function merge(run: Run, node: Node, scopeId: string): void {
  const parked = parkedAt(run, node, scopeId);
  for (const [token] of parked.values()) if (token) unpark(run, token);
  if (parked.size > 1) dropLive(run, scopeId, parked.size - 1);
}

export function unpark(run: Run, token: Token): void {
  remove(run, 'tokens', token.id);
}

/**
 * BPMN's rule for inclusive joins: a token elsewhere in the container is waited for if it can still reach an incoming
 * flow that has none, unless it can also reach one that has. `except`: flows that no longer count.
 */
export function mustWait(run: Run, node: Node, scopeId: string, filled: ReadonlySet<string>): boolean {
  const { reach } = node;
  if (!reach) return false;
  for (const elementId of positions(run, node, scopeId)) {
    const reachable = reach.get(elementId);
    if (!reachable) continue;
    let empty = false;
    let full = false;
    for (const arrival of reachable) {
      if (filled.has(node.incoming[arrival]?.id ?? '')) full = true;
      else empty = true;
    }
    if (empty && !full) return true;
  }
  return false;
}

/** Elements of the container where a token is now, other than at the join itself. */
function positions(run: Run, node: Node, scopeId: string): Set<string> {
  const found = new Set<string>();
  for (const token of Object.values(run.state.tokens)) {
    if (token.scopeId === scopeId && (token.elementId !== node.id || token.incidentId !== undefined))
      found.add(token.elementId);
  }
  for (const scope of Object.values(run.state.scopes)) {
    if (scope.parent === scopeId && scope.elementId !== undefined) found.add(scope.elementId);
  }
  for (const thrown of run.throws) if (thrown.scopeId === scopeId) found.add(thrown.elementId);
  return found;
}

/** Joins with waiting tokens, and complex gateways that have yet to reset: looked at when nothing else moves. */
export function waitingJoins(run: Run): { elementId: string; scopeId: string }[] {
  const found = new Map<string, { elementId: string; scopeId: string }>();
  for (const { elementId, scopeId, incidentId } of Object.values(run.state.tokens)) {
    const node = incidentId === undefined ? run.programme.nodes.get(elementId) : undefined;
    if (node && run.registries.elements[node.type].quiet) found.set(`${scopeId} ${elementId}`, { elementId, scopeId });
  }
  for (const scope of Object.values(run.state.scopes)) {
    for (const elementId of Object.keys(scope.gateways ?? {}))
      found.set(`${scope.id} ${elementId}`, { elementId, scopeId: scope.id });
  }
  // One that failed waits for an operator.
  for (const { resume } of Object.values(run.state.incidents)) {
    // What was stopped by a limit may be a loop through joins: it waits as a whole.
    if (resume.do === 'many') return [];
    if (resume.do === 'quiet') found.delete(`${resume.scopeId} ${resume.elementId}`);
  }
  return [...found.values()];
}
