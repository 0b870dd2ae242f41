/** `npm run bench`: every bench in turn, each a process of its own. `npm run bench -- engine runtime` runs those named. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const benches = ['engine', 'calendar', 'runtime'];
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
for (const bench of named.length > 0 ? named : benches) {
  console.log(`\n== ${bench}`);
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`./bench/${bench}.ts`, import.meta.url))], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
