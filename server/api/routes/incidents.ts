import { Type } from 'typebox';
import { type SqlBool, sql } from 'kysely';
import { callerOf } from '../../auth/authenticate.ts';
import type { Principal } from '../../auth/principal.ts';
import { applyEvent, type AskedEvent } from '../cases/apply-event.ts';
import { partId, splitPartId } from '../cases/part-id.ts';
import { type KeyedRequest, keyedRequest } from '../cases/requests.ts';
import { cursorShapes, decodeCursor, page } from '../cursor.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import { AppliedEvent, Reason } from '../schemas/case.ts';
import { IdempotencyHeaders, InstanceId, listOf, Page, PartId } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';
import { instantText } from '../sql.ts';
import { visibleInstances } from '../visibility.ts';

const ById = Type.Object({ incidentId: PartId });

const Incident = Type.Object(
  {
    id: Type.String(),
    instanceId: Type.String(),
    number: Type.Optional(Type.String()),
    key: Type.String(),
    code: Type.String(),
    message: Type.String(),
    state: Type.Enum(['open', 'retried', 'resolved', 'cancelled']),
    raisedAt: Type.String(),
    elementId: Type.Optional(Type.String()),
    closedAt: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
  },
  {
    examples: [
      {
        id: '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f.i1',
        instanceId: '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f',
        key: 'appeal',
        code: 'email.unavailable',
        message: 'The mail server does not answer',
        state: 'open',
        raisedAt: '2026-11-22T10:00:00.000Z',
        elementId: 'sendReceipt',
      },
    ],
  },
);

/** What the engine can't go on with by itself: an operator retries it, resolves it with a value, or cancels. */
export function incidentRoutes(app: App, { database, runtime }: ApiDependencies): void {
  const tags = ['incidents'];

  app.get(
    '/api/v1/incidents',
    {
      schema: {
        tags,
        operationId: 'listIncidents',
        summary: 'Инциденты, старые первыми · Incidents, the oldest first',
        querystring: Type.Object(
          {
            ...Page,
            state: Type.Optional(Type.Enum(['open', 'retried', 'resolved', 'cancelled'], { default: 'open' })),
            instanceId: Type.Optional(InstanceId),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(Incident), ...refusals },
      },
    },
    async (request) => {
      const { limit = 50, cursor, state = 'open', instanceId } = request.query;
      const after = decodeCursor(cursor, [cursorShapes.instant, cursorShapes.uuid, cursorShapes.part]);
      let query = database
        .selectFrom('incident')
        .innerJoin('instance', 'instance.id', 'incident.instance_id')
        .select([
          'incident.instance_id',
          'incident.id',
          'incident.code',
          'incident.message',
          'incident.element_id',
          'incident.state',
          'incident.raised_at',
          'incident.closed_at',
          'incident.reason',
          'instance.number',
          'instance.definition_key',
          instantText('incident.raised_at').as('place'),
        ])
        .where('incident.state', '=', state as 'open')
        .where(visibleInstances(callerOf(request)))
        .orderBy('incident.raised_at')
        .orderBy('incident.instance_id')
        .orderBy('incident.id')
        .limit(limit + 1);
      if (instanceId !== undefined) query = query.where('incident.instance_id', '=', instanceId);
      if (after) {
        query = query.where(
          sql<SqlBool>`(incident.raised_at, incident.instance_id, incident.id)
            > (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::text)`,
        );
      }
      const { rows, nextCursor } = page(await query.execute(), limit, (row) => [row.place, row.instance_id, row.id]);
      return {
        items: rows.map((row) => ({
          id: partId(row.instance_id, row.id),
          instanceId: row.instance_id,
          ...(row.number === null ? {} : { number: row.number }),
          key: row.definition_key,
          code: row.code,
          message: row.message,
          state: row.state,
          raisedAt: row.raised_at.toISOString(),
          ...(row.element_id ? { elementId: row.element_id } : {}),
          ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
          ...(row.reason ? { reason: row.reason } : {}),
        })),
        ...(nextCursor ? { nextCursor } : {}),
      };
    },
  );

  app.post(
    '/api/v1/incidents/:incidentId/retry',
    {
      schema: {
        tags,
        operationId: 'retryIncident',
        summary: 'Повторить · Retry',
        params: ById,
        headers: IdempotencyHeaders,
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) =>
      settle(callerOf(request), keyedRequest(request), request.params.incidentId, (incidentId) => ({
        type: 'incident.retry',
        data: { incidentId },
      })),
  );

  app.post(
    '/api/v1/incidents/:incidentId/resolve',
    {
      schema: {
        tags,
        operationId: 'resolveIncident',
        summary: 'Решить значением · Resolve with a value',
        params: ById,
        headers: IdempotencyHeaders,
        body: Type.Object(
          { value: Type.Optional(Type.Unknown()), reason: Reason },
          {
            additionalProperties: false,
            examples: [{ value: { messageId: 'вручено лично' }, reason: 'Уведомили по телефону' }],
          },
        ),
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) =>
      settle(callerOf(request), keyedRequest(request), request.params.incidentId, (incidentId) => ({
        type: 'incident.resolve',
        data: { incidentId, ...request.body },
      })),
  );

  app.post(
    '/api/v1/incidents/:incidentId/cancel',
    {
      schema: {
        tags,
        operationId: 'cancelIncident',
        summary: 'Прекратить то, что не удалось · Cancel what failed',
        params: ById,
        headers: IdempotencyHeaders,
        body: Type.Object(
          { reason: Reason },
          { additionalProperties: false, examples: [{ reason: 'Запись не нужна' }] },
        ),
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) =>
      settle(callerOf(request), keyedRequest(request), request.params.incidentId, (incidentId) => ({
        type: 'incident.cancel',
        data: { incidentId, reason: request.body.reason },
      })),
  );

  async function settle(
    caller: Principal,
    keyed: KeyedRequest,
    publicId: string,
    event: (incidentId: string) => AskedEvent,
  ) {
    const { instanceId, id } = splitPartId(publicId);
    const row = await database
      .selectFrom('incident')
      .innerJoin('instance', 'instance.id', 'incident.instance_id')
      .select('incident.id')
      .where('incident.instance_id', '=', instanceId)
      .where('incident.id', '=', id)
      .where(visibleInstances(caller))
      .executeTakeFirst();
    if (!row) throw problem('incident.unknown', { pointer: '/path/incidentId' });
    return applyEvent({ database, runtime }, caller, keyed, instanceId, event(id));
  }
}
