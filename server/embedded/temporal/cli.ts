import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../progress.ts';
import { cacheFolder } from './cache.ts';
import { isNewEnough } from './versions.ts';

export interface Cli {
  binary: string;
  /** Version of the server inside. */
  version: string;
}

/** The CLI at that name or path when it can be run, with the version of the server it brings. */
export function cliAt(binary: string, env: NodeJS.ProcessEnv): Cli | undefined {
  const answer = spawnSync(binary, ['--version'], { encoding: 'utf8', timeout: 10_000, env });
  const version = answer.status === 0 ? serverVersionOf(answer.stdout) : undefined;
  return version === undefined ? undefined : { binary, version };
}

/** Reads `temporal version 1.7.0 (Server 1.32.0, UI 2.45.0)`. */
export function serverVersionOf(text: string): string | undefined {
  return /Server v?(\d+\.\d+\.\d+[^\s,)]*)/i.exec(text)?.[1];
}

const downloadFolder = (env: NodeJS.ProcessEnv): string => join(cacheFolder(env), 'temporal-cli');

export function downloadedCli(env: NodeJS.ProcessEnv): Cli | undefined {
  const folder = downloadFolder(env);
  if (!existsSync(folder)) return undefined;
  for (const name of readdirSync(folder).filter((entry) => !entry.endsWith('.downloading'))) {
    const cli = cliAt(join(folder, name), env);
    if (cli !== undefined && isNewEnough(cli.version)) return cli;
  }
  return undefined;
}

/** How long the download may take to begin; offline machines should not wait. */
const beginsWithinMs = 8_000;
const endsWithinMs = 300_000;

/** The SDK's own download of the CLI. Undefined, with the reason said, where it cannot be had. */
export async function downloadCli(env: NodeJS.ProcessEnv, progress: Progress): Promise<Cli | undefined> {
  const folder = downloadFolder(env);
  mkdirSync(folder, { recursive: true });
  return progress.step('Temporal CLI: download', async () => {
    const script = fileURLToPath(new URL('./download-cli.ts', import.meta.url));
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'pipe'], env });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
    const started = Date.now();
    const watch = setInterval(() => {
      const waited = Date.now() - started;
      if (waited > endsWithinMs || (waited > beginsWithinMs && readdirSync(folder).length === 0)) child.kill('SIGKILL');
    }, 200);
    await new Promise((resolve) => child.on('close', resolve));
    clearInterval(watch);
    const cli = downloadedCli(env);
    if (cli === undefined)
      progress.say(`  Temporal CLI could not be downloaded${words === '' ? '' : `: ${lastLine(words)}`}`);
    return cli;
  });
}

/** Errors of the SDK repeat themselves at every level: the last part says it. */
const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').split('): ').at(-1) ?? '';
