import { Type } from 'typebox';
import { publishable } from '../../../definitions/validation/check-definition.ts';
import { approveDraft, retireVersion, returnDraft, submitDraft } from '../../drafts/approve.ts';
import { DraftProblem, draftProblems } from '../../drafts/draft-problem.ts';
import { createDraft, type Draft, findDraft, removeDraft, saveDraft } from '../../drafts/edit.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import { judgeDefinition } from '../definitions/judge.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { ApiProblem, problem } from '../problem/problem.ts';
import { AnyObject, DefinitionKey, Instant, Text } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';
import { actingOf } from './people.ts';

const maxDefinitionBytes = 2 * 1024 * 1024;
const DraftId = Type.Object({
  draftId: Type.String({ format: 'uuid', examples: ['4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f'] }),
});
const IfMatch = Type.Object({ 'if-match': Type.Optional(Type.String({ maxLength: 40, examples: ['"3"'] })) });
const Why = (example: string) => Type.String({ minLength: 3, maxLength: 2_000, examples: [example] });

const Summary = Type.Object(
  {
    id: Type.String(),
    key: Type.String(),
    title: Text,
    state: Type.Enum(['draft', 'submitted']),
    baseVersion: Type.Optional(Type.Integer()),
    version: Type.Integer(),
    authors: Type.Array(Type.String()),
    updatedBy: Type.String(),
    updatedAt: Instant,
    submittedBy: Type.Optional(Type.String()),
    note: Type.Optional(Type.String()),
  },
  {
    examples: [
      {
        id: '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f',
        key: 'appeal',
        title: { ru: 'Обжалование решения' },
        state: 'draft',
        baseVersion: 1,
        version: 3,
        authors: ['p_1'],
        updatedBy: 'p_1',
        updatedAt: '2026-04-24T09:00:00.000Z',
      },
    ],
  },
);
const Saved = Type.Object({ id: Type.String(), version: Type.Integer() });

/** Drafts of definitions until a second person approves them. */
export function draftRoutes(app: App, deps: ApiDependencies, catalogue: Catalogue): void {
  const { database, connectors } = deps;
  const tags = ['drafts'];

  app.get(
    '/api/v1/drafts',
    {
      schema: {
        tags,
        operationId: 'listDrafts',
        summary: 'Черновики, свежие сверху · Drafts, newest first',
        querystring: Type.Object(
          { key: Type.Optional(DefinitionKey), state: Type.Optional(Type.Enum(['draft', 'submitted'])) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(Summary) }), ...refusals },
      },
    },
    async (request) => {
      let query = database.selectFrom('definition_draft').select('id').orderBy('updated_at', 'desc').limit(200);
      if (request.query.key) query = query.where('key', '=', request.query.key);
      if (request.query.state) query = query.where('state', '=', request.query.state as 'draft' | 'submitted');
      const found = await Promise.all((await query.execute()).map(({ id }) => findDraft(database, id)));
      return { items: found.map(summaryOf) };
    },
  );

  app.post(
    '/api/v1/drafts',
    {
      bodyLimit: maxDefinitionBytes,
      schema: {
        tags,
        operationId: 'createDraft',
        summary:
          'Новый черновик: с нуля или с опубликованной версии · A new draft: from nothing or from a published version',
        body: Type.Object(
          {
            definition: Type.Optional(AnyObject),
            from: Type.Optional(
              Type.Object(
                { key: DefinitionKey, version: Type.Optional(Type.Integer({ minimum: 1 })) },
                { additionalProperties: false },
              ),
            ),
          },
          { additionalProperties: false, minProperties: 1, maxProperties: 1, examples: [{ from: { key: 'appeal' } }] },
        ),
        response: { 201: Saved, ...refusals },
      },
    },
    async (request, reply) => {
      const { definition, from } = request.body;
      if (!from) return reply.code(201).send(await createDraft(database, definition, undefined, actingOf(request)));
      const entry = await catalogue.find(from.key, from.version);
      if (!entry) throw problem('definition.unknown', { pointer: '/from/key' });
      const { definition: published } = await catalogue.programme(entry.programmeHash);
      return reply.code(201).send(await createDraft(database, published, entry.version, actingOf(request)));
    },
  );

  app.get(
    '/api/v1/drafts/:draftId',
    {
      schema: {
        tags,
        operationId: 'getDraft',
        summary: 'Черновик целиком · A whole draft',
        params: DraftId,
        response: { 200: Type.Object({ ...Summary.properties, definition: AnyObject }), ...refusals },
      },
    },
    async (request, reply) => {
      const draft = await refusing(findDraft(database, request.params.draftId));
      return reply
        .header('etag', `"${draft.version}"`)
        .send({ ...summaryOf(draft), definition: draft.body as { [name: string]: unknown } });
    },
  );

  app.put(
    '/api/v1/drafts/:draftId',
    {
      bodyLimit: maxDefinitionBytes,
      schema: {
        tags,
        operationId: 'saveDraft',
        summary: 'Сохранить; If-Match — прочитанная версия · Save; If-Match is the version read',
        params: DraftId,
        headers: IfMatch,
        body: Type.Object(
          { definition: AnyObject },
          { additionalProperties: false, examples: [{ definition: { key: 'appeal' } }] },
        ),
        response: { 200: Saved, ...refusals },
      },
    },
    async (request, reply) => {
      const { draftId } = request.params;
      const { version } = await refusing(
        saveDraft(database, draftId, versionOf(request.headers), request.body.definition, actingOf(request)),
      );
      return reply.header('etag', `"${version}"`).send({ id: draftId, version });
    },
  );

  app.delete(
    '/api/v1/drafts/:draftId',
    {
      schema: {
        tags,
        operationId: 'removeDraft',
        summary: 'Удалить черновик · Remove a draft',
        params: DraftId,
        headers: IfMatch,
        response: { 204: Type.Null({ description: 'Удалён · Removed' }), ...refusals },
      },
    },
    async (request, reply) => {
      await refusing(removeDraft(database, request.params.draftId, versionOf(request.headers), actingOf(request)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/drafts/:draftId/submit',
    {
      schema: {
        tags,
        operationId: 'submitDraft',
        summary: 'Передать на утверждение · Submit for approval',
        params: DraftId,
        headers: IfMatch,
        body: Type.Object({ note: Why('Срок сокращён до 15 рабочих дней') }, { additionalProperties: false }),
        response: { 204: Type.Null({ description: 'Передан · Submitted' }), ...refusals },
      },
    },
    async (request, reply) => {
      const { draftId } = request.params;
      const version = versionOf(request.headers);
      await judged((await refusing(findDraft(database, draftId))).body);
      await refusing(submitDraft(database, draftId, version, request.body.note, actingOf(request)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/drafts/:draftId/return',
    {
      schema: {
        tags,
        operationId: 'returnDraft',
        summary: 'Вернуть на доработку · Return to the author',
        params: DraftId,
        body: Type.Object({ reason: Why('Нет основания у срока') }, { additionalProperties: false }),
        response: { 204: Type.Null({ description: 'Возвращён · Returned' }), ...refusals },
      },
    },
    async (request, reply) => {
      await refusing(returnDraft(database, request.params.draftId, request.body.reason, actingOf(request)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/drafts/:draftId/approve',
    {
      schema: {
        tags,
        operationId: 'approveDraft',
        summary: 'Утвердить и опубликовать: второй человек · Approve and publish: a second person',
        params: DraftId,
        response: { 201: Type.Object({ key: Type.String(), version: Type.Integer() }), ...refusals },
      },
    },
    async (request, reply) => {
      const { key, version } = await refusing(
        approveDraft(database, request.params.draftId, judged, actingOf(request)),
      );
      return reply.code(201).send({ key, version });
    },
  );

  app.post(
    '/api/v1/definitions/:key/versions/:version/retire',
    {
      schema: {
        tags,
        operationId: 'retireDefinition',
        summary: 'Отозвать версию: новых дел не будет · Retire a version: no new cases',
        params: Type.Object({ key: DefinitionKey, version: Type.Integer({ minimum: 1 }) }),
        body: Type.Object({ reason: Why('Заменена новой редакцией') }, { additionalProperties: false }),
        response: { 204: Type.Null({ description: 'Отозвана · Retired' }), ...refusals },
      },
    },
    async (request, reply) => {
      const { key, version } = request.params;
      if (!(await catalogue.find(key, version))) throw problem('definition.unknown', { pointer: '/path/version' });
      await refusing(retireVersion(database, key, version, request.body.reason, actingOf(request)));
      return reply.code(204).send(null);
    },
  );

  async function judged(definition: unknown): Promise<void> {
    const issues = await judgeDefinition(database, connectors, definition);
    if (publishable(issues)) return;
    const errors = issues.filter(({ severity }) => severity === 'error');
    throw problem('definition.invalid', {
      errors: errors.map(({ code, pointer, message }) => ({ code, pointer, message })),
    });
  }
}

function versionOf(headers: { 'if-match'?: string }): number {
  const version = /^"(\d{1,9})"$/.exec(headers['if-match'] ?? '')?.[1];
  if (version === undefined) throw problem('request.ifMatchRequired', { pointer: '/headers/if-match' });
  return Number(version);
}

function summaryOf(draft: Draft) {
  return {
    id: draft.id,
    key: draft.key,
    title: draft.title,
    state: draft.state,
    ...(draft.baseVersion === undefined ? {} : { baseVersion: draft.baseVersion }),
    version: draft.version,
    authors: draft.authors,
    updatedBy: draft.updatedBy,
    updatedAt: draft.updatedAt.toISOString(),
    ...(draft.submittedBy === undefined ? {} : { submittedBy: draft.submittedBy }),
    ...(draft.note === undefined ? {} : { note: draft.note }),
  };
}

async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DraftProblem)) throw error;
    throw new ApiProblem(error.code, draftProblems[error.code], { extensions: error.extensions });
  }
}
