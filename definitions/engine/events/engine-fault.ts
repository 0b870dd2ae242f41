import type { EngineEvent } from '../event.ts';
import type { EventHandler } from '../handler.ts';
import { raiseIncident } from '../incidents.ts';

/** Applying an event threw, which is a bug of the engine. Retrying applies it again. */
export const engineFault: EventHandler<'engine.fault'> = {
  suspended: 'applied',
  accepts(_programme, _state, { data }) {
    const failed = data.failed as { type?: unknown } | null | undefined;
    if (typeof failed === 'object' && typeof failed?.type === 'string' && typeof data.message === 'string')
      return undefined;
    return { code: 'event.invalid', pointer: '/failed', message: 'A fault says which event failed, and how' };
  },
  apply(run, { data }) {
    raiseIncident(run, 'engine.fault', String(data.message), { do: 'event', event: data.failed as EngineEvent }, {});
  },
};
