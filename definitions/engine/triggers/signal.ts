import type { SignalTrigger } from '../../schema/definition.ts';
import type { TriggerKind } from '../handler.ts';
import { subscribe } from '../subscribe.ts';
import { thrownOf } from '../throwing.ts';

export const signal: TriggerKind<SignalTrigger> = {
  arm(run, trigger, armed) {
    subscribe(run, { ...armed, kind: 'signal', name: trigger.signal });
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
