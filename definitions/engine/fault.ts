import type { EngineEvent } from './event.ts';
import type { State } from './state.ts';

/**
 * The event to apply when applying another one threw, which is a bug of the engine: it becomes an incident, and
 * retrying that applies the failed event again. Its id follows from the failed one, so a repeat changes nothing.
 */
export function faultOf(state: State, event: EngineEvent, error: unknown): EngineEvent {
  return {
    id: `${event.id}#fault`.slice(-200),
    type: 'engine.fault',
    at: event.at > state.at ? event.at : state.at,
    actor: { kind: 'engine', id: 'engine' },
    data: { failed: event, message: (error instanceof Error ? error.message : String(error)).slice(0, 1_000) },
  };
}
