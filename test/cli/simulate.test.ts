import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Run } from '../../definitions/simulation/index.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'reglament-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reglament(...args: string[]) {
  const bin = join(root, 'bin/reglament.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', cwd: root });
  return { status, stdout, stderr };
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const definition = {
  language: 1,
  key: 'short',
  title: { ru: 'Короткая' },
  elements: [
    { id: 'begin', type: 'startEvent', title: { ru: 'Начало' } },
    { id: 'check', type: 'userTask', title: { ru: 'Проверка' }, noDeadlineBecause: 'пример' },
    { id: 'done', type: 'endEvent', title: { ru: 'Конец' } },
  ],
  flows: [
    { id: 'f1', from: 'begin', to: 'check' },
    { id: 'f2', from: 'check', to: 'done' },
  ],
};
const scenario = {
  name: 'checked',
  title: { ru: 'Проверено' },
  startAt: '2026-04-24T10:00:00+03:00',
  input: {},
  steps: [{ complete: { element: 'check', by: 'clerk' } }],
  expect: { engineStatus: 'completed' },
};

describe('npx reglament simulate', () => {
  it('plays a scenario without a server and says that it passed', () => {
    const { status, stdout } = reglament(
      'simulate',
      file('d.json', definition),
      '--scenario',
      file('s.json', scenario),
    );
    expect(stdout).toContain('✓ checked: пройден');
    expect(stdout).toContain('short: элементы 3/3, потоки 2/2');
    expect(status).toBe(0);
  });

  it('says what went otherwise, where and how, and exits with 1', () => {
    const wrong = { ...scenario, expect: { engineStatus: 'cancelled' } };
    const { status, stdout } = reglament(
      'simulate',
      file('d.json', definition),
      '--scenario',
      file('w.json', wrong),
      '--lang',
      'en',
    );
    expect(stdout).toContain(
      'simulation.expect.status /expect/engineStatus\n    expected "cancelled", got "completed"',
    );
    expect(status).toBe(1);
  });

  it('gives the runs with their journals as JSON', () => {
    const { stdout } = reglament(
      'simulate',
      file('d.json', definition),
      '--scenario',
      file('s.json', scenario),
      '--json',
    );
    const { runs } = JSON.parse(stdout) as { runs: Run[] };
    expect(runs[0]?.instances[0]?.journal.map(({ event }) => event.type)).toEqual([
      'instance.start',
      'userTask.complete',
    ]);
  });

  it('plays the same scenario on the definition written as BPMN', () => {
    const bpmn = join(folder, 'd.bpmn');
    expect(reglament('convert', file('d.json', definition), '--out', bpmn).status).toBe(0);
    const { status } = reglament('simulate', bpmn, '--scenario', file('s.json', scenario));
    expect(status).toBe(0);
  });
});

describe('npx reglament validate', () => {
  it('says that a sound definition can be published', () => {
    expect(reglament('validate', file('d.json', definition))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('d.json: можно публиковать'),
    });
  });

  it('tells the code and place of every error in a folder of definitions, JSON and BPMN', () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    const dangling = { ...definition, flows: [...definition.flows, { id: 'f3', from: 'check', to: 'nowhere' }] };
    writeFileSync(join(broken, 'dangling.json'), JSON.stringify(dangling));
    writeFileSync(join(broken, 'syntax.json'), '{');
    writeFileSync(join(broken, 'entities.bpmn'), '<!DOCTYPE x><definitions/>');
    const { status, stdout } = reglament('validate', broken, '--json');
    const found = JSON.parse(stdout) as { file: string; problems: { code: string; pointer: string }[] }[];
    const errors = found.map(({ file: path, problems }) => [
      path.split('/').at(-1),
      problems[0]?.code,
      problems[0]?.pointer,
    ]);
    expect(errors).toEqual([
      ['dangling.json', 'ref.element', '/flows/2/to'],
      ['entities.bpmn', 'bpmn.xml.doctype', ''],
      ['syntax.json', 'json.syntax', ''],
    ]);
    expect(status).toBe(1);
  });
});
