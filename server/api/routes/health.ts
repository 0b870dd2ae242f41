import { Type } from 'typebox';
import { sql } from 'kysely';
import type { App } from '../fastify.ts';
import type { ApiDependencies } from '../dependencies.ts';

const Health = Type.Object(
  {
    status: Type.Enum(['ready', 'notReady']),
    parts: Type.Unsafe<{ [part: string]: boolean }>({ type: 'object', additionalProperties: { type: 'boolean' } }),
  },
  { examples: [{ status: 'ready', parts: { database: true, temporal: true } }] },
);

export function healthRoutes(app: App, { database, parts = {} }: ApiDependencies): void {
  const checks: { readonly [part: string]: () => Promise<boolean> } = {
    database: async () => (await sql`select 1`.execute(database)).rows.length === 1,
    ...parts,
  };
  app.get(
    '/health',
    {
      schema: {
        tags: ['health'],
        operationId: 'health',
        summary: 'Готов ли сервис · Whether everything is ready',
        response: { 200: Health, 503: Health },
      },
    },
    async (_request, reply) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([part, check]) => [part, await check().catch(() => false)] as const),
      );
      const ready = results.every(([, ok]) => ok);
      return reply
        .code(ready ? 200 : 503)
        .send({ status: ready ? 'ready' : 'notReady', parts: Object.fromEntries(results) });
    },
  );
}
