import type { EngineEvent } from '../event.ts';
import type { EventHandler } from '../handler.ts';
import { raiseIncident } from '../incidents.ts';

/** Applying an event threw, which is a bug of the engine. Retrying applies it again. */
export const engineFault: EventHandler<'engine.fault'> = {
  suspended: 'applied',
  accepts: () => undefined,
  apply(run, { data }) {
    raiseIncident(run, 'engine.fault', String(data.message), { do: 'event', event: data.failed as EngineEvent }, {});
  },
};
