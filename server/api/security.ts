import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { problem } from './problem/problem.ts';

const defaultRequestsPerMinute = 1_200;

/** Headers that hold for every answer; pages loosen the content policy for themselves. */
export async function secureHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
}

/** A browser page of another site must not change anything here, whatever credentials it carries. */
export function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const { origin, host } = request.headers;
    if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return;
    if (!URL.canParse(origin) || new URL(origin).host !== host) throw problem('origin.foreign');
  });
}

/**
 * Requests a minute per key (per address where no key is asked), counted in this process: N processes allow N times as
 * much, which bounds load as meant and needs no shared store.
 */
export async function limitRates(app: FastifyInstance, requestsPerMinute: number | undefined): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerMinute ?? defaultRequestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    keyGenerator: (request) => request.principal?.credential ?? request.ip,
    errorResponseBuilder: () => problem('rate.limited'),
  });
}
