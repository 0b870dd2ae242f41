import type { EventHandler } from '../handler.ts';
import { MOST_FIRINGS } from '../time.ts';

/** Too early or twice: nothing happens, and the journal does not hear of it. */
export const timeAdvance: EventHandler<'time.advance'> = {
  suspended: 'rejected',
  accepts: () => undefined,
  apply(run) {
    run.firing = MOST_FIRINGS;
  },
};
