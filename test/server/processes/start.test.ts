import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isRunning, recordedProcesses, start, type Started } from './start-command.ts';

let folder: string;
let squatter: Server;
let busyPort: number;
let running: Started | undefined;
let key: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-start-'));
  squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  busyPort = (squatter.address() as AddressInfo).port;
});

afterAll(async () => {
  squatter.close();
  running?.process.kill('SIGTERM');
  await running?.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function keysSeenBy(token: string, url: string): Promise<number> {
  return (await fetch(`${url}/api/v1/api-keys`, { headers: { authorization: `Bearer ${token}` } })).status;
}

// One life of one folder, told in order: each start takes seconds.
test('a fresh folder comes up on its own servers; a busy port is replaced and named; the first key is shown and works', async () => {
  running = await start(folder, busyPort);
  const health = await fetch(`${running.url}/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    { status: 'ready', parts: { database: true, temporal: true, worker: true } },
  ]);
  expect(running.url).not.toContain(`:${busyPort}`);
  expect(running.output()).toMatch(new RegExp(`port busy: http ${busyPort} → \\d+`));
  key = /rgl_\S+/.exec(running.output())?.[0] ?? '';
  expect(await keysSeenBy(key, running.url)).toBe(200);
  expect(await keysSeenBy('rgl_0123456789abcdef_nobody', running.url)).toBe(401);
  expect(Object.keys(recordedProcesses(folder)).sort()).toEqual(['application', 'owner', 'postgres', 'temporal']);
}, 120_000);

test('the master key is made once, for the owner alone', () => {
  const path = join(folder, 'keys', 'master.key');
  expect(readFileSync(path, 'utf8')).toMatch(/^\w+:[A-Za-z0-9+/]{43}=\n$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a second start on the same folder is refused while the first lives', async () => {
  await expect(start(folder, 0)).rejects.toThrow('is in use by process');
}, 120_000);

test('an application killed with -9 is started again by its parent, on the same address', async () => {
  const { application } = recordedProcesses(folder);
  process.kill(application as number, 'SIGKILL');
  await vi.waitFor(
    async () => {
      expect(recordedProcesses(folder)['application']).not.toBe(application);
      expect((await fetch(`${running?.url}/health`)).status).toBe(200);
    },
    { timeout: 60_000, interval: 200 },
  );
}, 90_000);

test('after kill -9 of the whole tree a new start goes on where it was, with the same data and ports', async () => {
  const before = recordedProcesses(folder);
  const ports = readFileSync(join(folder, 'ports.json'), 'utf8');
  const { application, owner, postgres, temporal } = before;
  for (const pid of [running?.process.pid, owner, application, temporal, postgres])
    process.kill(pid as number, 'SIGKILL');
  const url = running?.url;
  running = await start(folder, busyPort);
  expect(running.url).toBe(url);
  expect(readFileSync(join(folder, 'ports.json'), 'utf8')).toBe(ports);
  expect(running.output()).not.toContain('rgl_');
  expect(await keysSeenBy(key, running.url)).toBe(200);
}, 120_000);

test('after kill -9 of the parent alone nothing it started stays behind, and a new start goes on', async () => {
  const { owner, ...children } = recordedProcesses(folder);
  process.kill(owner as number, 'SIGKILL');
  running = await start(folder, busyPort);
  expect(await keysSeenBy(key, running.url)).toBe(200);
  expect(Object.values(children).filter(isRunning)).toEqual([]);
}, 120_000);

test('Ctrl-C ends everything within ten seconds and leaves nothing running', async () => {
  const processes = Object.values(recordedProcesses(folder));
  const asked = Date.now();
  running?.process.kill('SIGINT');
  expect(await running?.ended).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(processes.filter(isRunning)).toEqual([]);
  expect(recordedProcesses(folder)).toEqual({});
}, 30_000);
