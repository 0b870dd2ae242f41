import type { FastifyInstance, HTTPMethods } from 'fastify';
import { problem } from './problem/problem.ts';
import { sendProblem } from './problem/respond.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route only says which methods its address does serve. */
    methodNotAllowed?: boolean;
  }
}

const methods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Notes the routes from now on; the function returned answers 405 with `Allow` for their other methods. */
export function answerOtherMethods(app: FastifyInstance): () => void {
  const served = new Map<string, Set<string>>();
  app.addHook('onRoute', (route) => {
    if (route.config?.methodNotAllowed) return;
    const known = served.get(route.url) ?? new Set();
    for (const method of [route.method].flat()) known.add(method);
    served.set(route.url, known);
  });
  return () => {
    for (const [url, known] of [...served]) {
      const allow = [...known].sort().join(', ');
      app.route({
        method: methods.filter((method) => !known.has(method)),
        url,
        config: { methodNotAllowed: true },
        schema: { hide: true },
        handler: (request, reply) => sendProblem(request, reply.header('allow', allow), problem('route.method')),
      });
    }
  };
}
