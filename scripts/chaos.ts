/** `npm run chaos -- --seed 1..20 [--cases 20]`: kills everything at seeded instants and checks what must hold all the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openTree } from './chaos/tree.ts';
import { playSeed } from './chaos/play-seed.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, cases: { type: 'string', default: '20' } },
});
const [first = 1, last = first] = values.seed.split('..').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'reglament-chaos-'));
const broken: number[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const tree = await openTree(folder, say);
try {
  for (let seed = first; seed <= last; seed++) {
    if (!(await playSeed(tree, seed, Number(values.cases), say))) broken.push(seed);
  }
} finally {
  await tree.close();
}
if (broken.length === 0) rmSync(folder, { recursive: true, force: true });
else say(`Broken seeds: ${broken.join(', ')}; data and logs are in ${folder}`);
process.exit(broken.length === 0 ? 0 : 1);
