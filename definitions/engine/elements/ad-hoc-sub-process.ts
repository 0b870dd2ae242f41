import type { AdHocSubProcess } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import { listen } from '../containers.ts';
import { conditionAt } from '../expression.ts';
import type { ElementHandler } from '../handler.ts';
import type { Node } from '../programme.ts';
import { push, type Run, scopeOf, writableScope } from '../run.ts';
import { addLive, cancelContent } from '../scopes.ts';

/**
 * Inner activities without incoming flow run once each, at the same time or one after the other, or when officials
 * start them. After each the completion condition is looked at; without one the sub-process ends when nothing is left.
 */
export const adHocSubProcess: ElementHandler<AdHocSubProcess> = {
  enter: enterActivity,

  execute(run, node, scope) {
    const body = node.body;
    if (!body) return;
    listen(run, body, scope.id);
    const manual = node.element.activation === 'manual';
    writableScope(run, scope.id).adHoc = { todo: manual ? [] : body.entries.map((entry) => entry.id) };
    if (!manual) startNext(run, node, scope.id);
  },

  emptied(run, node, scope) {
    const { todo, ending } = scopeOf(run, scope.id).adHoc ?? { todo: [] };
    const { completionCondition } = node.element;
    const done =
      ending === true || (completionCondition !== undefined && conditionAt(run, scope.id, completionCondition));
    if (done) push(run, { do: 'finish', scopeId: scope.id });
    else if (todo.length > 0) startNext(run, node, scope.id);
    // With a condition that doesn't hold yet, officials may start more.
    else if (completionCondition === undefined) push(run, { do: 'finish', scopeId: scope.id });
  },

  /** An inner activity has ended; the condition may end the whole. */
  left(run, node, scope) {
    const { completionCondition, cancelRemaining } = node.element;
    if (completionCondition === undefined || scope.adHoc?.ending || !conditionAt(run, scope.id, completionCondition))
      return;
    writableScope(run, scope.id).adHoc = { todo: [], ending: true };
    if (cancelRemaining === false) return;
    cancelContent(run, scope.id);
    push(run, { do: 'settle', scopeId: scope.id });
  },
};

function startNext(run: Run, node: Node<AdHocSubProcess>, scopeId: string): void {
  const scope = writableScope(run, scopeId);
  const todo = scope.adHoc?.todo ?? [];
  const next = node.element.ordering === 'sequential' ? todo.slice(0, 1) : todo;
  scope.adHoc = { todo: todo.slice(next.length) };
  if (next.length === 0) {
    push(run, { do: 'settle', scopeId });
    return;
  }
  addLive(run, scopeId, next.length);
  for (const elementId of next) push(run, { do: 'enter', elementId, scopeId });
}
