import { throwError } from '../errors.ts';
import type { EventHandler } from '../handler.ts';
import { raiseIncident } from '../incidents.ts';
import { judgePending, settle } from '../pending.ts';

/** The called instance ended with an error. */
export const callError: EventHandler<'call.error'> = {
  suspended: 'held',
  accepts: (_programme, state, { data }) => judgePending(state, data.commandId, 'instance.call'),
  apply(run, { data }) {
    const { commandId, code, payload = {} } = data;
    const pending = settle(run, commandId, 'error');
    if (!pending) return;
    const { elementId, scopeId } = pending;
    if (throwError(run, scopeId, elementId, { code, payload })) return;
    raiseIncident(
      run,
      'error.uncaught',
      `The called instance ended with the error ${code}`,
      { do: 'execute', scopeId },
      { elementId, scopeId, commandId },
    );
  },
};
