import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApplication, type Application } from '../server/api/application.ts';

const bin = fileURLToPath(new URL('../../bin/reglament.js', import.meta.url));
let application: Application;
let folder: string;
let url: string;
let key: string;

beforeAll(async () => {
  application = await anApplication();
  await application.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(application.app.server.address() as AddressInfo).port}`;
  key = (await application.key({ roles: ['administrator', 'publisher'] })).replace('Bearer ', '');
  folder = mkdtempSync(join(tmpdir(), 'reglament-cli-start-'));
  writeFileSync(join(folder, 'broken.json'), JSON.stringify({ key: 'Broken key' }));
  writeFileSync(join(folder, 'no-json.json'), '{ "key": ');
  writeFileSync(join(folder, 'input.json'), '{}');
});

afterAll(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(file: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number; err: string }> {
  const args = [bin, 'start', join(folder, file), '--input', join(folder, 'input.json')];
  const { REGLAMENT_KEY: _, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { env: { ...inherited, REGLAMENT_URL: url, REGLAMENT_KEY: key, ...env } },
      (error, _out, err) => {
        resolve({ code: error ? Number(error.code) : 0, err });
      },
    );
  });
}

test('a definition the server refuses is answered with codes and the places they point at', async () => {
  const { code, err } = await start('broken.json');
  expect(code).toBe(1);
  expect(err).toContain('definition.invalid');
  expect(err).toMatch(/\n {2}\S+ \/key /);
  expect(err).not.toContain('    at ');
});

test('a file that is no JSON is named', async () => {
  expect(await start('no-json.json')).toMatchObject({ code: 1, err: expect.stringContaining('no-json.json') });
});

test('without a key nothing is asked of the server', async () => {
  expect(await start('broken.json', { REGLAMENT_KEY: '' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('REGLAMENT_KEY'),
  });
});

test('where no server answers the words say so and what to run', async () => {
  const { code, err } = await start('broken.json', { REGLAMENT_URL: 'http://127.0.0.1:1' });
  expect(code).toBe(1);
  expect(err).toContain('npm start');
});
