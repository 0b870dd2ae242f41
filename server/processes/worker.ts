import { configFromEnvironment } from '../config.ts';
import { startWorker } from '../worker.ts';
import { installTemporalRuntime, openLogger } from './logger.ts';
import { openParts } from './parts.ts';
import { untilTermination } from './termination.ts';

/** One of any number of workers. Ends with an error when the worker cannot go on, so that whatever runs it starts it again. */
export async function runWorker(env: NodeJS.ProcessEnv): Promise<void> {
  const terminated = untilTermination();
  const config = configFromEnvironment(env);
  const logger = openLogger('reglament-worker');
  installTemporalRuntime(logger);
  const parts = await openParts(config, logger, { worker: true });
  try {
    const { connectors, database, native } = parts;
    const worker = await startWorker(config, { connectors, database, ...(native ? { nativeConnection: native } : {}) });
    logger.info({ taskQueue: config.taskQueue }, 'ready');
    try {
      logger.info({ reason: await Promise.race([terminated, worker.failed]) }, 'stopping');
    } finally {
      await worker.stop();
    }
  } finally {
    await parts.close();
  }
}
