import { actorOf, type Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import type { Applied, IncomingEvent, InstanceRuntime } from '../../runtime.ts';
import { type KeyedRequest, sendOnce, storeRequest } from './requests.ts';

/** What a person or system asks to happen, without id and actor, which come from the request. */
export type AskedEvent = IncomingEvent extends infer E ? (E extends unknown ? Omit<E, 'id' | 'actor'> : never) : never;

/** Applies one event to one case exactly once per caller and key. */
export async function applyEvent(
  ports: { database: Database; runtime: InstanceRuntime },
  caller: Principal,
  request: KeyedRequest,
  instanceId: string,
  asked: AskedEvent,
): Promise<Applied> {
  const stored = await storeRequest(ports.database, request, { instanceId });
  const event = { ...asked, id: request.eventId, actor: actorOf(caller) } as IncomingEvent;
  return sendOnce(ports.database, request, () => ports.runtime.apply(stored.instanceId, event));
}
