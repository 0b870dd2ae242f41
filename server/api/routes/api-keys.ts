import { Type } from 'typebox';
import { createKey, revokeKey, rotateKey } from '../../auth/key-store.ts';
import { roles, type Role, scopes, type Scope } from '../../auth/roles.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import { ActorId, Instant, listOf } from '../schemas/common.ts';
import { actingOf } from './people.ts';
import { refusals } from '../schemas/problem.ts';

const RoleName = Type.Enum([...roles]);
const ScopeName = Type.Enum([...scopes]);
const KeyId = Type.Object({ keyId: Type.String({ pattern: '^[0-9a-f]{16}$', examples: ['9f86d081884c7d65'] }) });

const NewKey = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    actorId: ActorId,
    actorKind: Type.Optional(Type.Enum(['person', 'system', 'applicant'], { default: 'person' })),
    roles: Type.Array(RoleName, { minItems: 1, maxItems: roles.length, uniqueItems: true }),
    groups: Type.Optional(Type.Array(ActorId, { maxItems: 100, uniqueItems: true, default: [] })),
    scopes: Type.Optional(
      Type.Array(ScopeName, {
        maxItems: scopes.length,
        uniqueItems: true,
        default: [],
        description: 'Пусто — всё, что дают роли · Empty: whatever the roles allow',
      }),
    ),
    expiresAt: Type.Optional(Instant),
  },
  {
    additionalProperties: false,
    examples: [{ title: 'Регистратор', actorId: 'clerk-1', roles: ['official'], groups: ['registry'] }],
  },
);

const Token = Type.Object(
  {
    id: Type.String(),
    token: Type.String({ description: 'Показывается один раз · Shown once' }),
  },
  { examples: [{ id: '9f86d081884c7d65', token: 'rgl_9f86d081884c7d65_…' }] },
);

const Key = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    actorId: Type.String(),
    actorKind: Type.String(),
    roles: Type.Array(Type.String()),
    groups: Type.Array(Type.String()),
    scopes: Type.Array(Type.String()),
    createdAt: Type.String(),
    createdBy: Type.String(),
    expiresAt: Type.Optional(Type.String()),
    revokedAt: Type.Optional(Type.String()),
    rotatedTo: Type.Optional(Type.String()),
  },
  {
    examples: [
      {
        id: '9f86d081884c7d65',
        title: 'Регистратор',
        actorId: 'clerk-1',
        actorKind: 'person',
        roles: ['official'],
        groups: ['registry'],
        scopes: [],
        createdAt: '2026-11-22T10:00:00.000Z',
        createdBy: 'administrator',
      },
    ],
  },
);

export function apiKeyRoutes(app: App, { database }: ApiDependencies): void {
  const tags = ['api-keys'];

  app.post(
    '/api/v1/api-keys',
    {
      schema: {
        tags,
        operationId: 'createApiKey',
        summary: 'Создать ключ · Create a key',
        body: NewKey,
        response: { 201: Token, ...refusals },
      },
    },
    async (request, reply) => {
      const { title, actorId, actorKind = 'person', groups = [], expiresAt } = request.body;
      const key = await createKey(
        database,
        {
          title,
          actorId,
          actorKind,
          roles: request.body.roles as Role[],
          groups,
          scopes: (request.body.scopes ?? []) as Scope[],
          ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
        },
        actingOf(request),
      );
      return reply.code(201).send(key);
    },
  );

  app.get(
    '/api/v1/api-keys',
    {
      schema: {
        tags,
        operationId: 'listApiKeys',
        summary: 'Все ключи, без секретов · All keys, without secrets',
        response: { 200: listOf(Key), ...refusals },
      },
    },
    async () => {
      const rows = await database
        .selectFrom('api_key')
        .select([
          'id',
          'title',
          'actor_id',
          'actor_kind',
          'roles',
          'groups',
          'scopes',
          'created_at',
          'created_by',
          'expires_at',
          'revoked_at',
          'rotated_to',
        ])
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(1_000)
        .execute();
      return {
        items: rows.map((row) => ({
          id: row.id,
          title: row.title,
          actorId: row.actor_id,
          actorKind: row.actor_kind,
          roles: row.roles,
          groups: row.groups,
          scopes: row.scopes,
          createdAt: row.created_at.toISOString(),
          createdBy: row.created_by,
          ...(row.expires_at ? { expiresAt: row.expires_at.toISOString() } : {}),
          ...(row.revoked_at ? { revokedAt: row.revoked_at.toISOString() } : {}),
          ...(row.rotated_to ? { rotatedTo: row.rotated_to } : {}),
        })),
      };
    },
  );

  app.post(
    '/api/v1/api-keys/:keyId/rotate',
    {
      schema: {
        tags,
        operationId: 'rotateApiKey',
        summary: 'Новый секрет с теми же правами · A new secret with the same rights',
        params: KeyId,
        body: Type.Object(
          {
            graceSeconds: Type.Optional(
              Type.Integer({
                minimum: 0,
                maximum: 604_800,
                default: 0,
                description: 'Сколько ещё живёт прежний ключ · How long the old key lives on',
              }),
            ),
          },
          { additionalProperties: false, examples: [{ graceSeconds: 3600 }] },
        ),
        response: { 201: Token, ...refusals },
      },
    },
    async (request, reply) => {
      const until = new Date(Date.now() + (request.body.graceSeconds ?? 0) * 1000);
      const key = await rotateKey(database, request.params.keyId, until, actingOf(request));
      if (!key) throw problem('apiKey.unknown');
      return reply.code(201).send(key);
    },
  );

  app.post(
    '/api/v1/api-keys/:keyId/revoke',
    {
      schema: {
        tags,
        operationId: 'revokeApiKey',
        summary: 'Отозвать ключ сразу · Revoke a key at once',
        params: KeyId,
        response: { 204: Type.Null({ description: 'Отозван · Revoked' }), ...refusals },
      },
    },
    async (request, reply) => {
      const outcome = await revokeKey(database, request.params.keyId, actingOf(request));
      if (outcome === 'unknown') throw problem('apiKey.unknown');
      if (outcome === 'alreadyRevoked') throw problem('apiKey.revoked');
      if (outcome === 'lastAdministrator') throw problem('apiKey.lastAdministrator');
      return reply.code(204).send(null);
    },
  );
}
