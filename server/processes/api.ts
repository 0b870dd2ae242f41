import { shippedProcedures } from '../../definitions/procedures/index.ts';
import { publishShipped } from '../api/definitions/publish-shipped.ts';
import { ensureFirstKey } from '../auth/first-key.ts';
import { configFromEnvironment } from '../config.ts';
import { installTemporalRuntime, openLogger } from './logger.ts';
import { openParts } from './parts.ts';
import { serveApi } from './serve-api.ts';
import { untilTermination } from './termination.ts';

/** One of any number of API processes. The database is migrated by `reglament migrate`, which runs before. */
export async function runApi(
  env: NodeJS.ProcessEnv,
  onReady: (url: string, firstKey: string | undefined) => void,
): Promise<void> {
  const terminated = untilTermination();
  const config = configFromEnvironment(env);
  const logger = openLogger('reglament-api');
  installTemporalRuntime(logger);
  const parts = await openParts(config, logger, { worker: false });
  try {
    await publishShipped(parts.database, shippedProcedures, parts.descriptions);
    const api = await serveApi(parts);
    onReady(api.url, await ensureFirstKey(parts.database));
    logger.info({ reason: await terminated }, 'stopping');
    await api.stop();
  } finally {
    await parts.close();
  }
}
