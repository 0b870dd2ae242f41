import { parseArgs } from 'node:util';
import { Fuzzer } from './fuzzer.ts';

/** `npm run fuzz -- --runs 100000 --seed N`: exit code 1 if anything threw where nothing may, or took too long. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const fuzzer = new Fuzzer(Number(values.seed));
const began = performance.now();
const memory: number[] = [];
for (let run = 0; run < runs; run++) {
  fuzzer.once();
  if (run % Math.ceil(runs / 10) === 0) memory.push(process.memoryUsage().heapUsed);
}
const seconds = (performance.now() - began) / 1_000;
const { outcomes, slowest, defects } = fuzzer;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
print(`${runs} runs from seed ${values.seed} in ${seconds.toFixed(0)} s`);
for (const [outcome, count] of [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)))
  print(`${outcome.padEnd(44)} ${count}`);
print(`heap, MB, every tenth: ${memory.map((bytes) => Math.round(bytes / 1e6)).join(' ')}`);
print('slowest:');
for (const { milliseconds, what } of slowest)
  print(`  ${milliseconds.toFixed(1).padStart(8)} ms  ${what.slice(0, 120)}`);
print(`defects: ${defects.length}`);
for (const defect of defects.slice(0, 20)) print(`  ${defect}`);
process.exitCode = defects.length > 0 ? 1 : 0;
