import type { EventHandler } from '../handler.ts';
import { record } from '../run.ts';

/** Nobody waited for a message sent. It is lost, and the journal says so. */
export const messageUndelivered: EventHandler<'message.undelivered'> = {
  suspended: 'applied',
  accepts: () => undefined,
  apply(run, { data }) {
    record(run, {
      type: 'message.noReceiver',
      message: data.message ?? '',
      elementId: data.elementId ?? '',
      commandId: data.commandId,
    });
  },
};
