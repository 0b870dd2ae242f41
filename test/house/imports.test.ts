import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { project } from './tracked-files.ts';

const run = promisify(execFile);
const folders: string[] = [];
const roots = ['definitions', 'workflows', 'activities', 'server', 'admin-ui/src', 'bin'];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** What dependency-cruiser holds against the folders, with the project's own rules. */
async function violations(baseFolder: string): Promise<Violation[]> {
  const cruiser = join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(project, '.dependency-cruiser.cjs');
  const present = roots.filter((folder) => existsSync(join(baseFolder, folder)));
  const args = [cruiser, '--config', config, '--output-type', 'json', ...present];
  const { stdout } = await run(process.execPath, args, { cwd: baseFolder, maxBuffer: 256 * 1024 * 1024 }).catch(
    // It ends with the number of violations as its code.
    (error: Error & { stdout: string }) => error,
  );
  const report = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  expect(report.summary.totalCruised).toBeGreaterThan(1);
  return report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

test('the arrows between folders point as the architecture says', async () => {
  expect(await violations(project)).toEqual([]);
}, 60_000);

test('an arrow that points the wrong way is found', async () => {
  const folder = mkdtempSync(join(project, 'node_modules', '.house-'));
  folders.push(folder);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(
    'tsconfig.json',
    '{"compilerOptions": {"module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true}}',
  );
  write('server/clock.ts', 'export const now = (): number => Date.now();\n');
  write(
    'definitions/impure.ts',
    `import { readFileSync } from 'node:fs';\nimport { now } from '../server/clock.ts';\nconsole.log(readFileSync, now);\n`,
  );
  write('activities/effect.ts', `import { now } from '../server/clock.ts';\nconsole.log(now);\n`);
  expect((await violations(folder)).map(({ rule }) => rule).sort()).toEqual([
    'activities-import-definitions-only',
    'definitions-are-pure',
    'definitions-without-node',
  ]);
}, 60_000);
