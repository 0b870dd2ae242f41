import type { BoundaryEvent } from '../../schema/definition.ts';
import { allSeen, takeResult } from '../caught.ts';
import type { ElementHandler } from '../handler.ts';
import { pass } from '../pass.ts';
import { push } from '../run.ts';
import { addLive, cancelScope } from '../scopes.ts';

export const boundaryEvent: ElementHandler<BoundaryEvent> = {
  /** No flow leads to a boundary event. */
  enter: () => {},

  /** `scope` is the activity's. */
  caught(run, node, scope, item) {
    const container = scope.parent ?? 's1';
    if (!allSeen(run, node, scope.id, item.trigger)) return;
    if (node.element.interrupting === false) addLive(run, container);
    else cancelScope(run, scope.id);
    takeResult(run, node, item, container, 'assign');
    pass(run, node, container);
    push(run, { do: 'leave', elementId: node.id, scopeId: container });
  },
};
