import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';

/**
 * `node scripts/conformance/rename-kit.ts DIR COPY [SEED]`: copies a BPMN kit with other names for files, groups,
 * processes, elements, messages, signals and markers, runs both and compares the totals. It shows that nothing in the
 * product or the runner knows a case by its name.
 */
const [dir, copy, seed = '1'] = process.argv.slice(2);
if (dir === undefined || copy === undefined) {
  console.error('node scripts/conformance/rename-kit.ts DIR COPY [SEED]');
  process.exit(2);
}

/** The same word gives the same new word; nothing of the old one is left. */
function renamed(word: string): string {
  return `n${createHash('sha256').update(`${seed}/${word}`).digest('hex').slice(0, 12)}`;
}

interface Case {
  id: string;
  file: string;
  group: string;
  feature: string;
  process: string;
  startFirst?: string[];
  expect: { tasks: string[] };
  [member: string]: unknown;
}

const cases = JSON.parse(readFileSync(join(dir, 'cases.json'), 'utf8')) as Case[];
/** `increment` belongs to a token of the kit and is no name. */
const renamedMarker = (marker: string) => (marker === 'increment' ? marker : renamed(marker));
const renamedFile = (file: string) => `${renamed(dirname(file))}/${renamed(file)}.bpmn`;

for (const file of new Set(cases.map((one) => one.file))) {
  const target = join(copy, renamedFile(file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, renameModel(readFileSync(join(dir, file), 'utf8')));
}
const renamedCases = cases.map((one) => ({
  ...one,
  id: `${renamed(one.feature)}/${one.id.split('/').at(-1)}`,
  file: renamedFile(one.file),
  group: renamed(one.group),
  feature: renamed(one.feature),
  description: '',
  process: renamed(one.process),
  ...(one.startFirst !== undefined && { startFirst: one.startFirst.map(renamed) }),
  expect: { ...one.expect, tasks: one.expect.tasks.map(renamedMarker) },
}));
writeFileSync(join(copy, 'cases.json'), JSON.stringify(renamedCases, null, 1));

/** Ids wherever they stand whole, in attributes and in texts; names, except that of the data item the tokens speak of. */
function renameModel(xml: string): string {
  const ids = new Set([...xml.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? ''));
  return xml
    .replace(/(\s[\w:.-]+=")([^"]*)(")/g, (whole, before: string, value: string, after: string) => {
      if (ids.has(value) && !/\s(name|errorCode|escalationCode)="$/.test(before))
        return `${before}${renamed(value)}${after}`;
      if (!/\sname="$/.test(before) || value === 'data' || value.trim() === '') return whole;
      return `${before}${renamed(value)}${after}`;
    })
    .replace(/(>\s*)([^<>\s]+)(\s*<\/)/g, (whole, before: string, value: string, after: string) => {
      const marker = /^SCRIPT_(\w+)$/.exec(value)?.[1];
      if (marker !== undefined) return `${before}SCRIPT_${renamedMarker(marker)}${after}`;
      return ids.has(value) ? `${before}${renamed(value)}${after}` : whole;
    });
}

const [original, other] = [dir, copy].map(run);
console.log(`${dir}: ${original}`);
console.log(`${copy}: ${other}`);
console.log(original === other ? 'identical totals' : 'the totals differ');
process.exitCode = original === other ? 0 : 1;

function run(folder: string): string {
  const script = join(import.meta.dirname, '../conformance.ts');
  const { stdout } = spawnSync(process.execPath, [script, 'bpmn', folder], { encoding: 'utf8', maxBuffer: 1e9 });
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}
