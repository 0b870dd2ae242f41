import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isRunning, recordedProcesses, start, type Started } from './start-command.ts';

const command = fileURLToPath(new URL('../../../bin/reglament.js', import.meta.url));
const appeal = fileURLToPath(new URL('../../../definitions/procedures/appeal', import.meta.url));
const scenarioName = 'address-refused.json';
let folder: string;
let squatter: Server;
let busyPort: number;
let running: Started | undefined;
let key: string;
let instanceId: string;

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

/** Opens an appeal by the command line, as the README shows it. */
async function startAppeal(url: string): Promise<string> {
  const paper = join(folder, 'paper.pdf');
  writeFileSync(paper, '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
  const input = join(folder, 'input.json');
  writeFileSync(input, JSON.stringify(JSON.parse(readFileSync(join(appeal, 'scenarios', scenarioName), 'utf8')).input));
  const documents = ['decisionCopy', 'statement', 'evidence'].map((document) => `${document}=${paper}`).join();
  const args = ['start', join(appeal, 'definition.json'), '--input', input, '--document', documents, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...args], {
    env: { ...process.env, REGLAMENT_URL: url, REGLAMENT_KEY: key },
  });
  return (JSON.parse(stdout) as { instanceId: string }).instanceId;
}

async function call(path: string, body?: unknown): Promise<{ status: number; body: { [name: string]: unknown } }> {
  const response = await fetch(`${running?.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as { [name: string]: unknown } };
}

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

test('the command line opens an appeal on the running servers (P-20)', async () => {
  instanceId = await startAppeal(running?.url as string);
  const { body } = await call(`/api/v1/instances/${instanceId}`);
  expect(body).toMatchObject({ key: 'appeal', engineStatus: 'running', seq: 1 });
}, 60_000);

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
  const kept = await call(`/api/v1/instances/${instanceId}`);
  expect(kept.body).toMatchObject({ key: 'appeal', engineStatus: 'running', seq: 1 });
  // The workflow itself, not only its rows, has come back.
  const cancelled = await call(`/api/v1/instances/${instanceId}/cancel`, { reason: 'Подана по ошибке' });
  expect(cancelled).toMatchObject({ status: 200, body: { instanceId, seq: 2 } });
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
