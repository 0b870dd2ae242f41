import { readFileSync } from 'node:fs';

/** The Go module that pins what we build. */
export const moduleFolder = new URL('../../../deploy/temporal-server/', import.meta.url);

/** The version of `go.temporal.io/server` in our go.mod: the one place that names it. */
export function pinnedServerVersion(): string {
  const found = /go\.temporal\.io\/server v(\S+)/.exec(readFileSync(new URL('go.mod', moduleFolder), 'utf8'));
  if (found?.[1] === undefined) throw new Error('deploy/temporal-server/go.mod names no go.temporal.io/server');
  return found[1];
}

/** From here on the server can skip time in a living instance. */
const oldest: [number, number] = [1, 32];

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** Settings the engine relies on, and sizes for a small node, as the server's dynamic configuration names them. */
export const dynamicSettings: Readonly<Record<string, boolean | number>> = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'limit.maxIDLength': 255,
  'system.forceSearchAttributesCacheRefreshOnRead': true,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'history.hostLevelCacheMaxSize': 8192,
};
