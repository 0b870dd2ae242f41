import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../auth/authenticate.ts';
import type { Database } from '../../database/index.ts';
import { RejectedError, UnknownInstanceError } from '../../runtime.ts';
import { canonical } from '../../../definitions/engine/canonical.ts';
import { ApiProblem, problem } from '../problem/problem.ts';

/** Namespace of event ids; never changes, or repeated requests would no longer be recognised. */
const eventNamespace = '5d0c7c1e-6c0b-4b0e-9f5e-0c1f4f2f6a11';

/** What a repeat must equal: who asks, under which key, for what. */
export interface KeyedRequest {
  caller: string;
  key: string;
  /** Id of the event and of the Temporal Update. */
  eventId: string;
  bodyHash: Buffer;
}

export interface StoredRequest {
  instanceId: string;
  number: string | undefined;
  answer: object | undefined;
}

export function keyedRequest(request: FastifyRequest): KeyedRequest {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') {
    throw problem('idempotency.keyRequired', { pointer: '/headers/idempotency-key' });
  }
  const caller = callerOf(request).actorId;
  const what = { route: request.routeOptions.url, path: request.params, body: request.body ?? null };
  return {
    caller,
    key,
    eventId: uuidv5(`${caller}\n${key}`, eventNamespace),
    bodyHash: createHash('sha256').update(canonical(what)).digest(),
  };
}

/** The stored request under this key, if there is one; another body under it is a conflict. */
export async function findRequest(database: Database, request: KeyedRequest): Promise<StoredRequest | undefined> {
  const row = await database
    .selectFrom('request')
    .select(['body_hash', 'instance_id', 'number', 'answer'])
    .where('caller', '=', request.caller)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (!row) return undefined;
  if (!row.body_hash.equals(request.bodyHash)) {
    throw problem('idempotency.conflict', { pointer: '/headers/idempotency-key' });
  }
  return { instanceId: row.instance_id, number: row.number ?? undefined, answer: row.answer ?? undefined };
}

/** Writes the request down before anything is sent; of several at once one row wins and all go on with it. */
export async function storeRequest(
  database: Database,
  request: KeyedRequest,
  target: { instanceId: string; number?: string },
): Promise<StoredRequest> {
  await database
    .insertInto('request')
    .values({
      caller: request.caller,
      key: request.key,
      event_id: request.eventId,
      body_hash: request.bodyHash,
      instance_id: target.instanceId,
      number: target.number ?? null,
    })
    .onConflict((conflict) => conflict.columns(['caller', 'key']).doNothing())
    .execute();
  const stored = await findRequest(database, request);
  // Another process refused the same request and took its row back in between: write it again.
  return stored ?? storeRequest(database, request, target);
}

/**
 * Judges and sends a request, or only sends it when it is a repeat: what its first sending has changed (a task closed,
 * a message caught, room for documents used up) must not refuse it. A repeat may turn out to be one while it is judged.
 */
export async function unlessRepeated<Answer>(
  database: Database,
  request: KeyedRequest,
  attempt: (repeat: StoredRequest | undefined) => Promise<Answer>,
): Promise<Answer> {
  const known = await findRequest(database, request);
  if (known) return attempt(known);
  try {
    return await attempt(undefined);
  } catch (error) {
    const repeat = isRefusal(error) ? await findRequest(database, request) : undefined;
    if (repeat) return attempt(repeat);
    throw error;
  }
}

/** Somebody said no, so nothing happened; an outage may have happened after all. */
export function isRefusal(error: unknown): boolean {
  return error instanceof RejectedError || (error instanceof ApiProblem && error.kind.status < 500);
}

/**
 * Sends what the request asks for and keeps the answer. Temporal is always asked: it knows a repeated event id and
 * answers as before. The stored answer serves when Temporal no longer can, because the case is closed or has forgotten
 * the id; it was stored after Temporal had recorded the Update, so nothing can have taken it back since.
 */
export async function sendOnce<Answer extends object>(
  database: Database,
  request: KeyedRequest,
  send: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await send();
    await database
      .updateTable('request')
      .set({ answer: JSON.stringify(answer), answered_at: new Date() })
      .where('caller', '=', request.caller)
      .where('key', '=', request.key)
      .where('answer', 'is', null)
      .execute();
    return answer;
  } catch (error) {
    if (!(error instanceof RejectedError || error instanceof UnknownInstanceError)) throw error;
    const stored = await findRequest(database, request);
    if (stored?.answer) return stored.answer as Answer;
    // Refused, so nothing happened: the caller may mend the request and use the key again.
    await forgetRequest(database, request);
    throw error;
  }
}

export async function forgetRequest(database: Database, request: KeyedRequest): Promise<void> {
  await database
    .deleteFrom('request')
    .where('caller', '=', request.caller)
    .where('key', '=', request.key)
    .where('body_hash', '=', request.bodyHash)
    .where('answer', 'is', null)
    .execute();
}
