import type { EventBasedGateway } from '../../schema/definition.ts';
import { arm } from '../arm.ts';
import { allSeen, takeResult } from '../caught.ts';
import { disarm } from '../disarm.ts';
import type { ElementHandler } from '../handler.ts';
import { nodeOf } from '../nodes.ts';
import { pass } from '../pass.ts';
import { push, record, writableScope } from '../run.ts';
import { addLive, closeScope, openScope } from '../scopes.ts';
import { setStatus } from '../status.ts';

/**
 * The first event that comes decides; the others are no longer waited for. One that instantiates in parallel
 * (`awaiting`) needs all of them, each going its own way.
 */
export const eventBasedGateway: ElementHandler<EventBasedGateway> = {
  enter(run, node, scopeId) {
    const scope = openScope(run, scopeId, node.id);
    record(run, { type: 'element.entered', elementId: node.id, scopeId: scope.id });
    setStatus(run, node.element.status, scope.id, node.id);
    if (node.element.instantiate && node.element.kind === 'parallel')
      scope.awaiting = node.outgoing.map(({ to }) => to.id);
    for (const { to } of node.outgoing) arm(run, to, scope.id);
  },

  caught(run, node, scope, item) {
    const target = nodeOf(run, item.elementId);
    const container = scope.parent ?? 's1';
    takeResult(run, target, item, container, 'assign');
    if (!allSeen(run, target, scope.id, item.trigger)) return;
    const left = (scope.awaiting ?? []).filter((id) => id !== target.id);
    if (left.length > 0) {
      writableScope(run, scope.id).awaiting = left;
      disarm(run, scope.id, target.id);
      addLive(run, container);
    } else {
      record(run, { type: 'element.completed', elementId: node.id, scopeId: scope.id });
      closeScope(run, scope.id);
    }
    const flow = node.outgoing.find(({ to }) => to.id === target.id);
    if (flow) record(run, { type: 'flow.taken', flowId: flow.id, scopeId: container });
    pass(run, target, container);
    push(run, { do: 'leave', elementId: target.id, scopeId: container });
  },
};
