import type { EventHandler } from '../handler.ts';
import { push } from '../run.ts';
import { judgePending, settle } from '../pending.ts';

export const serviceComplete: EventHandler<'service.complete'> = {
  suspended: 'held',
  accepts: (_programme, state, { data }) => judgePending(state, data.commandId, 'service.invoke'),
  apply(run, { data }) {
    const pending = settle(run, data.commandId, 'completed');
    if (pending && !pending.notice)
      push(run, { do: 'finish', scopeId: pending.scopeId, result: { as: 'output', value: data.output ?? {} } });
  },
};
