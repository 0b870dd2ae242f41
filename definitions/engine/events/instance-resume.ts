import type { EventHandler } from '../handler.ts';
import { record } from '../run.ts';
import { MOST_FIRINGS } from '../time.ts';

/** What came meanwhile is applied in order, then what has become due fires. */
export const instanceResume: EventHandler<'instance.resume'> = {
  suspended: 'applied',
  accepts(_programme, state) {
    if (state.status === 'suspended') return undefined;
    return { code: 'instance.notSuspended', pointer: '', message: 'The instance is not suspended' };
  },
  apply(run, { data }) {
    const { held = [] } = run.state;
    delete run.state.held;
    run.state.status = 'running';
    record(run, { type: 'instance.resumed', ...(data.reason === undefined ? {} : { reason: data.reason }) });
    run.firing = MOST_FIRINGS;
    run.touched = true;
    for (const event of held) run.queue.push({ do: 'event', event });
  },
};
