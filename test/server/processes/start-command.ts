import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { identityOf } from '../../../server/embedded/process-identity.ts';

const script = fileURLToPath(new URL('../../../bin/start.js', import.meta.url));

export interface Started {
  process: ChildProcess;
  url: string;
  /** Everything printed so far. */
  output(): string;
  /** Resolves with the exit code. */
  ended: Promise<number>;
}

/** `npm start` without npm: on ports and data of its own. */
export async function start(dataFolder: string, port: number, env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const { DATABASE_URL: _d, TEMPORAL_ADDRESS: _t, SMTP_URL: _s, ...inherited } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { ...inherited, REGLAMENT_DATA: dataFolder, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const up = vi.waitFor(
    () => output.includes('Up in') || Promise.reject(new Error(`It does not come up:\n${output}`)),
    {
      timeout: 110_000,
      interval: 100,
    },
  );
  const first = await Promise.race([up, ended]);
  if (typeof first === 'number') throw new Error(`It ended with ${first}:\n${output}`);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] as string;
  return { process: child, url, output: () => output, ended };
}

/** The children it has on record: postgres, temporal, application, and itself as the owner of the folder. */
export function recordedProcesses(dataFolder: string): { [name: string]: number } {
  const run = join(dataFolder, 'run');
  return Object.fromEntries(
    readdirSync(run)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(run, name), 'utf8')).pid as number]),
  );
}

export const isRunning = (pid: number): boolean => identityOf(pid) !== undefined;
