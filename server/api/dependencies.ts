import type { FastifyBaseLogger } from 'fastify';
import type { AccountSettings } from '../accounts/sign-in-library.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/index.ts';
import type { FileStorage } from '../files/storage.ts';
import type { InstanceRuntime } from '../runtime.ts';
import type { ConnectorDescriptions } from './definitions/judge.ts';

/** A letter in the catch-all inbox of the embedded mode. */
export interface CaughtMail {
  id: string;
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  /** Every time it came, oldest first. */
  receivedAt: string[];
}

export interface CaughtMailText extends CaughtMail {
  text: string;
  html: string | undefined;
  attachments: { filename: string; contentType: string; size: number }[];
}

export interface Inbox {
  /** Newest first. */
  list(): CaughtMail[];
  get(id: string): Promise<CaughtMailText | undefined>;
}

/** What the HTTP application stands on. The process that listens brings the real ones, so do the tests. */
export interface ApiDependencies {
  database: Database;
  runtime: InstanceRuntime;
  files: FileStorage;
  config: Pick<Config, 'play' | 'dataFolder' | 'host' | 'port' | 'requestsPerMinute'>;
  /** Present in the embedded mode only. */
  inbox?: Inbox;
  /** Further parts whose readiness /health reports; a part that throws or says false is not ready. */
  parts?: { readonly [name: string]: () => Promise<boolean> };
  /** Connectors a definition may name, as publication checks them; absent: not checked. */
  connectors?: ConnectorDescriptions;
  /** How people sign in; absent: only systems with keys do. */
  accounts?: AccountSettings;
  /** Folder of the built web application; absent or empty: only the API is served. */
  uiFolder?: string;
  logger?: FastifyBaseLogger;
}
