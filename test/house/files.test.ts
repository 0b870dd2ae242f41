import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, projectFiles } from './tracked-files.ts';

const isSource = (path: string): boolean => /\.(ts|tsx|js|mjs|cjs)$/.test(path) && !path.includes('/generated/');
const isText = (path: string): boolean => !/\.(png|jpe?g|ico|woff2?|ttf|otf|pdf|docx|bin|gz|zip)$/i.test(path);

test('every top folder says in a README what lives there', () => {
  const folders = readdirSync(project, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|build$|coverage$)/.test(entry.name),
  );
  expect(folders.length).toBeGreaterThan(5);
  expect(folders.map(({ name }) => name).filter((name) => !existsSync(join(project, name, 'README.md')))).toEqual([]);
});

test('no source file is longer than 500 lines', () => {
  const long = projectFiles(isSource).map(({ path, text }) => ({ path, lines: text().split('\n').length }));
  expect(long.length).toBeGreaterThan(50);
  expect(long.filter(({ lines }) => lines > 501)).toEqual([]);
});

test('no file names a folder of the machine it was written on', () => {
  // Spelt so that this file does not name them either.
  const machine = new RegExp(`(^|[\\s"'\`(=:])/(${['work', 'tmp', 'root', 'home'].join('|')})/[A-Za-z0-9_.-]`);
  expect(linesMatching(machine)).toEqual([]);
});

test('no file names the host of a package registry', () => {
  const hosts = [
    ['registry', 'npmjs'],
    ['registry', 'yarnpkg'],
    ['proxy', 'golang'],
    ['sum', 'golang'],
    ['pypi', 'org'],
    ['files', 'pythonhosted'],
  ];
  expect(linesMatching(new RegExp(hosts.map((parts) => parts.join('\\.')).join('|')))).toEqual([]);
});

test('no test is skipped, left for later or run alone', () => {
  const idle = new RegExp(`\\b(describe|it|test)\\.(${['skip', 'only', 'todo', 'skipIf', 'runIf'].join('|')})\\b`);
  const tests = projectFiles((path) => /\.(test|spec)\.tsx?$/.test(path));
  expect(tests.length).toBeGreaterThan(5);
  expect(tests.filter(({ text }) => idle.test(text())).map(({ path }) => path)).toEqual([]);
});

function linesMatching(pattern: RegExp): string[] {
  return projectFiles((path) => isText(path)).flatMap(({ path, text }) =>
    text()
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}
