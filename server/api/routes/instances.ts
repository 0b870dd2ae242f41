import { Type } from 'typebox';
import { type SqlBool, sql } from 'kysely';
import { callerOf } from '../../auth/authenticate.ts';
import { seesOwnCasesOnly } from '../../auth/principal.ts';
import { applicantMaySend, documentsOfApplicant } from '../cases/applicant-rights.ts';
import { applyEvent } from '../cases/apply-event.ts';
import { deliverToCase } from '../cases/deliver-message.ts';
import { describeCase, summariseCase } from '../cases/describe-case.ts';
import { attachedCounts, judgeDocuments } from '../cases/documents.ts';
import { findCase, hasBreachedTerm } from '../cases/find-case.ts';
import { keyedRequest, unlessRepeated } from '../cases/requests.ts';
import { startCase } from '../cases/start-case.ts';
import { TimelineWords } from '../cases/timeline.ts';
import { cursorShapes, decodeCursor, page } from '../cursor.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import {
  AppliedEvent,
  Case,
  CaseSummary,
  FastForwardBody,
  JournalLine,
  MessageBody,
  OfferedDocuments,
  Reason,
  StartBody,
  StartedCase,
} from '../schemas/case.ts';
import { DefinitionKey, IdempotencyHeaders, InstanceId, listOf, Page } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';
import { instantText } from '../sql.ts';
import { visibleInstances } from '../visibility.ts';

const ById = Type.Object({ instanceId: InstanceId });

const ListQuery = Type.Object(
  {
    ...Page,
    key: Type.Optional(DefinitionKey),
    number: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    status: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Статус процедуры или канонический · Own or canonical status',
      }),
    ),
    engineStatus: Type.Optional(Type.Enum(['running', 'suspended', 'completed', 'cancelled', 'failed'])),
  },
  { additionalProperties: false },
);

export function instanceRoutes(app: App, deps: ApiDependencies, catalogue: Catalogue): void {
  const { database, runtime } = deps;
  const ports = { database, runtime, catalogue };
  const tags = ['instances'];

  app.post(
    '/api/v1/instances',
    {
      schema: {
        tags,
        operationId: 'startInstance',
        summary: 'Открыть дело · Start an instance',
        headers: IdempotencyHeaders,
        body: StartBody,
        response: { 201: StartedCase, ...refusals },
      },
    },
    async (request, reply) => {
      const started = await startCase(ports, callerOf(request), keyedRequest(request), request.body);
      return reply.code(201).header('location', `/api/v1/instances/${started.instanceId}`).send(started);
    },
  );

  app.get(
    '/api/v1/instances',
    {
      schema: {
        tags,
        operationId: 'listInstances',
        summary: 'Дела, новые первыми · Cases, newest first',
        querystring: ListQuery,
        response: { 200: listOf(CaseSummary), ...refusals },
      },
    },
    async (request) => {
      const { limit = 50, cursor, key, number, status, engineStatus } = request.query;
      const after = decodeCursor(cursor, [cursorShapes.instant, cursorShapes.uuid]);
      let query = database
        .selectFrom('instance')
        .select([
          'id',
          'number',
          'definition_key',
          'version',
          'programme_hash',
          'engine_status',
          'case_status',
          'case_status_canonical',
          'case_status_reason',
          'case_status_at',
          'due_at',
          'created_at',
          'started_at',
          'updated_at',
          'ended_at',
          'seq',
          'clock_offset_ms',
          'parent_id',
          hasBreachedTerm.as('breached'),
          instantText('created_at').as('place'),
        ])
        .where('engine_status', '<>', 'starting')
        .where(visibleInstances(callerOf(request)))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (key !== undefined) query = query.where('definition_key', '=', key);
      if (number !== undefined) query = query.where('number', '=', number);
      if (engineStatus !== undefined) query = query.where('engine_status', '=', engineStatus);
      if (status !== undefined) {
        query = query.where((where) =>
          where.or([where('case_status', '=', status), where('case_status_canonical', '=', status)]),
        );
      }
      if (after) {
        query = query.where(sql<SqlBool>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
      }
      const { rows, nextCursor } = page(await query.execute(), limit, (row) => [row.place, row.id]);
      const items = [];
      for (const row of rows) {
        const { definition } = await catalogue.programme(row.programme_hash);
        items.push(summariseCase(row, new TimelineWords(definition, new Map())));
      }
      return { items, ...(nextCursor ? { nextCursor } : {}) };
    },
  );

  app.get(
    '/api/v1/instances/:instanceId',
    {
      schema: {
        tags,
        operationId: 'getInstance',
        summary: 'Дело с лентой событий · A case with its timeline',
        params: ById,
        response: { 200: Case, ...refusals },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const row = await findCase(database, caller, request.params.instanceId);
      reply.header('etag', `"${row.seq}"`);
      return describeCase(database, catalogue, caller, row);
    },
  );

  app.get(
    '/api/v1/instances/:instanceId/journal',
    {
      schema: {
        tags,
        operationId: 'getJournal',
        summary: 'Журнал дела: цепочка записей без личных данных · The chain of entries, without personal data',
        params: ById,
        querystring: Type.Object(Page, { additionalProperties: false }),
        response: { 200: listOf(JournalLine), ...refusals },
      },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const { id } = await findCase(database, callerOf(request), request.params.instanceId);
      const after = decodeCursor(cursor, [/^\d{1,9}$/]);
      const found = await database
        .selectFrom('journal_entry')
        .select(['seq', 'event_id', 'type', 'at', 'actor_kind', 'actor_id', 'header', 'hash', 'prev_hash'])
        .where('instance_id', '=', id)
        .where('voided_at', 'is', null)
        .where('seq', '>', Number(after?.[0] ?? 0))
        .orderBy('seq')
        .limit(limit + 1)
        .execute();
      const { rows, nextCursor } = page(found, limit, ({ seq }) => [String(seq)]);
      return {
        items: rows.map((entry) => ({
          seq: entry.seq,
          eventId: entry.event_id,
          type: entry.type,
          at: entry.at.toISOString(),
          actor: { kind: entry.actor_kind, id: entry.actor_id },
          header: entry.header as { [name: string]: unknown },
          hash: entry.hash.toString('hex'),
          previousHash: entry.prev_hash.toString('hex'),
        })),
        ...(nextCursor ? { nextCursor } : {}),
      };
    },
  );

  app.post(
    '/api/v1/instances/:instanceId/cancel',
    {
      schema: {
        tags,
        operationId: 'cancelInstance',
        summary: 'Прекратить дело с указанием причины · Cancel a case with a reason',
        params: ById,
        headers: IdempotencyHeaders,
        body: Type.Object(
          { reason: Reason },
          { additionalProperties: false, examples: [{ reason: 'Подано повторно' }] },
        ),
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = await findCase(database, caller, request.params.instanceId);
      const { reason } = request.body;
      return applyEvent(ports, caller, keyedRequest(request), id, { type: 'instance.cancel', data: { reason } });
    },
  );

  app.post(
    '/api/v1/instances/:instanceId/messages',
    {
      schema: {
        tags: [...tags, 'messages'],
        operationId: 'sendMessageToInstance',
        summary: 'Передать сообщение этому делу · Deliver a message to this case',
        params: ById,
        headers: IdempotencyHeaders,
        body: MessageBody,
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id, programme_hash: hash } = await findCase(database, caller, request.params.instanceId);
      const { definition } = await catalogue.programme(hash);
      if (seesOwnCasesOnly(caller) && !applicantMaySend(definition, request.body.message)) {
        throw problem('auth.forbidden', {
          pointer: '/message',
          detail: { ru: 'Это сообщение посылает не заявитель', en: 'This message is not for applicants to send' },
        });
      }
      return deliverToCase(ports, caller, keyedRequest(request), id, request.body);
    },
  );

  app.post(
    '/api/v1/instances/:instanceId/documents',
    {
      schema: {
        tags: [...tags, 'files'],
        operationId: 'attachDocuments',
        summary: 'Приложить документы · Attach documents',
        params: ById,
        headers: IdempotencyHeaders,
        body: Type.Object(
          { documents: OfferedDocuments },
          {
            additionalProperties: false,
            examples: [{ documents: [{ document: 'evidence', fileId: '0b1c2d3e4f5061728394a5b6c7d8e9f0' }] }],
          },
        ),
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const keyed = keyedRequest(request);
      const { id, programme_hash: hash } = await findCase(database, caller, request.params.instanceId);
      const { definition } = await catalogue.programme(hash);
      return unlessRepeated(database, keyed, async (repeat) => {
        const documents = await judgeDocuments(database, caller, request.body.documents, {
          definition,
          ...(seesOwnCasesOnly(caller) ? { allowed: documentsOfApplicant(definition) } : {}),
          // Its own first sending may have used up the room for documents.
          attached: repeat ? {} : await attachedCounts(database, id),
          pointer: '/documents',
        });
        return applyEvent(ports, caller, keyed, id, { type: 'documents.attach', data: { documents } });
      });
    },
  );

  if (deps.config.play) {
    app.post(
      '/api/v1/instances/:instanceId/fast-forward',
      {
        schema: {
          tags,
          operationId: 'fastForward',
          summary: 'Перевести часы дела вперёд (игра и испытания) · Move the clock of a case ahead (plays and tests)',
          params: ById,
          body: FastForwardBody,
          response: {
            200: Type.Object({ at: Type.String() }, { examples: [{ at: '2026-12-22T21:00:00.000Z' }] }),
            ...refusals,
          },
        },
      },
      async (request) => {
        const caller = callerOf(request);
        const { id } = await findCase(database, caller, request.params.instanceId);
        return runtime.fastForward(id, request.body);
      },
    );
  }
}
