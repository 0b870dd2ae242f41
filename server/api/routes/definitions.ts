import { Type } from 'typebox';
import { callerOf } from '../../auth/authenticate.ts';
import { actorOf } from '../../auth/principal.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { publishable } from '../../../definitions/validation/check-definition.ts';
import type { Issue } from '../../../definitions/validation/issue.ts';
import { cursorShapes, decodeCursor, page } from '../cursor.ts';
import type { Catalogue, CatalogueEntry } from '../definitions/catalogue.ts';
import { judgeDefinition } from '../definitions/judge.ts';
import { publishDefinition } from '../definitions/publish.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import { AnyObject, DefinitionKey, listOf, Page, Text } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';

/** A large procedure is some 200 KB; what is bigger is not written by a person. */
const maxDefinitionBytes = 2 * 1024 * 1024;

const Summary = Type.Object(
  {
    key: Type.String(),
    version: Type.Integer(),
    title: Text,
    category: Type.Optional(Type.String()),
    status: Type.Enum(['published', 'retired']),
    publishedAt: Type.String(),
    publishedBy: Type.String(),
    hash: Type.String({ description: 'SHA-256 канонического JSON · of the canonical JSON' }),
  },
  {
    examples: [
      {
        key: 'appeal',
        version: 1,
        title: { ru: 'Обжалование решения', en: 'Appeal against a decision' },
        status: 'published',
        publishedAt: '2026-11-22T10:00:00.000Z',
        publishedBy: 'setup',
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    ],
  },
);

const Finding = Type.Object({
  code: Type.String(),
  severity: Type.Enum(['error', 'warning']),
  category: Type.Enum(['invalid', 'unsupported']),
  pointer: Type.String(),
  message: Text,
  remedy: Text,
  elementId: Type.Optional(Type.String()),
});

const anExample = {
  language: 1,
  key: 'greeting',
  title: { ru: 'Приветствие' },
  elements: [
    { type: 'startEvent', id: 'begin', title: { ru: 'Начало' } },
    { type: 'endEvent', id: 'end', title: { ru: 'Конец' } },
  ],
  flows: [{ id: 'f1', from: 'begin', to: 'end' }],
};

const aSummary = {
  key: 'greeting',
  version: 1,
  title: { ru: 'Приветствие' },
  status: 'published',
  publishedAt: '2026-11-22T10:00:00.000Z',
  publishedBy: 'setup',
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

const Whole = Type.Object(
  { ...Summary.properties, definition: AnyObject },
  { examples: [{ ...aSummary, definition: anExample }] },
);

const WithVersions = Type.Object(
  { ...Whole.properties, versions: Type.Array(Summary) },
  { examples: [{ ...aSummary, definition: anExample, versions: [aSummary] }] },
);

const DefinitionBody = Type.Unsafe<{ [name: string]: unknown }>({
  type: 'object',
  additionalProperties: true,
  description: 'Определение по схеме definitions/schema · A definition by the schema of definitions/schema',
  examples: [anExample],
});

export function definitionRoutes(app: App, { database, connectors }: ApiDependencies, catalogue: Catalogue): void {
  const tags = ['definitions'];

  app.post(
    '/api/v1/definitions/validate',
    {
      bodyLimit: maxDefinitionBytes,
      schema: {
        tags,
        operationId: 'validateDefinition',
        summary: 'Проверить определение, ничего не меняя · Check a definition, changing nothing',
        body: DefinitionBody,
        response: {
          200: Type.Object(
            { publishable: Type.Boolean(), issues: Type.Array(Finding) },
            { examples: [{ publishable: true, issues: [] }] },
          ),
          ...refusals,
        },
      },
    },
    async (request) => {
      const issues = await judgeDefinition(database, connectors, request.body);
      return { publishable: publishable(issues), issues: [...issues] };
    },
  );

  app.post(
    '/api/v1/definitions',
    {
      bodyLimit: maxDefinitionBytes,
      schema: {
        tags,
        operationId: 'publishDefinition',
        summary: 'Опубликовать новую неизменяемую версию · Publish a new immutable version',
        description:
          'Отказ, пока есть хоть одна ошибка. То же содержание, что у последней версии, новой версии не создаёт (200) · Refused while a check fails. What the newest version already says makes no new one (200)',
        body: DefinitionBody,
        response: { 200: Summary, 201: Summary, ...refusals },
      },
    },
    async (request, reply) => {
      const issues = await judgeDefinition(database, connectors, request.body);
      if (!publishable(issues)) throw problem('definition.invalid', { errors: errorsOf(issues) });
      const definition = request.body as unknown as ProcessDefinition;
      const { key, version, created } = await publishDefinition(
        database,
        definition,
        actorOf(callerOf(request)),
        request.ip,
      );
      const entry = (await catalogue.find(key, version)) as CatalogueEntry;
      return reply
        .code(created ? 201 : 200)
        .header('location', `/api/v1/definitions/${key}/versions/${version}`)
        .send(summaryOf(entry));
    },
  );

  app.get(
    '/api/v1/definitions',
    {
      schema: {
        tags,
        operationId: 'listDefinitions',
        summary: 'Последние версии процедур · The newest version of every procedure',
        querystring: Type.Object(Page, { additionalProperties: false }),
        response: { 200: listOf(Summary), ...refusals },
      },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const after = decodeCursor(cursor, [cursorShapes.key])?.[0];
      const { rows, nextCursor } = page(await catalogue.newest(after, limit + 1), limit, ({ key }) => [key]);
      return { items: rows.map(summaryOf), ...(nextCursor ? { nextCursor } : {}) };
    },
  );

  app.get(
    '/api/v1/definitions/:key',
    {
      schema: {
        tags,
        operationId: 'getDefinition',
        summary: 'Последняя версия и список всех · The newest version and the list of all',
        params: Type.Object({ key: DefinitionKey }),
        response: { 200: WithVersions, ...refusals },
      },
    },
    async (request, reply) => {
      const entry = await catalogue.find(request.params.key);
      if (!entry) throw problem('definition.unknown', { pointer: '/path/key' });
      const versions = await catalogue.versions(entry.key);
      reply.header('etag', `"${entry.definitionHash}"`);
      return { ...(await wholeOf(entry)), versions: versions.map(summaryOf) };
    },
  );

  app.get(
    '/api/v1/definitions/:key/versions/:version',
    {
      schema: {
        tags,
        operationId: 'getDefinitionVersion',
        summary: 'Одна версия · One version',
        params: Type.Object({ key: DefinitionKey, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
        response: { 200: Whole, ...refusals },
      },
    },
    async (request, reply) => {
      const { key, version } = request.params;
      const entry = await catalogue.find(key, version);
      if (!entry) throw problem('definition.unknownVersion', { pointer: '/path/version' });
      reply.header('etag', `"${entry.definitionHash}"`);
      return wholeOf(entry);
    },
  );

  async function wholeOf(entry: CatalogueEntry) {
    const { definition } = await catalogue.programme(entry.programmeHash);
    return { ...summaryOf(entry), definition: definition as unknown as { [name: string]: unknown } };
  }
}

function summaryOf(entry: CatalogueEntry) {
  return {
    key: entry.key,
    version: entry.version,
    title: entry.title,
    ...(entry.category === undefined ? {} : { category: entry.category }),
    status: entry.status,
    publishedAt: entry.publishedAt.toISOString(),
    publishedBy: entry.publishedBy,
    hash: entry.definitionHash,
  };
}

function errorsOf(issues: readonly Issue[]) {
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ code, pointer, message, remedy }) => ({
      code,
      pointer,
      message: {
        ru: `${message.ru} ${remedy.ru}`,
        en: `${message.en} ${remedy.en}`,
      },
    }));
}
