import { createHash } from 'node:crypto';
import swagger from '@fastify/swagger';
import reference from '@scalar/fastify-api-reference';
import { describedRoute } from './described-route.ts';
import type { App } from './fastify.ts';
import { Problem } from './schemas/problem.ts';

/** OpenAPI 3.1 made from the schemas that judge requests, so that it can't lag behind them. */
export async function describeApi(app: App): Promise<void> {
  app.addSchema(Problem);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Регламент',
        version: '1',
        description:
          'Процедуры как данные: определения, дела, задания, сообщения, файлы. Ошибки — application/problem+json на русском или английском (Accept-Language). ' +
          'Procedures as data: definitions, cases, user tasks, messages, files.',
      },
      tags: [
        { name: 'definitions', description: 'Определения процедур · Process definitions' },
        { name: 'instances', description: 'Дела · Cases (process instances)' },
        { name: 'user-tasks', description: 'Задания · User tasks' },
        { name: 'messages', description: 'Сообщения · Messages' },
        { name: 'incidents', description: 'Инциденты · Incidents' },
        { name: 'files', description: 'Файлы · Files' },
        { name: 'api-keys', description: 'Ключи · API keys' },
        { name: 'health', description: 'Готовность · Readiness' },
        { name: 'dev', description: 'Только на этой машине · This machine only' },
      ],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'rgl_<id>_<secret>' },
        },
      },
      security: [{ apiKey: [] }],
    },
    transform: ({ schema, url, route }) => ({ schema: describedRoute(schema, route), url }),
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `schema-${index}`,
    },
  });
}

/** /openapi.json and the page to browse it: everything comes from here, nothing is fetched from elsewhere. */
export async function serveDocumentation(app: App): Promise<void> {
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cross-origin-resource-policy', 'cross-origin').send(app.swagger()),
  );
  await app.register(async (docs) => {
    docs.addHook('onSend', async (_request, reply, payload) => {
      const scripts = typeof payload === 'string' ? inlineScripts(payload) : [];
      reply.header('content-security-policy', pagePolicy(scripts));
      return payload;
    });
    await docs.register(reference, {
      routePrefix: '/docs',
      configuration: {
        url: '/openapi.json',
        pageTitle: 'Регламент — API',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        documentDownloadType: 'none',
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}

/** Hashes of the page's own inline scripts: any other inline script is refused by the browser. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, body = '']) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`,
  );
}

function pagePolicy(scripts: string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    // The reference writes its styles at run time.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
