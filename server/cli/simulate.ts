import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import { shippedProcedures } from '../../definitions/procedures/index.ts';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import {
  formatCoverage,
  formatRun,
  mergeCoverage,
  type Scenario,
  simulate,
  sourcesOf,
  summarise,
} from '../../definitions/simulation/index.ts';
import { checkDefinition, parseJson, publishable } from '../../definitions/validation/index.ts';
import { readDefinitions } from './definition-file.ts';

export const command = defineCommand({
  meta: {
    name: 'simulate',
    description: 'Проиграть сценарии на виртуальных часах / play scenarios on a virtual clock, without a server',
  },
  args: {
    file: { type: 'positional', required: true, description: 'FILE: определение / a definition, JSON or BPMN' },
    scenario: {
      type: 'string',
      required: true,
      description: 'Файл сценария или папка / a scenario or a folder of them',
    },
    with: { type: 'string', description: 'Ещё определения, через запятую / further definitions: FILE,FILE' },
    journal: { type: 'boolean', description: 'Показать журнал / show the journal' },
    lang: { type: 'string', default: 'ru', description: 'ru, en' },
    json: { type: 'boolean', description: 'Ответ в JSON / the answer as JSON' },
  },
  async run({ args }) {
    const language = args.lang === 'en' ? 'en' : 'ru';
    const definitions = await participants(args.file, args.with?.split(',') ?? []);
    const sources = sourcesOf(definitions, shippedCalendars);
    const runs = (await scenariosOf(args.scenario)).map((scenario) => ({ scenario, run: simulate(sources, scenario) }));
    const coverage = mergeCoverage(runs.flatMap(({ run }) => run.coverage)).map(summarise);
    if (args.json) {
      process.stdout.write(`${JSON.stringify({ runs: runs.map(({ run }) => run), coverage }, null, 2)}\n`);
    } else {
      for (const { scenario, run } of runs) {
        const zone = scenario.zone ?? definitions[0]?.zone ?? 'Europe/Moscow';
        process.stdout.write(`${formatRun(run, { language, zone, journal: args.journal ?? false })}\n`);
      }
      const own = coverage.filter(({ key }) => key === definitions[0]?.key);
      if (runs.length > 1) for (const each of own) process.stdout.write(`${formatCoverage(each, language)}\n`);
    }
    if (runs.some(({ run }) => !run.passed)) process.exitCode = 1;
  },
});

/** The definition first, then those it may call: given ones, and what ships with the product. */
async function participants(file: string, others: string[]): Promise<ProcessDefinition[]> {
  const given = (await Promise.all([file, ...others].map(readDefinitions))).flat();
  for (const definition of given) {
    const issues = checkDefinition(definition);
    // A definition with errors may not even be of the shape the engine takes.
    if (!publishable(issues)) {
      const words = issues.map(({ code, pointer, message }) => `${code} ${pointer} ${message.ru} / ${message.en}`);
      throw new Error([`npx reglament validate ${file}`, ...words].join('\n'));
    }
  }
  const keys = new Set(given.map(({ key }) => key));
  return [...given, ...Object.values(shippedProcedures).filter(({ key }) => !keys.has(key))];
}

async function scenariosOf(path: string): Promise<Scenario[]> {
  const isFolder = (await stat(path)).isDirectory();
  const files = isFolder
    ? (await readdir(path))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return Promise.all(
    files.map(async (file) => {
      const parsed = parseJson(await readFile(file, 'utf8'));
      if (!parsed.ok)
        throw new Error(`${file}: ${parsed.problem.code} ${parsed.problem.pointer} ${parsed.problem.message.ru}`);
      return parsed.value as Scenario;
    }),
  );
}
