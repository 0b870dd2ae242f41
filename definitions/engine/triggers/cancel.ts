import type { CancelTrigger } from '../../schema/definition.ts';
import { cancelTransaction } from '../compensation.ts';
import type { TriggerKind } from '../handler.ts';
import { record } from '../run.ts';

export const cancel: TriggerKind<CancelTrigger> = {
  throw(run, _trigger, node, scopeId) {
    record(run, { type: 'element.completed', elementId: node.id, scopeId });
    cancelTransaction(run, scopeId);
    return 'gone';
  },
};
