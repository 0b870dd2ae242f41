import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * What the pages of the web application may do: their own scripts only, no eval. Styles are put in by the component
 * library at run time, hence `unsafe-inline` for styles alone; previews of files and QR codes are `blob:` and `data:`.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  'frame-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built web application; `page` answers with it for an address that the browser's router knows. */
export interface Ui {
  page(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined;
}

export async function serveUi(app: FastifyInstance, folder: string | undefined): Promise<Ui> {
  if (!folder || !existsSync(join(folder, 'index.html'))) return { page: () => undefined };
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    // Names of assets hold their content's hash.
    maxAge: '365d',
    immutable: true,
    cacheControl: true,
  });
  return {
    page(request, reply) {
      const path = new URL(request.url, 'http://page').pathname;
      if (request.method !== 'GET' || path.startsWith('/api/') || path.startsWith('/dev/')) return undefined;
      const asset = /^\/(assets\/[A-Za-z0-9_.-]+|favicon\.svg)$/.exec(path)?.[1];
      if (asset) {
        if (!existsSync(join(folder, asset))) return undefined;
        reply.removeHeader('cache-control');
        return reply.code(200).sendFile(asset);
      }
      if (!(request.headers.accept ?? '').includes('text/html')) return undefined;
      return reply
        .code(200)
        .header('content-security-policy', contentPolicy)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .sendFile('index.html', { cacheControl: false });
    },
  };
}
