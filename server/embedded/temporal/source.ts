import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileWhole } from '../child-process.ts';
import type { Progress } from '../progress.ts';
import { build, cachedBuild, goVersion, type BuiltServer } from './build.ts';
import { cliAt, downloadCli, downloadedCli, type Cli } from './cli.ts';
import { isNewEnough } from './versions.ts';

/** Where a Temporal server comes from. The application does not know which one it got. */
export type TemporalSource =
  | { kind: 'build'; built: BuiltServer; how: string }
  | { kind: 'cli'; cli: Cli; how: string };

type Step = (env: NodeJS.ProcessEnv, progress: Progress) => Promise<TemporalSource | undefined>;

const fromCache: Step = async (env) => {
  const built = cachedBuild(env);
  return built && { kind: 'build', built, how: `our build of ${built.version}, from the cache` };
};

const fromPath: Step = async (env, progress) => {
  const cli = cliAt('temporal', env);
  if (cli === undefined) return undefined;
  if (isNewEnough(cli.version))
    return { kind: 'cli', cli, how: `the temporal CLI on the PATH (server ${cli.version})` };
  progress.say(`  The temporal CLI on the PATH brings server ${cli.version}; 1.32 or newer is needed`);
  return undefined;
};

const fromDownload: Step = async (env, progress) => {
  const cli = downloadedCli(env) ?? (await downloadCli(env, progress));
  return cli && { kind: 'cli', cli, how: `the temporal CLI downloaded by the SDK (server ${cli.version})` };
};

const fromGo: Step = async (env, progress) => {
  const go = goVersion(env);
  if (go === undefined) return undefined;
  const built = await build(env, progress);
  return { kind: 'build', built, how: `built from the pinned Go module ${built.version} with ${go}` };
};

/** The order of the design, section 7. */
const order: { name: string; kind: TemporalSource['kind']; step: Step }[] = [
  { name: 'cache', kind: 'build', step: fromCache },
  { name: 'path', kind: 'cli', step: fromPath },
  { name: 'download', kind: 'cli', step: fromDownload },
  { name: 'go', kind: 'build', step: fromGo },
];

/**
 * Finds, fetches or builds a server. A folder stays with the kind that began it: a built server keeps its histories in
 * PostgreSQL, the CLI in a file, and an instance cannot change between them. `REGLAMENT_TEMPORAL` names one place to
 * look in: cache, path, download or go.
 */
export async function findTemporal(
  dataFolder: string,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<TemporalSource> {
  const only = env['REGLAMENT_TEMPORAL'];
  if (only && !order.some(({ name }) => name === only)) {
    throw new Error(`REGLAMENT_TEMPORAL is ${only}; it may be ${order.map(({ name }) => name).join(', ')}`);
  }
  const memory = join(dataFolder, 'temporal.json');
  const before = existsSync(memory)
    ? (JSON.parse(readFileSync(memory, 'utf8')) as { kind: TemporalSource['kind'] }).kind
    : undefined;
  for (const { name, kind, step } of order) {
    if (only ? name !== only : before !== undefined && kind !== before) continue;
    const source = await step(env, progress);
    if (source === undefined) continue;
    if (before !== undefined && source.kind !== before) throw new Error(cannotChange(dataFolder, before, source.kind));
    if (before === undefined) writeFileWhole(memory, JSON.stringify({ kind: source.kind }), 0o644);
    return source;
  }
  throw new Error(before === undefined ? nothingFound : `${onlyKind(dataFolder, before)}\n${nothingFound}`);
}

const nothingFound = [
  'Не найден сервер Temporal. Подойдёт любое из перечисленного:',
  'No Temporal server found. Any of these will do:',
  '  - Go 1.26 or newer (npm start builds the server, once a machine), or',
  '  - the `temporal` CLI with server 1.32 or newer on the PATH, or',
  '  - access to the internet (the CLI is downloaded), or',
  '  - TEMPORAL_ADDRESS=host:port of a running server (temporal-docker-compose.yml brings one).',
].join('\n');

const names = {
  build: 'a server built from Go (histories in PostgreSQL)',
  cli: 'the temporal CLI (histories in temporal.db)',
};

const onlyKind = (folder: string, kind: TemporalSource['kind']): string =>
  `The data in ${folder} was begun with ${names[kind]}.`;

const cannotChange = (folder: string, from: TemporalSource['kind'], to: TemporalSource['kind']): string =>
  `${onlyKind(folder, from)} It cannot go on with ${names[to]}: use another REGLAMENT_DATA.`;
