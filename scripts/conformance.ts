import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BpmnCase } from './conformance/bpmn-case.ts';
import { type Crew, hireCrew } from './conformance/crew.ts';
import { Output } from './conformance/output.ts';

/**
 * `npm run conformance -- bpmn|dmn|calendar DIR [--json FILE] [--limit SECONDS]`: runs a folder of cases with known
 * answers. Engine, importer and calendar know nothing of the kits; what a kit's tokens mean is in conformance/.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, limit: { type: 'string', default: '20' } },
});
const [kit, dir] = positionals;
const limitMs = Number(values.limit) * 1_000;

if (dir === undefined || (kit !== 'bpmn' && kit !== 'dmn' && kit !== 'calendar') || !(limitMs > 0)) {
  console.error('npm run conformance -- bpmn|dmn|calendar DIR [--json FILE] [--limit SECONDS]');
  process.exitCode = 2;
} else {
  const output = new Output((line) => console.log(line), values.json);
  const crew = hireCrew();
  if (kit === 'bpmn') await runCases(crew, dir, output);
  else await runWhole(crew, kit, dir, output);
  await crew.close();
  process.exitCode = (await output.close()) ? 0 : 1;
}

async function runCases(crew: Crew, kitDir: string, output: Output): Promise<void> {
  const cases = JSON.parse(readFileSync(join(kitDir, 'cases.json'), 'utf8')) as BpmnCase[];
  for (const one of cases) {
    const loss = await crew.run({ kit: 'bpmn', dir: kitDir, one }, limitMs, (result) => output.add(result));
    if (loss === undefined) continue;
    const { file, group, id, expect } = one;
    output.add({ kit: 'bpmn', group, file, case: id, status: 'failed', expected: expect, got: null, reason: loss });
  }
}

async function runWhole(crew: Crew, name: 'dmn' | 'calendar', kitDir: string, output: Output): Promise<void> {
  const loss = await crew.run({ kit: name, dir: kitDir }, limitMs, (result) => output.add(result));
  if (loss === undefined) return;
  output.add({ kit: name, group: name, file: '', case: '', status: 'failed', expected: null, got: null, reason: loss });
}
