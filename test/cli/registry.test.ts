import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresRegister } from '../../activities/registry/postgres-register.ts';
import { openDatabase } from '../../server/database/index.ts';
import { aCompany } from '../activities/registry/a-company.ts';
import { type FreshDatabase, freshDatabase } from '../ground/database.ts';

const bin = fileURLToPath(new URL('../../bin/reglament.js', import.meta.url));
let database: FreshDatabase;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'reglament-registry-'));
});
afterAll(() => rm(folder, { recursive: true }));

function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, 'registry', 'import', ...args], {
      env: { ...process.env, DATABASE_URL: database.url },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

describe('reglament registry import', () => {
  it('loads a file, names what it refused and fails then; the second time nothing changes', async () => {
    const file = join(folder, 'companies.ndjson');
    const wrong = { ...aCompany(), inn: '7707083894' };
    await writeFile(file, `${JSON.stringify(aCompany())}\n${JSON.stringify(wrong)}\n`);
    const first = await run(file);
    expect(first).toMatchObject({ code: 1, out: expect.stringContaining('added 1,') as string });
    expect(first.err).toMatch(/^2: inn\.checkDigit \/inn /m);
    const register = openDatabase(database.url, { maxConnections: 1 });
    expect(await postgresRegister(register).find({ inn: aCompany().inn })).toEqual(aCompany());
    await register.destroy();
    const again = await run(file, '--json');
    expect(JSON.parse(again.out)).toMatchObject({
      lines: 2,
      added: 0,
      changed: 0,
      unchanged: 1,
      refused: 1,
      refusals: [{ line: 2, code: 'inn.checkDigit' }],
    });
  });

  it('says what is wrong with a file that is not there', async () => {
    expect(await run(join(folder, 'nothing.ndjson'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('ENOENT') as string,
    });
  });
});
