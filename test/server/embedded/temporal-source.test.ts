import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Progress } from '../../../server/embedded/progress.ts';
import { cachedBuild } from '../../../server/embedded/temporal/build.ts';
import { alone } from '../../../server/embedded/temporal/cache.ts';
import { serverVersionOf } from '../../../server/embedded/temporal/cli.ts';
import { findTemporal } from '../../../server/embedded/temporal/source.ts';
import { isNewEnough, pinnedServerVersion } from '../../../server/embedded/temporal/versions.ts';

let folder: string;
let said: string[];
const progress: Progress = { say: (text) => said.push(text), step: (_title, work) => work((text) => said.push(text)) };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-source-'));
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An environment that sees nothing of this machine: no cache, no commands but those put into `bin`. */
function aMachine(only: string, { cli = '' } = {}): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  if (cli !== '') {
    writeFileSync(join(bin, 'temporal'), `#!/bin/sh\necho 'temporal version 1.0.0 (Server ${cli}, UI 2.0.0)'\n`);
    chmodSync(join(bin, 'temporal'), 0o755);
  }
  return { PATH: bin, REGLAMENT_CACHE: join(folder, 'cache'), REGLAMENT_TEMPORAL: only };
}

/** The two files of an earlier build. */
function aCachedBuild(env: NodeJS.ProcessEnv): void {
  const built = join(
    env['REGLAMENT_CACHE'] as string,
    'reglament',
    `temporal-${pinnedServerVersion()}-${process.platform}-${process.arch}`,
  );
  mkdirSync(built, { recursive: true });
  for (const name of ['temporal-server', 'temporal-sql-tool']) writeFileSync(join(built, name), '');
}

test('the version of the server inside a CLI is read from its words, and only 1.32 or newer can skip time', () => {
  expect(serverVersionOf('temporal version 1.7.0 (Server 1.32.0, UI 2.45.0)')).toBe('1.32.0');
  expect(serverVersionOf('temporal version 0.0.0-DEV (Server 1.32.0-162.0, UI 2.54.1)')).toBe('1.32.0-162.0');
  expect(serverVersionOf('no such thing')).toBeUndefined();
  expect(['1.31.9', '1.32.0', '1.32.1', '1.40.0', '2.0.0', '0.99.0'].map(isNewEnough)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test('an earlier build in the cache is taken; half a build is none', async () => {
  const env = aMachine('cache');
  aCachedBuild(env);
  const source = await findTemporal(folder, env, progress);
  expect(source).toMatchObject({ kind: 'build', built: { version: pinnedServerVersion() } });
  rmSync((source.kind === 'build' && source.built.sqlTool) || '');
  expect(cachedBuild(env)).toBeUndefined();
});

test('a CLI with a new enough server is taken from the PATH; an old one is passed over in words', async () => {
  const source = await findTemporal(join(folder, 'new'), aMachine('path', { cli: '1.33.0' }), progress);
  expect(source).toMatchObject({ kind: 'cli', cli: { version: '1.33.0' } });
  await expect(findTemporal(join(folder, 'old'), aMachine('path', { cli: '1.28.0' }), progress)).rejects.toThrow(
    'No Temporal server found',
  );
  expect(said.join()).toContain('brings server 1.28.0; 1.32 or newer is needed');
});

test('where nothing can be had the message lists what to install', async () => {
  await expect(findTemporal(folder, aMachine('path'), progress)).rejects.toThrow(
    /Go 1\.26 or newer[^]*temporal[^]*internet[^]*TEMPORAL_ADDRESS/,
  );
});

test('a folder begun with one kind of server does not go on with the other: histories would be lost', async () => {
  const env = aMachine('path', { cli: '1.33.0' });
  await findTemporal(folder, env, progress);
  aCachedBuild(env);
  await expect(findTemporal(folder, { ...env, REGLAMENT_TEMPORAL: 'cache' }, progress)).rejects.toThrow(
    'use another REGLAMENT_DATA',
  );
  // Left to itself it looks only for what the folder needs.
  const { REGLAMENT_TEMPORAL: _, ...free } = env;
  expect((await findTemporal(folder, free, progress)).kind).toBe('cli');
});

test('an unknown place to look in is named with the known ones', async () => {
  await expect(findTemporal(folder, aMachine('docker'), progress)).rejects.toThrow(
    'it may be cache, path, download, go',
  );
});

test('work under one lock is done by one at a time; the other is told that it waits', async () => {
  const lock = join(folder, 'lock');
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} ends`);
  };
  await Promise.all([alone(lock, () => undefined, work('a')), alone(lock, () => events.push('b waits'), work('b'))]);
  expect(events.filter((event) => event !== 'b waits')).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(events).toContain('b waits');
  expect(existsSync(lock)).toBe(false);
});

test('the lock of a process that was killed does not hold others up', async () => {
  const lock = join(folder, 'lock');
  const holder = spawn('sleep', ['600']);
  mkdirSync(lock);
  writeFileSync(join(lock, 'owner.json'), JSON.stringify({ pid: holder.pid, born: 'long ago' }));
  let waited = false;
  expect(
    await alone(
      lock,
      () => (waited = true),
      async () => 'done',
    ),
  ).toBe('done');
  expect(waited).toBe(false);
  holder.kill();
});
