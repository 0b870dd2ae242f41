import type { IntermediateCatchEvent } from '../../schema/definition.ts';
import { enterWaiting } from '../activity.ts';
import { allSeen, takeResult } from '../caught.ts';
import type { ElementHandler } from '../handler.ts';
import { push, record } from '../run.ts';
import { addLive, closeScope } from '../scopes.ts';

export const intermediateCatchEvent: ElementHandler<IntermediateCatchEvent> = {
  enter: (run, node, scopeId) => enterWaiting(run, node, scopeId),

  /** A repeating timer sends one token on per repetition; the last one ends the wait. */
  caught(run, node, scope, item) {
    const container = scope.parent ?? 's1';
    takeResult(run, node, item, container, 'assign');
    if (!allSeen(run, node, scope.id, item.trigger)) return;
    if (item.more) {
      addLive(run, container);
    } else {
      record(run, { type: 'element.completed', elementId: node.id, scopeId: scope.id });
      closeScope(run, scope.id);
    }
    push(run, { do: 'leave', elementId: node.id, scopeId: container });
  },
};
