import { Type } from 'typebox';
import { verifyAudit } from '../../audit/verify.ts';
import type { Database } from '../../database/index.ts';
import type { App } from '../fastify.ts';
import { ActorId, Instant } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';

const Row = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  actorKind: Type.String(),
  actorId: Type.String(),
  address: Type.Optional(Type.String()),
  operation: Type.String(),
  subject: Type.Optional(Type.String()),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
  hash: Type.String(),
});

const Filter = {
  operation: Type.Optional(Type.String({ maxLength: 100 })),
  actor: Type.Optional(ActorId),
  subject: Type.Optional(Type.String({ maxLength: 200 })),
  before: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Номер, до которого · Sequence number to go back from' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 100 })),
};

/** The audit as auditors read it: list, proof of the chain, export. */
export function auditRoutes(app: App, { database }: { database: Database }): void {
  const tags = ['audit'];

  app.get(
    '/api/v1/audit',
    {
      schema: {
        tags,
        operationId: 'listAudit',
        summary: 'Журнал аудита, новое сверху · The audit, newest first',
        querystring: Type.Object(Filter, { additionalProperties: false }),
        response: { 200: Type.Object({ items: Type.Array(Row) }), ...refusals },
      },
    },
    async (request) => ({ items: await rowsOf(database, request.query) }),
  );

  app.get(
    '/api/v1/audit/verification',
    {
      schema: {
        tags,
        operationId: 'verifyAudit',
        summary: 'Проверить цепочку аудита · Verify the chain of the audit',
        response: {
          200: Type.Object(
            {
              rows: Type.Integer(),
              head: Type.Optional(Type.Object({ seq: Type.Integer(), hash: Type.String() })),
              broken: Type.Optional(Type.Object({ seq: Type.Integer(), why: Type.Enum(['changed', 'missing']) })),
            },
            { examples: [{ rows: 12, head: { seq: 12, hash: '9f86…' } }] },
          ),
          ...refusals,
        },
      },
    },
    async () => verifyAudit(database),
  );

  app.get(
    '/api/v1/audit/export.csv',
    {
      schema: {
        tags,
        operationId: 'exportAudit',
        summary: 'Выгрузить в CSV · Export to CSV',
        querystring: Type.Object(Filter, { additionalProperties: false }),
        response: { 200: Type.String({ description: 'text/csv' }), ...refusals },
      },
    },
    async (request, reply) => {
      const rows = await rowsOf(database, request.query);
      const header = [
        'seq',
        'at',
        'actorKind',
        'actorId',
        'address',
        'operation',
        'subject',
        'before',
        'after',
        'hash',
      ] as const;
      const lines = rows.map((row) => header.map((name) => csvCell(row[name])).join(','));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(`${header.join(',')}\r\n${lines.join('\r\n')}\r\n`);
    },
  );
}

interface FilterValues {
  operation?: string;
  actor?: string;
  subject?: string;
  before?: number;
  limit?: number;
}

async function rowsOf(database: Database, filter: FilterValues) {
  let query = database
    .selectFrom('audit_entry')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(filter.limit ?? 100);
  if (filter.operation) query = query.where('operation', '=', filter.operation);
  if (filter.actor) query = query.where('actor_id', '=', filter.actor);
  if (filter.subject) query = query.where('subject', '=', filter.subject);
  if (filter.before) query = query.where('seq', '<', filter.before);
  return (await query.execute()).map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    ...(row.address ? { address: row.address } : {}),
    operation: row.operation,
    ...(row.subject ? { subject: row.subject } : {}),
    ...(row.before === null ? {} : { before: row.before }),
    ...(row.after === null ? {} : { after: row.after }),
    hash: row.hash.toString('hex'),
  }));
}

/** A cell never begins with what a spreadsheet takes for a formula. */
export function csvCell(value: unknown): string {
  const text = value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
