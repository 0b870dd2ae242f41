import type { EventHandler } from '../handler.ts';
import { judgePending, settle } from '../pending.ts';
import { push } from '../run.ts';

/** The called instance has ended. Its variables come back only through output mappings. */
export const callComplete: EventHandler<'call.complete'> = {
  suspended: 'held',
  accepts: (_programme, state, { data }) => judgePending(state, data.commandId, 'instance.call'),
  apply(run, { data }) {
    const pending = settle(run, data.commandId, 'completed');
    if (!pending) return;
    const value = data.output ?? {};
    push(run, {
      do: 'finish',
      scopeId: pending.scopeId,
      result: { as: 'output', value, extra: { status: data.status ?? null }, quiet: true },
    });
  },
};
