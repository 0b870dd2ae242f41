import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endOrphan, startChild, type Child } from '../../../server/embedded/child-process.ts';
import { ownFolder } from '../../../server/embedded/folder-owner.ts';
import { keepRunning } from '../../../server/embedded/keep-running.ts';
import { startOrphanGuard, type OrphanGuard } from '../../../server/embedded/orphan-guard.ts';
import { isFree, openPortBook } from '../../../server/embedded/ports.ts';
import { identityOf, isAlive } from '../../../server/embedded/process-identity.ts';

let folder: string;
let guard: OrphanGuard;
const started: Child[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-children-'));
  guard = startOrphanGuard();
});

afterEach(async () => {
  for (const child of started.splice(0)) await child.stop();
  guard.close();
  rmSync(folder, { recursive: true, force: true });
});

function aChild({ script = 'sleep 600', patienceMs = 300 } = {}): Child {
  const child = startChild({
    ...{ name: 'child', command: '/bin/sh', args: ['-c', script], guard },
    ...{ runFolder: join(folder, 'run'), logFolder: join(folder, 'logs') },
    ending: [{ signal: 'SIGTERM', patienceMs }],
  });
  started.push(child);
  return child;
}

const gone = (pid: number): Promise<void> =>
  vi.waitFor(() => expect(identityOf(pid)).toBeUndefined(), { timeout: 15_000, interval: 20 });

test('what a child says is kept in its log', async () => {
  const child = aChild({ script: 'echo Здравствуйте; echo трудно >&2' });
  await child.ended;
  expect(readFileSync(child.logFile, 'utf8')).toBe('Здравствуйте\nтрудно\n');
});

test('a child that ignores the polite signal is killed when its patience is over', async () => {
  const child = aChild({ script: 'trap "" TERM; echo ready; while :; do sleep 0.05; done' });
  await vi.waitFor(() => expect(readFileSync(child.logFile, 'utf8')).toContain('ready'));
  await child.stop();
  expect(await child.ended).toContain('SIGKILL');
});

test('an orphan is ended by its record, and somebody else who got its number is left alone', async () => {
  const child = aChild();
  const record = join(folder, 'run', 'child.json');
  const text = readFileSync(record, 'utf8');
  expect(await endOrphan(join(folder, 'run'), 'child')).toBe(true);
  await gone(child.pid);

  const stranger = aChild();
  writeFileSync(record, JSON.stringify({ ...JSON.parse(text), pid: stranger.pid }));
  expect(await endOrphan(join(folder, 'run'), 'child')).toBe(false);
  expect(identityOf(stranger.pid)).toBeDefined();
});

test('children end when the process that started them is killed with -9', async () => {
  const script = `
    const { startChild } = await import(process.argv[1] + '/child-process.ts');
    const { startOrphanGuard } = await import(process.argv[1] + '/orphan-guard.ts');
    const folder = process.argv[2];
    const plan = { guard: startOrphanGuard(), runFolder: folder, logFolder: folder, command: 'sleep', args: ['600'] };
    const pids = ['a', 'b'].map((name) => startChild({ ...plan, name, ending: [{ signal: 'SIGTERM', patienceMs: 500 }] }).pid);
    console.log(pids.join(' '));
    setInterval(() => {}, 1000);`;
  const source = new URL('../../../server/embedded', import.meta.url).pathname;
  const parent: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script, source, folder]);
  const [chunk] = (await once(parent.stdout as NonNullable<ChildProcess['stdout']>, 'data')) as [Buffer];
  const pids = chunk.toString().trim().split(' ').map(Number);
  expect(pids.map((pid) => identityOf(pid) !== undefined)).toEqual([true, true]);
  parent.kill('SIGKILL');
  for (const pid of pids) await gone(pid);
});

test('a child that ends unasked is started again; one that is stopped stays stopped', async () => {
  const said: string[] = [];
  const kept = await keepRunning(
    async () => aChild(),
    (text) => said.push(text),
  );
  const first = kept.current().pid;
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(kept.current().pid).not.toBe(first), { timeout: 5_000 });
  expect(said.join()).toContain('SIGKILL');
  const second = kept.current().pid;
  await kept.stop();
  expect(identityOf(second)).toBeUndefined();
  expect(kept.current().pid).toBe(second);
});

test('ports stay the same from start to start; a busy one is replaced and named', async () => {
  const before = openPortBook(folder);
  const [port, other] = [await before.take('postgres', 0), await before.take('temporal', 0)];
  expect(port).not.toBe(other);
  expect(await openPortBook(folder).take('postgres', 0)).toBe(port);

  const squatter: Server = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const after = openPortBook(folder);
  const replacement = await after.take('postgres', 0);
  expect(replacement).not.toBe(port);
  expect(after.replaced()).toEqual([{ purpose: 'postgres', wanted: port, port: replacement }]);
  squatter.close();
});

test('a port that somebody listens on at every address is not free', async () => {
  const squatter = createServer().listen(0);
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => squatter.close(resolve));
  expect(await isFree(port)).toBe(true);
});

test('a folder in use by a living process is refused in words; one that is leaving is waited for', async () => {
  const owner = spawn('sleep', ['600']);
  const identity = identityOf(owner.pid as number);
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'run', 'owner.json'), JSON.stringify(identity));
  const patience = { withWorking: 200, withLeaving: 10_000 };
  await expect(ownFolder(folder, () => undefined, patience)).rejects.toThrow(`in use by process ${owner.pid}`);

  writeFileSync(join(folder, 'run', 'owner.json'), JSON.stringify({ ...identity, leaving: true }));
  const owned = await ownFolder(folder, () => owner.kill('SIGKILL'), patience);
  expect(JSON.parse(readFileSync(join(folder, 'run', 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  owned.release();
  expect(existsSync(join(folder, 'run', 'owner.json'))).toBe(false);
});

test('a process is told from another that has the same number by the moment of its birth', () => {
  const mine = identityOf(process.pid);
  expect(mine && isAlive(mine)).toBe(true);
  expect(isAlive({ pid: process.pid, born: 'another time' })).toBe(false);
});
