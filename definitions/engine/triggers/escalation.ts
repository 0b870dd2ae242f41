import type { EscalationTrigger } from '../../schema/definition.ts';
import { throwEscalation } from '../errors.ts';
import type { TriggerKind } from '../handler.ts';
import { issue, nextId } from '../run.ts';
import { codeOf, payloadAt } from '../throwing.ts';

/** Caught where it finds a catcher; uncaught it goes to the caller, and is no error. */
export const escalation: TriggerKind<EscalationTrigger> = {
  throw(run, trigger, node, scopeId) {
    const code = codeOf(trigger);
    const payload = payloadAt(run, scopeId, trigger.payload);
    const after = throwEscalation(run, scopeId, node.id, { code, payload });
    const { parent } = run.state;
    if (after === 'uncaught' && parent)
      issue(run, { type: 'parent.escalate', id: nextId(run, 'c'), parent, code, payload });
    return after === 'gone' ? 'gone' : 'on';
  },
};
