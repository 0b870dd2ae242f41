import type { EventSubProcess } from '../../schema/definition.ts';
import type { ElementHandler } from '../handler.ts';
import { record } from '../run.ts';
import { closeScope, dropLive } from '../scopes.ts';

/** Begins when its start event catches (start-event.ts), and ends quietly. */
export const eventSubProcess: ElementHandler<EventSubProcess> = {
  enter: () => {},
  emptied(run, node, scope) {
    record(run, { type: 'element.completed', elementId: node.id, scopeId: scope.id });
    closeScope(run, scope.id);
    dropLive(run, scope.parent ?? 's1');
  },
};
