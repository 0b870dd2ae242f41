import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BpmnCase } from '../../../scripts/conformance/bpmn-case.ts';
import { runBpmnCase } from '../../../scripts/conformance/bpmn-run.ts';
import type { CaseResult } from '../../../scripts/conformance/case-result.ts';
import { ownKit } from './own-cases.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');
const kit = ownKit();
let folder: string;

function writeKit(name: string, cases: BpmnCase[], files: { [path: string]: string }): string {
  const dir = join(folder, name);
  for (const [path, text] of Object.entries({ ...files, 'cases.json': JSON.stringify(cases) })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

async function conformance(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const script = join(root, 'scripts/conformance.ts');
  const { stdout, code } = await run(process.execPath, [script, ...args]).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  return { code, lines: stdout.trimEnd().split('\n') };
}

function fingerprint(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Models of BPMN 2.0 leave the traces its semantics prescribe', () => {
  it.each(kit.cases)('$id', async (one) => {
    const { status, reason } = await runBpmnCase(one, kit.files[one.file] ?? '');
    expect({ status, reason }).toEqual({ status: 'passed', reason: '' });
  });
});

describe('npm run conformance', () => {
  it('prints a table by group, the totals last, and writes every result, leaving the kit as it was', async () => {
    const dir = writeKit('whole', kit.cases, kit.files);
    const before = fingerprint(dir);
    const json = join(folder, 'results.json');
    const { code, lines } = await conformance('bpmn', dir, '--json', json);
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe(`${kit.cases.length} passed, 0 failed, 0 unsupported`);
    expect(lines[0]).toMatch(/^group +passed +failed +unsupported$/);
    const results = JSON.parse(readFileSync(json, 'utf8')) as CaseResult[];
    expect(results.map(({ case: id }) => id)).toEqual(kit.cases.map(({ id }) => id));
    expect(fingerprint(dir)).toEqual(before);
  });

  it('gives the same totals for a kit whose files, ids and markers have other names', async () => {
    const dir = writeKit('named', kit.cases, kit.files);
    const script = join(root, 'scripts/conformance/rename-kit.ts');
    const { stdout } = await run(process.execPath, [script, dir, join(folder, 'renamed')]);
    expect(stdout).toContain('identical totals');
    expect(readFileSync(join(folder, 'renamed/cases.json'), 'utf8')).not.toContain('LoopMaximum');
  });

  it('goes on after a case that cannot be read and one with the wrong expectation', async () => {
    const [good] = kit.cases;
    if (good === undefined) throw new Error('the kit is empty');
    const { file } = good;
    const wrong = { ...good, id: 'wrong', expect: { tasks: ['never'] } };
    const cases = [{ ...good, id: 'missing', file: 'nowhere.bpmn' }, wrong, good];
    const { code, lines } = await conformance('bpmn', writeKit('broken', cases, { [file]: kit.files[file] ?? '' }));
    expect(code).toBe(1);
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^nowhere\.bpmn {2}missing .*ENOENT/),
      expect.stringMatching(/ {2}wrong .*never.*got .*"tasks":\["a"/),
    ]);
    expect(lines.at(-1)).toBe('1 passed, 2 failed, 0 unsupported');
  });

  it('leaves a case behind when its time is up, and goes on with a new thread', async () => {
    const cases = kit.cases.slice(0, 3);
    const dir = writeKit('slow', cases, kit.files);
    // Less time than it takes to begin.
    const { code, lines } = await conformance('bpmn', dir, '--limit', '0.001');
    expect(code).toBe(1);
    expect(lines.filter((line) => line.endsWith('the time limit was reached'))).toHaveLength(3);
    expect(lines.at(-1)).toBe('0 passed, 3 failed, 0 unsupported');
  });

  it('counts a model with an element it does not know as unsupported, naming it', async () => {
    const [good] = kit.cases;
    if (good === undefined) throw new Error('the kit is empty');
    const { file } = good;
    const xml = (kit.files[file] ?? '').replace('SCRIPT_a', 'print("a")');
    const json = join(folder, 'unknown.json');
    const { lines } = await conformance('bpmn', writeKit('unknown', [good], { [file]: xml }), '--json', json);
    expect(lines.at(-1)).toBe('0 passed, 0 failed, 1 unsupported');
    const [result] = JSON.parse(readFileSync(json, 'utf8')) as CaseResult[];
    expect(result?.reason).toContain('bpmn.script.language a');
  });

  it('counts every case of a decision kit as unsupported until decisions are evaluated', async () => {
    const xml =
      '<t:testCases xmlns:t="urn:t"><!-- <t:testCase id="0"/> --><t:testCase id="1"/><t:testCase name="x" id="2"></t:testCase></t:testCases>';
    const dir = writeKit('dmn', [], { 'level/dir/m-test-01.xml': xml, 'level/dir/other.xml': '<x/>' });
    const { lines } = await conformance('dmn', dir);
    expect(lines.at(-1)).toBe('0 passed, 0 failed, 2 unsupported');
    expect(lines[1]).toMatch(/^level\/dir /);
  });
});
