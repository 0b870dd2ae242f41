import type { EventHandler } from '../handler.ts';
import { deliver, waiting } from '../throwing.ts';

export const signalDeliver: EventHandler<'signal.deliver'> = {
  suspended: 'held',
  accepts(_programme, state, { data }) {
    if (waiting({ state }, 'signal', data.signal).length > 0) return undefined;
    return {
      code: 'signal.noReceiver',
      pointer: '/signal',
      message: `Nobody waits for the signal ${String(data.signal)} now`,
    };
  },
  apply(run, { data }) {
    for (const id of waiting(run, 'signal', data.signal)) deliver(run, id, data.payload ?? {});
  },
};
