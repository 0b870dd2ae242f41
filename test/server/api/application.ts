import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../../server/api/app.ts';
import type { ApiDependencies } from '../../../server/api/dependencies.ts';
import type { ProblemDocument } from '../../../server/api/problem/respond.ts';
import { insertKey, type KeyRights } from '../../../server/auth/key-store.ts';
import { type Database, openDatabase } from '../../../server/database/index.ts';
import { localStorage } from '../../../server/files/local-storage.ts';
import type { InstanceRuntime } from '../../../server/runtime.ts';
import { freshDatabase } from '../../ground/database.ts';

/** For tests that never come to an instance: whoever asks Temporal for something fails loudly. */
export const noRuntime: InstanceRuntime = {
  start: () => Promise.reject(new Error('This test starts no instance')),
  apply: () => Promise.reject(new Error('This test changes no instance')),
  ledgers: () => Promise.reject(new Error('This test reads no terms')),
  fastForward: () => Promise.reject(new Error('This test moves no clock')),
};

/** The configuration in which every route is served. */
export const everyRoute = {
  accounts: { masterKey: Buffer.alloc(32), baseUrl: 'http://localhost', idleSeconds: 900 },
  inbox: { list: () => [], get: async () => undefined },
  config: { play: true, dataFolder: '', host: '127.0.0.1', port: 0 },
} satisfies Partial<ApiDependencies>;

export interface Application {
  app: FastifyInstance;
  database: Database;
  folder: string;
  /** A key with these rights, ready for the header. */
  key(rights?: Partial<KeyRights>): Promise<string>;
  close(): Promise<void>;
}

/** The application on a migrated database of its own and a temporary folder. */
export async function anApplication(overrides: Partial<ApiDependencies> = {}): Promise<Application> {
  const fresh = overrides.database ? undefined : await freshDatabase();
  const database = overrides.database ?? openDatabase(fresh?.url as string, { maxConnections: 5 });
  const folder = mkdtempSync(join(tmpdir(), 'reglament-api-'));
  const { config, ...rest } = overrides;
  const app = await buildApp({
    database,
    runtime: noRuntime,
    files: localStorage(join(folder, 'files')),
    // Whatever is answered with 500 says why.
    logger: pino({ level: 'error' }),
    config: { play: false, host: '127.0.0.1', port: 0, ...config, dataFolder: folder },
    ...rest,
  });
  await app.ready();
  return {
    app,
    database,
    folder,
    async key(rights = {}) {
      const { token } = await insertKey(database, aKey(rights), 'test');
      return `Bearer ${token}`;
    },
    async close() {
      await app.close();
      if (fresh) {
        await database.destroy();
        await fresh.drop();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function aKey(rights: Partial<KeyRights> = {}): KeyRights {
  return {
    title: 'Ключ испытания',
    actorId: 'admin-1',
    actorKind: 'person',
    roles: ['administrator'],
    groups: [],
    scopes: [],
    ...rights,
  };
}

/** The refusal in an answer: fails unless it is a problem document with this status and code. */
export function refusal(
  answer: LightMyRequestResponse,
): ProblemDocument & { headers: LightMyRequestResponse['headers'] } {
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) {
    throw new Error(`Not a problem document: ${answer.statusCode} ${answer.body.slice(0, 500)}`);
  }
  const document = answer.json<ProblemDocument>();
  if (document.status !== answer.statusCode) throw new Error('The status of the document differs from the answer');
  return { ...document, headers: answer.headers };
}
