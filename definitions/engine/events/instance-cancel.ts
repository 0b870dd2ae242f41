import { cancelInstance } from '../completion.ts';
import type { EventHandler } from '../handler.ts';
import { judgeReason } from '../reason.ts';

export const instanceCancel: EventHandler<'instance.cancel'> = {
  suspended: 'applied',
  accepts: (_programme, _state, { data }) => judgeReason(data.reason),
  apply: (run, { data }) => cancelInstance(run, data.reason),
};
