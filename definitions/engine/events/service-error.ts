import { raiseIncident } from '../incidents.ts';
import { throwError } from '../errors.ts';
import type { EventHandler } from '../handler.ts';
import { judgePending, settle } from '../pending.ts';

/** The connector answered with a BPMN error. Uncaught it waits for an operator. */
export const serviceError: EventHandler<'service.error'> = {
  suspended: 'held',
  accepts: (_programme, state, { data }) => judgePending(state, data.commandId, 'service.invoke'),
  apply(run, { data }) {
    const { commandId, code, message, payload = {} } = data;
    const pending = settle(run, commandId, 'error');
    if (!pending) return;
    const { elementId, scopeId, notice } = pending;
    const thrown = { code, payload, ...(message === undefined ? {} : { message }) };
    if (!notice && throwError(run, scopeId, elementId, thrown)) return;
    const text = `The error ${code} is not caught${message === undefined ? '' : `: ${message}`}`;
    if (notice)
      raiseIncident(run, 'notice.failed', text, { do: 'notice', elementId, ...notice }, { elementId, commandId });
    else raiseIncident(run, 'error.uncaught', text, { do: 'execute', scopeId }, { elementId, scopeId, commandId });
  },
};
