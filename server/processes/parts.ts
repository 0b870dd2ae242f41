import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Connector } from '../../activities/connector.ts';
import { createConnectors } from '../../activities/connectors.ts';
import { smtpMailer } from '../../activities/notifications/mailer.ts';
import { postgresRegister } from '../../activities/registry/postgres-register.ts';
import type { ConnectorDescriptions } from '../api/definitions/judge.ts';
import { nextNumber } from '../api/cases/numbering.ts';
import type { Config } from '../config.ts';
import { openDatabase, type Database } from '../database/index.ts';
import { ensureNamespace } from '../embedded/temporal/namespace.ts';
import { localStorage } from '../files/local-storage.ts';
import type { FileStorage } from '../files/storage.ts';
import { connectClient, connectNatively, temporalGround, TemporalRuntime } from '../temporal/index.ts';

/** What API and worker stand on; in one process they share it. */
export interface Parts {
  config: Config;
  logger: Logger;
  database: Database;
  /** Present where a worker runs: a client on it starts instances eagerly. */
  native: NativeConnection | undefined;
  client: Client;
  runtime: TemporalRuntime;
  connectors: Connector[];
  /** What publication checks of them. */
  descriptions: ConnectorDescriptions;
  files: FileStorage;
  close(): Promise<void>;
}

export async function openParts(config: Config, logger: Logger, { worker }: { worker: boolean }): Promise<Parts> {
  await ensureNamespace(config.temporalAddress, config.temporalNamespace, () => true);
  const database = openDatabase(config.databaseUrl, { maxConnections: 20, applicationName: 'reglament' });
  const ground = temporalGround(config, database);
  const native = worker ? await connectNatively(config) : undefined;
  const { client, close } = await connectClient(ground, native);
  const mailer = smtpMailer({ url: config.smtpUrl, from: config.mailFrom });
  const connectors = createConnectors({ mailer, register: postgresRegister(database) });
  return {
    ...{ config, logger, database, native, client, connectors },
    runtime: new TemporalRuntime(ground, client, { nextNumber, eager: worker }),
    descriptions: Object.fromEntries(connectors.map(({ key, input, settings }) => [key, { input, settings }])),
    files: localStorage(join(config.dataFolder, 'files')),
    async close() {
      await close();
      await native?.close();
      await database.destroy();
    },
  };
}
