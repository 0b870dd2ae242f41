import type { MessageTrigger, ReceiveTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import { arm } from '../arm.ts';
import type { ElementHandler } from '../handler.ts';
import { push } from '../run.ts';
import { seenOf } from '../caught.ts';
import { mapInto } from '../variables.ts';
import { containerOf } from '../nodes.ts';

export const receiveTask: ElementHandler<ReceiveTask> = {
  enter: enterActivity,
  execute: (run, node, scope) => arm(run, node, scope.id),

  caught(run, node, scope, item) {
    const { outputs } = node.triggers[0] as MessageTrigger;
    if (outputs) {
      const container = containerOf(run, scope);
      mapInto(run, scope.id, container, outputs, seenOf(item.result));
      push(run, { do: 'finish', scopeId: scope.id });
    } else {
      push(run, { do: 'finish', scopeId: scope.id, ...(item.result ? { result: item.result } : {}) });
    }
  },
};
