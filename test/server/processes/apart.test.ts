import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startInbox, type SmtpInbox } from '../../../server/embedded/smtp-inbox.ts';
import { freshDatabase } from '../../ground/database.ts';
import { freshTaskQueue, testTemporal } from '../../ground/temporal.ts';

const bin = fileURLToPath(new URL('../../../bin/reglament.js', import.meta.url));
const scenario = fileURLToPath(
  new URL('../../../definitions/procedures/appeal/scenarios/address-refused.json', import.meta.url),
);
const running: Apart[] = [];
let folder: string;
let inbox: SmtpInbox;
let env: NodeJS.ProcessEnv;

interface Apart {
  process: ChildProcess;
  output(): string;
  ended: Promise<number>;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-apart-'));
  inbox = await startInbox({ folder: join(folder, 'mail'), port: 0 });
  const { address, namespace } = testTemporal();
  env = {
    ...process.env,
    PORT: '0',
    DATABASE_URL: (await freshDatabase()).url,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    REGLAMENT_TASK_QUEUE: freshTaskQueue(),
    REGLAMENT_DATA: folder,
    REGLAMENT_MASTER_KEY: `test:${randomBytes(32).toString('base64')}`,
    SMTP_URL: inbox.url,
  };
});

afterAll(async () => {
  for (const { process: child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  await inbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

function reglament(command: string, more: NodeJS.ProcessEnv = {}): Apart {
  const child = spawn(process.execPath, [bin, command], {
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const apart = { process: child, output: () => output, ended };
  running.push(apart);
  return apart;
}

const until = (apart: Apart, words: RegExp): Promise<string> =>
  vi.waitFor(() => words.exec(apart.output())?.[0] ?? Promise.reject(new Error(apart.output())), {
    timeout: 60_000,
    interval: 50,
  });

test('what is missing in the environment of a process apart is named at once', async () => {
  const worker = reglament('worker', { SMTP_URL: '', REGLAMENT_MASTER_KEY: '' });
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toContain('Set SMTP_URL, REGLAMENT_MASTER_KEY');
});

test('migrate, two API processes and a worker, each apart, carry one case; a signal ends each with code 0', async () => {
  const migration = reglament('migrate');
  expect(await migration.ended).toBe(0);
  const worker = reglament('worker');
  const apis = [reglament('api'), reglament('api')];
  await until(worker, /"ready"/);
  const urls = await Promise.all(apis.map((api) => until(api, /http:\/\/127\.0\.0\.1:[1-9]\d*(?=\n)/)));
  const keys = apis.flatMap((api) => /rgl_\S+/.exec(api.output()) ?? []);
  // However many start at once, one first key is made.
  expect(keys).toHaveLength(1);
  const [first, second] = urls as [string, string];
  const headers = {
    authorization: `Bearer ${keys[0]}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const { input } = JSON.parse(readFileSync(scenario, 'utf8')) as { input: unknown };

  const body = JSON.stringify({ key: 'appeal', input });
  const answers = await Promise.all(
    [first, second].map(async (url) => fetch(`${url}/api/v1/instances`, { method: 'POST', headers, body })),
  );
  const [one, other] = (await Promise.all(answers.map((answer) => answer.json()))) as { instanceId: string }[];
  expect(one?.instanceId).toMatch(/^[0-9a-f-]{36}$/);
  expect(other?.instanceId).toBe(one?.instanceId);

  for (const apart of [...apis, worker]) {
    apart.process.kill('SIGTERM');
    expect(await apart.ended).toBe(0);
  }
});
