import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { issueCodes } from '../../../definitions/validation/index.ts';
import { errorSections } from '../../../scripts/generate/errors-doc.ts';

const root = resolve(import.meta.dirname, '../../..');
const doc = readFileSync(resolve(root, 'docs/errors.md'), 'utf8');
const documented = new Set([...doc.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code));

function codesIn(folder: string, pattern: RegExp): string[] {
  const files = globSync(`${folder}/**/*.ts`, { cwd: root });
  const found = files.flatMap((file) =>
    [...readFileSync(resolve(root, file), 'utf8').matchAll(pattern)].map(([, code]) => code ?? ''),
  );
  return [...new Set(found)].sort();
}

describe('docs/errors.md', () => {
  test('documents every code of a definition check, and none that does not exist', () => {
    const checks = errorSections.slice(0, 6).flatMap(({ rows }) => rows.map(({ code }) => code));
    expect(checks.sort()).toEqual(Object.keys(issueCodes).sort());
    expect(Object.keys(issueCodes).filter((code) => !documented.has(code))).toEqual([]);
  });

  test('documents exactly the codes of its lists', () => {
    const listed = new Set(errorSections.flatMap(({ rows }) => rows.map(({ code }) => code)));
    expect([...documented].sort()).toEqual([...listed].sort());
  });

  test('documents every code of an engine problem that becomes an incident', () => {
    const thrown = codesIn(
      'definitions/engine',
      /(?:new Problem|raiseIncident)\(\s*(?:\w+,\s*)?'([a-zA-Z]+\.[a-zA-Z.]+)'/g,
    );
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter((code) => !documented.has(code))).toEqual([]);
  });

  test('documents every refusal of the engine', () => {
    const refusals = codesIn('definitions/engine', /code: '([a-zA-Z]+\.[a-zA-Z.]+)'/g);
    expect(refusals.length).toBeGreaterThan(10);
    expect(refusals.filter((code) => !documented.has(code))).toEqual([]);
  });

  test('says what a code means in Russian and in English', () => {
    for (const { rows } of errorSections) {
      for (const { code, ru, en } of rows) {
        expect.soft(ru, code).toMatch(/[а-яё]/i);
        expect.soft(en, code).toMatch(/[a-z]/i);
        expect.soft(en, code).not.toMatch(/[а-яё]{4}/i);
      }
    }
  });
});
