import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../progress.ts';
import { alone, cacheFolder } from './cache.ts';
import { moduleFolder, pinnedServerVersion } from './versions.ts';

export interface BuiltServer {
  server: string;
  sqlTool: string;
  version: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';

function buildFolder(env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `temporal-${pinnedServerVersion()}-${process.platform}-${process.arch}`);
}

/** What an earlier start built, on this machine, of the pinned version. */
export function cachedBuild(env: NodeJS.ProcessEnv): BuiltServer | undefined {
  const folder = buildFolder(env);
  const built = {
    server: join(folder, `temporal-server${suffix}`),
    sqlTool: join(folder, `temporal-sql-tool${suffix}`),
    version: pinnedServerVersion(),
  };
  return existsSync(built.server) && existsSync(built.sqlTool) ? built : undefined;
}

export function goVersion(env: NodeJS.ProcessEnv): string | undefined {
  const answer = spawnSync('go', ['version'], { encoding: 'utf8', env });
  return answer.status === 0 ? answer.stdout.trim().split(' ')[2] : undefined;
}

/** Builds the pinned server and schema tool into the cache: minutes, once a machine. */
export async function build(env: NodeJS.ProcessEnv, progress: Progress): Promise<BuiltServer> {
  const folder = buildFolder(env);
  mkdirSync(cacheFolder(env), { recursive: true });
  return progress.step(`Temporal ${pinnedServerVersion()}: go build (once; 4-10 min on 2 cores)`, (note) =>
    alone(
      `${folder}.lock`,
      () => note('another process builds it'),
      async () => {
        const ready = cachedBuild(env);
        if (ready !== undefined) return ready;
        const draft = `${folder}.new`;
        rmSync(draft, { recursive: true, force: true });
        mkdirSync(draft);
        await compile('go.temporal.io/server/cmd/tools/sql', join(draft, `temporal-sql-tool${suffix}`), env, note);
        await compile('go.temporal.io/server/cmd/server', join(draft, `temporal-server${suffix}`), env, note);
        renameSync(draft, folder);
        return cachedBuild(env) as BuiltServer;
      },
    ),
  );
}

function compile(target: string, output: string, env: NodeJS.ProcessEnv, note: (text: string) => void): Promise<void> {
  // Without symbol tables the binary is a third smaller; stack traces keep their names.
  const args = ['build', '-v', '-buildvcs=false', '-ldflags=-s -w', '-o', output, target];
  return new Promise((resolve, reject) => {
    const go = spawn('go', args, { cwd: fileURLToPath(moduleFolder), env, stdio: ['ignore', 'ignore', 'pipe'] });
    // A build that nobody waits for any more ends with us.
    const end = (): void => void go.kill();
    process.once('exit', end);
    let tail = '';
    const counts = { downloaded: 0, compiled: 0 };
    go.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      tail = (tail + text).slice(-4_000);
      for (const line of text.split('\n')) {
        if (line.startsWith('go: downloading')) counts.downloaded += 1;
        else if (line !== '') counts.compiled += 1;
      }
      note(`${counts.downloaded} modules downloaded, ${counts.compiled} packages compiled`);
    });
    go.on('error', reject);
    go.on('close', (code) => {
      process.removeListener('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`go build failed with code ${code}:\n${tail}`));
    });
  });
}
