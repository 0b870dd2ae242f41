import type { FastifyInstance } from 'fastify';
import { problem } from '../problem/problem.ts';
import { isStorableText } from './json.ts';

/** Texts from the URL reach SQL as parameters: what PostgreSQL can't store is refused here, not there. */
export function refuseUnstorableTexts(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    inspect(request.params, '/path');
    inspect(request.query, '/query');
  });
}

function inspect(texts: unknown, prefix: string): void {
  for (const [name, value] of Object.entries((texts ?? {}) as { [name: string]: unknown })) {
    for (const text of [name, value].flat()) {
      if (typeof text === 'string' && !isStorableText(text)) {
        throw problem('request.forbiddenCharacter', { pointer: prefix });
      }
    }
  }
}
