/** Worker, API and UI in one process: the child of `npm start`. Its environment is complete. */
import { join } from 'node:path';
import { shippedProcedures } from '../../definitions/procedures/index.ts';
import { publishShipped } from '../api/definitions/publish-shipped.ts';
import { ensureFirstKey } from '../auth/first-key.ts';
import { configFromEnvironment } from '../config.ts';
import { migrate } from '../database/index.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { startInbox } from '../embedded/smtp-inbox.ts';
import { startWorker } from '../worker.ts';
import type { NoteMessage, ReadyMessage } from './application-child.ts';
import { installTemporalRuntime, openLogger } from './logger.ts';
import { openParts, type Parts } from './parts.ts';
import { accountSettings, serveApi } from './serve-api.ts';
import { untilTermination } from './termination.ts';

const terminated = untilTermination();
const logger = openLogger('reglament');
installTemporalRuntime(logger);
const config = configFromEnvironment(process.env);
/** What to let go of, the newest first. */
const started: (() => Promise<void>)[] = [];

try {
  const inboxPort = process.env['REGLAMENT_INBOX_PORT'];
  const inbox = inboxPort
    ? await startInbox({ folder: join(config.dataFolder, 'mail'), port: Number(inboxPort) })
    : undefined;
  if (inbox) started.unshift(inbox.stop);

  const { applied } = await migrate(config.databaseUrl);
  if (applied.length > 0) logger.info({ applied }, 'database migrated');
  const parts = await openParts(config, logger, { worker: true });
  started.unshift(parts.close);
  const { database, connectors, native } = parts;
  await publishShipped(database, shippedProcedures, parts.descriptions);

  const worker = await startWorker(config, { connectors, database, ...(native ? { nativeConnection: native } : {}) });
  started.unshift(worker.stop);
  let polls = true;
  const lost = worker.failed.catch((error: unknown) => {
    polls = false;
    throw error;
  });
  const api = await serveApi(parts, { workerPolls: () => polls, ...(inbox ? { inbox } : {}) });
  started.unshift(api.stop);

  const firstKey = await ensureFirstKey(database);
  tellParent({ type: 'ready', url: api.url, ...(firstKey ? { firstKey } : {}) });
  logger.info({ url: api.url }, 'ready');
  if (process.env['REGLAMENT_DEMO']) void demonstrate(parts);
  logger.info({ reason: await Promise.race([terminated, lost]) }, 'stopping');
} catch (error) {
  logger.fatal({ err: error }, 'the application cannot go on');
  process.exitCode = 1;
}
for (const stop of started) await stop().catch((error: unknown) => logger.error({ err: error }, 'while stopping'));
process.exit();

function tellParent(message: ReadyMessage | NoteMessage): void {
  if (process.connected) process.send?.(message);
}

/** While the API already serves: cases appear one by one. */
async function demonstrate({ database, runtime, files }: Parts): Promise<void> {
  const say = (text: string): void => tellParent({ type: 'note', text });
  const { dataFolder } = config;
  try {
    say('демонстрация: загружаю / demo: loading');
    const { cases } = await loadDemo({ database, runtime, files, accounts: accountSettings(config), dataFolder });
    say(`демонстрация: дел ${cases} / demo: ${cases} cases`);
  } catch (error) {
    logger.error({ err: error }, 'demo');
    say(`демонстрация не загрузилась / the demo did not load: ${(error as Error).message}`);
  }
}
