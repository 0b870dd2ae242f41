import type { EventHandler } from '../handler.ts';
import { judgeReason } from '../reason.ts';
import { record } from '../run.ts';

/** Timers wait, people can't act, answers of systems are kept for later. */
export const instanceSuspend: EventHandler<'instance.suspend'> = {
  suspended: 'rejected',
  accepts: (_programme, _state, { data }) => judgeReason(data.reason),
  apply(run, { data }) {
    run.state.status = 'suspended';
    record(run, { type: 'instance.suspended', reason: data.reason });
  },
};
