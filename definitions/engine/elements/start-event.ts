import type { StartEvent } from '../../schema/definition.ts';
import { allSeen, takeResult } from '../caught.ts';
import { disarm } from '../disarm.ts';
import type { ElementHandler } from '../handler.ts';
import { nodeOf } from '../nodes.ts';
import { pass } from '../pass.ts';
import { push, record, writableScope } from '../run.ts';
import { addLive, cancelContent, openScope } from '../scopes.ts';
import { listen } from '../containers.ts';

export const startEvent: ElementHandler<StartEvent> = {
  enter(run, node, scopeId) {
    pass(run, node, scopeId);
    push(run, { do: 'leave', elementId: node.id, scopeId });
  },

  /** The start of an event sub-process: `scope` is the container it listens in. */
  caught(run, node, scope, item) {
    if (scope.interrupted || !allSeen(run, node, scope.id, item.trigger)) return;
    const handler = nodeOf(run, node.attachedTo);
    if (interrupts(node.element)) {
      cancelContent(run, scope.id);
      for (const { start } of siblings(run, handler.parent)) disarm(run, scope.id, start.id);
      writableScope(run, scope.id).interrupted = true;
    }
    addLive(run, scope.id);
    const inner = openScope(run, scope.id, handler.id);
    record(run, { type: 'element.entered', elementId: handler.id, scopeId: inner.id });
    if (handler.body) listen(run, handler.body, inner.id);
    takeResult(run, node, item, inner.id, 'local');
    addLive(run, inner.id);
    push(run, { do: 'enter', elementId: node.id, scopeId: inner.id });
  },
};

/** An error always interrupts. */
function interrupts(element: StartEvent): boolean {
  return element.interrupting !== false || (element.triggers ?? []).some((trigger) => trigger.type === 'error');
}

function siblings(run: Parameters<typeof nodeOf>[0], parent: string | undefined): readonly { start: { id: string } }[] {
  return (parent === undefined ? run.programme.body : run.programme.nodes.get(parent)?.body)?.eventSubProcesses ?? [];
}
