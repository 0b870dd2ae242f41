import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database } from '../database/index.ts';
import { problem } from '../api/problem/problem.ts';
import { principalOf } from './key-store.ts';
import { type Permission, permissions } from './permissions.ts';
import type { Principal } from './principal.ts';

/** Proves the caller by a session cookie; `cookies` move the idle end of the session. */
export type ProveSession = (headers: Headers) => Promise<{ principal: Principal; cookies: string[] } | undefined>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `authenticate` on every route that asks for a key. */
    principal: Principal | null;
  }
}

/** The proven caller of a route that asks for one. */
export function callerOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error(`${request.routeOptions.url ?? request.url} is public and has no caller`);
  return request.principal;
}

/**
 * Every route answers to the table of permissions: the boot fails on a route without a row and on a row without a
 * route, and no handler runs before the caller is proven and allowed.
 */
export function authenticate(
  app: FastifyInstance,
  database: Database,
  optionalRoutes: readonly string[],
  proveSession?: ProveSession,
): void {
  const served = new Set<string>();
  app.decorateRequest('principal', null);

  app.addHook('onRoute', (route) => {
    if (route.config?.methodNotAllowed) return;
    for (const method of [route.method].flat()) served.add(`${method} ${route.url}`);
  });
  app.addHook('onReady', async () => {
    const open = [...served].filter((route) => !Object.hasOwn(permissions, route));
    if (open.length > 0) throw new Error(`Routes without a row in server/auth/permissions.ts: ${open.join(', ')}`);
    const stale = Object.keys(permissions).filter((route) => !served.has(route) && !optionalRoutes.includes(route));
    if (stale.length > 0) throw new Error(`Rows of server/auth/permissions.ts without a route: ${stale.join(', ')}`);
  });

  const failures = app.createRateLimit({ max: 60, timeWindow: 60_000 });
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.methodNotAllowed) return;
    const permission = permissions[`${request.method} ${request.routeOptions.url}`];
    if (permission === 'public') return;
    const session = await sessionOf(request, proveSession);
    for (const cookie of session?.cookies ?? []) reply.header('set-cookie', cookie);
    const principal = session?.principal ?? (await prove(database, request));
    if (!principal) {
      const { authorization, cookie } = request.headers;
      // Whoever shows nothing guesses nothing.
      if (authorization === undefined && cookie === undefined) throw problem('auth.missing');
      const attempts = await failures(request);
      if (!attempts.isAllowed && attempts.isExceeded) throw problem('rate.limited');
      throw problem(authorization === undefined ? 'auth.missing' : 'auth.invalid');
    }
    demand(principal, permission);
    request.principal = principal;
  });
}

/** A key in the header is what a system means; a cookie beside it is not looked at. */
async function sessionOf(request: FastifyRequest, proveSession: ProveSession | undefined) {
  const { authorization, cookie } = request.headers;
  if (!proveSession || authorization !== undefined || cookie === undefined) return undefined;
  return proveSession(new Headers({ cookie }));
}

async function prove(database: Database, request: FastifyRequest): Promise<Principal | undefined> {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{1,100})$/i.exec(request.headers.authorization ?? '') ?? [];
  return token === undefined ? undefined : principalOf(database, token, new Date());
}

function demand(principal: Principal, permission: Permission | undefined): void {
  // No row is no right: the boot check makes this unreachable, and it must stay closed if it were reached.
  if (permission === undefined || permission === 'public') throw problem('auth.forbidden');
  if (permission === 'session') {
    if (!('session' in principal)) throw problem('auth.sessionOnly');
    return;
  }
  if (!principal.roles.some((role) => permission.roles.includes(role))) {
    throw problem('auth.forbidden', {
      detail: {
        ru: `Нужна одна из ролей: ${permission.roles.join(', ')}`,
        en: `One of these roles is needed: ${permission.roles.join(', ')}`,
      },
    });
  }
  if (principal.scopes.length > 0 && !principal.scopes.includes(permission.scope)) {
    throw problem('auth.scope', {
      detail: { ru: `Нужно право ${permission.scope}`, en: `The scope ${permission.scope} is needed` },
    });
  }
}
