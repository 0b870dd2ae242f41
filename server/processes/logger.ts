import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino, type Logger } from 'pino';

/** Lines of JSON on standard output. Nothing that names a person or opens a door is written. */
export function openLogger(name: string): Logger {
  return pino({
    name,
    level: process.env['LOG_LEVEL'] ?? 'info',
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
      censor: '…',
    },
    serializers: {
      // A query may hold what somebody searches for: a name, an ИНН. The path holds opaque ids only.
      req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] }),
      err: pino.stdSerializers.err,
    },
  });
}

/** Temporal's SDK writes to the same place, and leaves signals to us. Once a process. */
export function installTemporalRuntime(logger: Logger): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => logger[levels[level]]({ meta }, message)),
    shutdownSignals: [],
  });
}
