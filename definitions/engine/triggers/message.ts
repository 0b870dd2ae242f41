import { toPlain } from '../../feel/index.ts';
import type { MessageTrigger } from '../../schema/definition.ts';
import { evaluateAt } from '../expression.ts';
import type { TriggerKind } from '../handler.ts';
import { subscribe } from '../subscribe.ts';
import { thrownOf } from '../throwing.ts';

export const message: TriggerKind<MessageTrigger> = {
  arm(run, trigger, armed) {
    const key =
      trigger.correlationKey === undefined
        ? undefined
        : (toPlain(evaluateAt(run, armed.scopeId, trigger.correlationKey)) ?? null);
    subscribe(run, {
      ...armed,
      kind: 'message',
      name: trigger.message,
      ...(key === undefined ? {} : { correlationKey: key }),
    });
  },
  throw(run, trigger, node, scopeId, index) {
    run.throws.push({
      do: 'throw',
      elementId: node.id,
      scopeId,
      thrown: thrownOf(run, scopeId, trigger),
      next: index + 1,
    });
    return 'waits';
  },
};
