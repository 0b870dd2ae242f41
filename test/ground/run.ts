/** `npm test`: every project, then one line that says how many passed. Arguments go to vitest. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countTests, type VitestReport } from './count.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reglament-report-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: project,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
process.on('disconnect', () => child.kill('SIGTERM'));

const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
const { passed, failed } = countTests(readReport(), code);
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed > 0 || code !== 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
// The channel to the bootstrap would keep this process waiting.
if (process.connected) process.disconnect();

function readReport(): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
