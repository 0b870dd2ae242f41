import type { EventHandler } from '../../../definitions/engine/handler.ts';

/** An engine with a bug: what it says it accepts it can't apply. */
export const userTaskAdd: EventHandler<'userTask.add'> = {
  suspended: 'rejected',
  accepts: () => undefined,
  apply() {
    throw new TypeError('Cannot read properties of undefined');
  },
};
