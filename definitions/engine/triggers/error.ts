import type { ErrorTrigger } from '../../schema/definition.ts';
import { failInstance } from '../completion.ts';
import { throwError } from '../errors.ts';
import type { TriggerKind } from '../handler.ts';
import { record } from '../run.ts';
import { codeOf, payloadAt } from '../throwing.ts';

/** Caught where it finds a catcher (errors.ts), so nothing is armed. Uncaught it ends the instance. */
export const error: TriggerKind<ErrorTrigger> = {
  throw(run, trigger, node, scopeId) {
    const code = codeOf(trigger);
    const payload = payloadAt(run, scopeId, trigger.payload);
    record(run, { type: 'element.completed', elementId: node.id, scopeId });
    if (!throwError(run, scopeId, node.id, { code, payload })) failInstance(run, code, undefined, payload);
    return 'gone';
  },
};
