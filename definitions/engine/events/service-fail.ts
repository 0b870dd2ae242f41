import { raiseIncident } from '../incidents.ts';
import type { EventHandler } from '../handler.ts';
import { judgePending, settle } from '../pending.ts';

/**
 * The connector could not be reached and retries ran out, or a called procedure could not be started: an operator
 * decides. A retry issues a new command.
 */
export const serviceFail: EventHandler<'service.fail'> = {
  suspended: 'held',
  accepts: (_programme, state, { data: { commandId } }) =>
    judgePending(state, commandId, 'service.invoke') && judgePending(state, commandId, 'instance.call'),
  apply(run, { data }) {
    const { commandId, code, message } = data;
    const pending = settle(run, commandId, 'failed');
    if (!pending) return;
    const { elementId, scopeId, notice } = pending;
    const text = String(message);
    if (notice)
      raiseIncident(run, String(code), text, { do: 'notice', elementId, ...notice }, { elementId, commandId });
    else raiseIncident(run, String(code), text, { do: 'execute', scopeId }, { elementId, scopeId, commandId });
  },
};
