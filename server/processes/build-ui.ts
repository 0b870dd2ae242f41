import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../embedded/progress.ts';

/** Builds the web application unless what is built was built from the same sources. Says why it could not. */
export async function buildUi(project: string, progress: Progress): Promise<void> {
  const source = join(project, 'admin-ui');
  if (!existsSync(join(source, 'index.html'))) return;
  const stamp = join(project, 'dist', 'ui', '.sources');
  const hash = hashOf([source, join(project, 'definitions'), join(project, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  try {
    await progress.step('UI: vite build', () =>
      run(join(project, 'node_modules', 'vite', 'bin', 'vite.js'), ['build', source], project),
    );
    writeFileSync(stamp, hash);
  } catch (error) {
    // Everything else works without it.
    progress.say(`  ${(error as Error).message}`);
  }
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    if (statSync(path).isFile()) {
      hash.update(path).update('\0').update(readFileSync(path));
      return;
    }
    for (const name of readdirSync(path).sort()) if (name !== 'node_modules') visit(join(path, name));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

function run(script: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`The web application could not be built (vite ended with ${code}):\n${output.slice(-2_000)}`));
    });
  });
}
