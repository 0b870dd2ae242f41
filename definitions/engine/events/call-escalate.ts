import { throwEscalation } from '../errors.ts';
import type { EventHandler } from '../handler.ts';
import { judgePending } from '../pending.ts';
import { issue, nextId } from '../run.ts';

/** The called instance escalates; it goes on unless the escalation interrupts the call. */
export const callEscalate: EventHandler<'call.escalate'> = {
  suspended: 'held',
  accepts: (_programme, state, { data }) => judgePending(state, data.commandId, 'instance.call'),
  apply(run, { data }) {
    const { commandId, code, payload = {} } = data;
    const pending = run.state.pending[commandId];
    if (!pending) return;
    const after = throwEscalation(run, pending.scopeId, pending.elementId, { code, payload });
    const { parent } = run.state;
    if (after === 'uncaught' && parent)
      issue(run, { type: 'parent.escalate', id: nextId(run, 'c'), parent, code, payload });
  },
};
