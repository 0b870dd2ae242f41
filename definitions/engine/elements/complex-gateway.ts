import type { ComplexGateway } from '../../schema/definition.ts';
import { conditionAt } from '../expression.ts';
import { holdingFlows, take } from '../flows.ts';
import type { ElementHandler } from '../handler.ts';
import { merge, mustWait, park, parkedAt, unpark } from '../joins.ts';
import { pass } from '../pass.ts';
import type { Node } from '../programme.ts';
import { type Run, scopeOf, writableScope } from '../run.ts';
import { addLive, dropLive } from '../scopes.ts';
import { own } from '../own.ts';

/**
 * Fires when its condition holds, then waits for the tokens that can still come (by the rule of inclusive joins) and
 * resets. On reset only flows with a condition that then holds get a token.
 */
export const complexGateway: ElementHandler<ComplexGateway> = {
  enter(run, node, scopeId, flowId) {
    if (node.incoming.length < 2 && node.element.activationCondition === undefined) {
      const flows = holdingFlows(run, node, scopeId, { activationCount: 1, waitingForStart: true });
      pass(run, node, scopeId);
      take(run, scopeId, flows);
      return;
    }
    park(run, node, scopeId, flowId);
    if (!own(scopeOf(run, scopeId).gateways, node.id)) start(run, node, scopeId);
  },

  quiet(run, node, scopeId) {
    if (own(scopeOf(run, scopeId).gateways, node.id)) reset(run, node, scopeId);
    else start(run, node, scopeId);
  },
};

function start(run: Run, node: Node<ComplexGateway>, scopeId: string): void {
  const parked = parkedAt(run, node, scopeId);
  if (parked.size === 0) return;
  const seen = {
    activationCount: [...parked.values()].reduce((sum, tokens) => sum + tokens.length, 0),
    waitingForStart: true,
  };
  const { activationCondition } = node.element;
  if (activationCondition !== undefined && !conditionAt(run, scopeId, activationCondition, seen)) return;
  const flows = holdingFlows(run, node, scopeId, seen);
  merge(run, node, scopeId);
  pass(run, node, scopeId);
  take(run, scopeId, flows);
  // Without a condition every token passes: there is nothing to reset.
  if (activationCondition === undefined || parked.size === node.incoming.length) return;
  const scope = writableScope(run, scopeId);
  scope.gateways = { ...scope.gateways, [node.id]: [...parked.keys()] };
}

function reset(run: Run, node: Node<ComplexGateway>, scopeId: string): void {
  const scope = writableScope(run, scopeId);
  const { [node.id]: taken = [], ...others } = scope.gateways ?? {};
  const parked = parkedAt(run, node, scopeId);
  const late = [...parked].filter(([flowId]) => !taken.includes(flowId));
  if (mustWait(run, node, scopeId, new Set([...taken, ...late.map(([flowId]) => flowId)]))) return;
  const seen = { activationCount: late.length, waitingForStart: false };
  const flows =
    late.length === 0
      ? []
      : node.outgoing.filter((flow) => flow.condition !== undefined && conditionAt(run, scopeId, flow.condition, seen));
  if (Object.keys(others).length > 0) scope.gateways = others;
  else delete scope.gateways;
  for (const [, [token]] of late) if (token) unpark(run, token);
  if (flows.length > 0) {
    addLive(run, scopeId);
    take(run, scopeId, flows);
  }
  if (late.length > 0) dropLive(run, scopeId, late.length);
}
