import type { Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import type { Applied, InstanceRuntime } from '../../runtime.ts';
import { correlationKeyText } from '../../../activities/journal/projection.ts';
import { problem } from '../problem/problem.ts';
import { visibleInstances } from '../visibility.ts';
import { applyEvent } from './apply-event.ts';
import { type KeyedRequest, unlessRepeated } from './requests.ts';

export interface OfferedMessage {
  message: string;
  correlationKey?: unknown;
  payload?: { [name: string]: unknown };
}

interface Ports {
  database: Database;
  runtime: InstanceRuntime;
}

/** To the one case that waits for the message under this correlation key. */
export async function deliverByKey(
  ports: Ports,
  caller: Principal,
  request: KeyedRequest,
  offered: OfferedMessage,
): Promise<Applied> {
  // Once delivered nobody waits any more: a repeat goes where it went.
  return unlessRepeated(ports.database, request, async (repeat) => {
    const instanceId = repeat?.instanceId ?? (await receiverOf(ports.database, caller, offered));
    return applyEvent(ports, caller, request, instanceId, { type: 'message.deliver', data: offered });
  });
}

/** To a case that is named: whoever knows the case need not know its key. */
export async function deliverToCase(
  ports: Ports,
  caller: Principal,
  request: KeyedRequest,
  instanceId: string,
  offered: OfferedMessage,
): Promise<Applied> {
  const data = { ...offered };
  if (data.correlationKey === undefined) {
    const waiting = await ports.database
      .selectFrom('subscription')
      .select('correlation_key')
      .distinct()
      .where('instance_id', '=', instanceId)
      .where('kind', '=', 'message')
      .where('name', '=', offered.message)
      .limit(2)
      .execute();
    if (waiting.length > 1) throw problem('message.ambiguous', { pointer: '/correlationKey' });
    if (waiting[0]?.correlation_key) data.correlationKey = JSON.parse(waiting[0].correlation_key);
  }
  return applyEvent(ports, caller, request, instanceId, { type: 'message.deliver', data });
}

async function receiverOf(database: Database, caller: Principal, offered: OfferedMessage): Promise<string> {
  const waiting = await database
    .selectFrom('subscription')
    .innerJoin('instance', 'instance.id', 'subscription.instance_id')
    .select('instance.id')
    .distinct()
    .where('subscription.kind', '=', 'message')
    .where('subscription.name', '=', offered.message)
    .where('subscription.correlation_key', '=', correlationKeyText(offered.correlationKey))
    .where(visibleInstances(caller))
    .limit(2)
    .execute();
  const [first, second] = waiting;
  if (!first) throw problem('message.noReceiver', { pointer: '/message' });
  if (second) throw problem('message.ambiguous', { pointer: '/correlationKey' });
  return first.id;
}
