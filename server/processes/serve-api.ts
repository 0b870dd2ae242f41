import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { AccountSettings } from '../accounts/sign-in-library.ts';
import { buildApp } from '../api/app.ts';
import type { Inbox } from '../api/dependencies.ts';
import type { Config } from '../config.ts';
import type { Parts } from './parts.ts';

/** Where `npm start` builds the web application. */
const uiFolder = fileURLToPath(new URL('../../dist/ui', import.meta.url));

export interface ServedApi {
  url: string;
  stop(): Promise<void>;
}

export interface ServePlan {
  inbox?: Inbox;
  /** Says whether the worker of this process polls; absent where there is none. */
  workerPolls?: () => boolean;
}

/** Listens; what it serves is told by /health, which asks every part anew. */
export async function serveApi(parts: Parts, plan: ServePlan = {}): Promise<ServedApi> {
  const { config, logger, database, runtime, files, descriptions, client } = parts;
  const { inbox, workerPolls } = plan;
  const app = await buildApp({
    ...{ database, runtime, files, config, logger },
    connectors: descriptions,
    uiFolder,
    accounts: accountSettings(config),
    parts: {
      temporal: async () => {
        await client.withDeadline(Date.now() + 2_000, () => client.workflowService.getSystemInfo({}));
        return true;
      },
      ...(workerPolls ? { worker: async () => workerPolls() } : {}),
    },
    ...(inbox ? { inbox } : {}),
  });
  await app.listen({ host: config.host, port: config.port });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: addressOf(config.host, port),
    stop: async () => {
      // Connections kept open for the next request would hold the process.
      setTimeout(() => app.server.closeAllConnections(), 2_000).unref();
      await app.close();
    },
  };
}

/** How people sign in, the same for every process that needs to know. */
export function accountSettings({ masterKey, baseUrl, idleSeconds }: Config): AccountSettings {
  return { masterKey: masterKey.key, baseUrl, idleSeconds };
}

/** What a browser on this machine calls the listener. */
function addressOf(listenHost: string, port: number): string {
  const host = listenHost === '0.0.0.0' || listenHost === '::' ? 'localhost' : listenHost;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
