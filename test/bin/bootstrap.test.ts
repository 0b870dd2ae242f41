import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin', import.meta.url));
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A checkout whose lock file asks for a `node` that lies beside it, so that a real `npm ci` needs no network. */
function aCheckout({ version = '1.0.0' } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-bootstrap-'));
  folders.push(folder);
  cpSync(bin, join(folder, 'bin'), { recursive: true });
  write(folder, 'vendor/node/package.json', { name: 'node', version: '24.0.0' });
  mkdirSync(join(folder, 'vendor/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'vendor/node/bin/node'));
  write(
    folder,
    'server/processes/all.ts',
    'const words: string[] = process.argv.slice(2); console.log("ran", process.env.TZ, ...words);',
  );
  lock(folder, version);
  return folder;
}

/** Package and lock file of a checkout; another version makes what is installed stale. */
function lock(folder: string, version: string): void {
  const root = { name: 'checkout', version, dependencies: { node: 'file:vendor/node' } };
  write(folder, 'package.json', { ...root, type: 'module', private: true });
  const packages = {
    '': root,
    'node_modules/node': { resolved: 'vendor/node', link: true },
    'vendor/node': { name: 'node', version: '24.0.0' },
  };
  write(folder, 'package-lock.json', { name: 'checkout', version, lockfileVersion: 3, requires: true, packages });
}

function write(folder: string, path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

function run(
  folder: string,
  options: { env?: NodeJS.ProcessEnv; node?: string[]; args?: string[] } = {},
): Promise<{ code: number; out: string }> {
  const { REGLAMENT_NO_INSTALL: _, ...inherited } = process.env;
  const args = [...(options.node ?? []), join(folder, 'bin', 'start.js'), ...(options.args ?? [])];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...inherited, ...options.env } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr });
    });
  });
}

test('a checkout without node_modules is installed, then runs with its arguments on the shipped Node in UTC', async () => {
  const folder = aCheckout();
  const { code, out } = await run(folder, { args: ['--demo'] });
  expect(out).toContain('node_modules is missing');
  expect(out).toContain('ran UTC --demo');
  expect(code).toBe(0);
});

test('nothing is installed again while the lock file stays the same', async () => {
  const folder = aCheckout();
  await run(folder);
  expect((await run(folder)).out).not.toContain('npm ci');
});

test('what an install by hand brought is taken when it is what the lock file asks for', async () => {
  const folder = aCheckout();
  await run(folder);
  rmSync(join(folder, 'node_modules', '.reglament-lock-hash'));
  expect((await run(folder)).out).not.toContain('npm ci');
});

test('a changed lock file is noticed: the package it names anew is installed', async () => {
  const folder = aCheckout();
  await run(folder);
  write(folder, 'vendor/added/package.json', { name: 'added', version: '2.0.0' });
  const root = {
    name: 'checkout',
    version: '1.0.0',
    dependencies: { node: 'file:vendor/node', added: 'file:vendor/added' },
  };
  const lockFile = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  Object.assign(lockFile.packages, {
    '': root,
    'node_modules/added': { resolved: 'vendor/added', link: true },
    'vendor/added': { version: '2.0.0' },
  });
  write(folder, 'package.json', { ...root, type: 'module', private: true });
  write(folder, 'package-lock.json', lockFile);
  const { out } = await run(folder);
  expect(out).toContain('vendor/added is not the locked one');
  expect(existsSync(join(folder, 'node_modules/added/package.json'))).toBe(true);
  expect(out).toContain('ran UTC');
});

test('an install that was cut short is done again', async () => {
  const folder = aCheckout();
  await run(folder);
  for (const name of ['.reglament-lock-hash', '.package-lock.json']) rmSync(join(folder, 'node_modules', name));
  expect((await run(folder)).out).toContain('the last install was not finished');
});

test('two starts at once in one fresh checkout install it once', async () => {
  const folder = aCheckout();
  const outputs = (await Promise.all([run(folder), run(folder)])).map(({ out }) => out);
  expect(outputs.map((out) => out.includes('ran UTC'))).toEqual([true, true]);
  expect(outputs.filter((out) => out.includes('node_modules is missing'))).toHaveLength(1);
});

test('where installing is forbidden the stale checkout says what to do and does not run', async () => {
  const { code, out } = await run(aCheckout(), { env: { REGLAMENT_NO_INSTALL: '1' } });
  expect(code).toBe(1);
  expect(out).toContain('Run: npm ci');
  expect(out).not.toContain('ran UTC');
});

test('a Node that is too old is refused in words, before anything else happens', async () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.8"})';
  const folder = aCheckout();
  const { code, out } = await run(folder, { node: ['--import', pretend] });
  expect(code).toBe(1);
  expect(out).toContain('20.19');
  expect(out).toContain('18.20.8');
  expect(existsSync(join(folder, 'node_modules'))).toBe(false);
});

test('the exit code of the program is the exit code of the command', async () => {
  const folder = aCheckout();
  write(folder, 'server/processes/all.ts', 'process.exitCode = 7;');
  expect((await run(folder)).code).toBe(7);
});
