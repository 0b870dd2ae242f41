import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../bin/test.js', import.meta.url));

function npmTest(...args: string[]): Promise<{ code: number; lastLine: string | undefined }> {
  // The run inside must not take itself for a worker of the run outside.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST)/.test(name)));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout) => {
      resolve({ code: error ? Number(error.code) : 0, lastLine: stdout.trimEnd().split('\n').at(-1) });
    });
  });
}

test('npm test ends by itself, and its last line says how many tests passed', async () => {
  const file = join('test', 'house', 'count.test.ts');
  expect(await npmTest('--project', 'unit', file)).toEqual({ code: 0, lastLine: '4 passed, 0 failed' });
}, 30_000);

test('npm test fails where it finds nothing to run', async () => {
  expect(await npmTest('--project', 'unit', 'no-such-file')).toEqual({ code: 1, lastLine: '0 passed, 1 failed' });
}, 30_000);
