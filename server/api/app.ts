import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { principalOfSession } from '../accounts/session-principal.ts';
import { createSignInLibrary } from '../accounts/sign-in-library.ts';
import { authenticate } from '../auth/authenticate.ts';
import { permissions } from '../auth/permissions.ts';
import { maxFileBytes } from '../files/formats.ts';
import { Catalogue } from './definitions/catalogue.ts';
import type { ApiDependencies } from './dependencies.ts';
import { schemaErrorFormatter, validatorCompiler } from './input/compilers.ts';
import { refuseUnstorableTexts } from './input/texts.ts';
import { readJson } from './input/json.ts';
import { describeApi, serveDocumentation } from './openapi.ts';
import { answerOtherMethods } from './other-methods.ts';
import { problem } from './problem/problem.ts';
import { asProblem, rawProblem, sendProblem } from './problem/respond.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { auditRoutes } from './routes/audit.ts';
import { deadlineRoutes } from './routes/deadlines.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { draftRoutes } from './routes/drafts.ts';
import { fileRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { instanceRoutes } from './routes/instances.ts';
import { mailRoutes } from './routes/mail.ts';
import { messageRoutes } from './routes/messages.ts';
import { peopleRoutes } from './routes/people.ts';
import { sessionRoutes } from './routes/session.ts';
import { userTaskRoutes } from './routes/user-tasks.ts';
import { serveUi } from './ui.ts';
import { limitRates, refuseForeignOrigins, secureHeaders } from './security.ts';

/** Bodies above this travel as files and are named by id. */
const maxBodyBytes = 256 * 1024;

/** Routes that are served only where the configuration asks for them. */
const optionalRoutes = ['POST /api/v1/instances/:instanceId/fast-forward', 'GET /dev/mail', 'GET /dev/mail/:mailId'];

/** Served where people sign in. */
const accountRoutes = Object.keys(permissions).filter((route) =>
  /\/api\/v1\/(session|people|groups|departments)\b/.test(route),
);

/**
 * The whole HTTP application, without the process that listens: tests call it through `app.inject`. Nothing is kept
 * between requests but caches of immutable things.
 */
export async function buildApp(deps: ApiDependencies): Promise<FastifyInstance> {
  const options: FastifyServerOptions = {
    bodyLimit: maxBodyBytes,
    // Forged X-Forwarded-For must not choose whose rate limit is used up.
    trustProxy: false,
    exposeHeadRoutes: false,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    schemaErrorFormatter,
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, asProblem(error)),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(rawProblem('request.rejected'));
      else socket.destroy();
    },
    ...(deps.logger ? { loggerInstance: deps.logger } : {}),
  };
  const app = Fastify(options).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  acceptJsonOnly(app);

  app.setErrorHandler((error, request, reply) => {
    const refusal = asProblem(error);
    if (refusal.kind.status >= 500) request.log.error({ err: error }, refusal.code);
    return sendProblem(request, reply, refusal);
  });

  await secureHeaders(app);
  refuseForeignOrigins(app);
  refuseUnstorableTexts(app);
  // The limiter's route hooks run after the hooks of the application, so that it knows the caller.
  await limitRates(app, deps.config.requestsPerMinute);
  const { accounts } = deps;
  const library = accounts && createSignInLibrary(deps.database, accounts);
  authenticate(
    app,
    deps.database,
    library ? optionalRoutes : [...optionalRoutes, ...accountRoutes],
    library && ((headers) => principalOfSession(library, deps.database, headers)),
  );
  const ui = await serveUi(app, deps.uiFolder);
  app.setNotFoundHandler(
    { preHandler: app.rateLimit() },
    (request, reply) => ui.page(request, reply) ?? sendProblem(request, reply, problem('route.unknown')),
  );
  await app.register(multipart, {
    limits: { files: 1, fields: 0, parts: 2, fileSize: maxFileBytes + 1, headerPairs: 20 },
  });

  await describeApi(app);
  const others = answerOtherMethods(app);
  const catalogue = new Catalogue(deps.database);
  healthRoutes(app, deps);
  definitionRoutes(app, deps, catalogue);
  instanceRoutes(app, deps, catalogue);
  deadlineRoutes(app, deps, catalogue);
  messageRoutes(app, deps);
  userTaskRoutes(app, deps, catalogue);
  incidentRoutes(app, deps);
  fileRoutes(app, deps);
  apiKeyRoutes(app, deps);
  auditRoutes(app, deps);
  draftRoutes(app, deps, catalogue);
  if (library && accounts) {
    const { database } = deps;
    sessionRoutes(app, { database, accounts: library, idleSeconds: accounts.idleSeconds });
    peopleRoutes(app, { database, accounts: library });
  }
  if (deps.config.play && deps.inbox) mailRoutes(app, deps.inbox);
  await serveDocumentation(app);
  others();
  return app;
}

function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer | string) => readJson(Buffer.isBuffer(body) ? body : Buffer.from(body)),
  );
}
