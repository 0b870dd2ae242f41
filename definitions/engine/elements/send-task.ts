import type { SendTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import type { ElementHandler } from '../handler.ts';
import { thrownOf } from '../throwing.ts';

export const sendTask: ElementHandler<SendTask> = {
  enter: enterActivity,
  execute(run, node, scope) {
    const thrown = thrownOf(run, scope.id, { type: 'message', ...node.element.message });
    run.throws.push({ do: 'throw', elementId: node.id, scopeId: scope.id, thrown, finish: true });
  },
};
