import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportBpmn, importBpmn } from '../../../definitions/interchange/bpmn/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { mergeCoverage, type Scenario, simulate, sourcesOf, summarise } from '../../../definitions/simulation/index.ts';
import { checkDefinition } from '../../../definitions/validation/index.ts';

const folder = resolve(import.meta.dirname, '../../../docs/patterns');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T;

function scenariosOf(name: string): Scenario[] {
  return readdirSync(join(folder, name, 'scenarios')).map((file) => read<Scenario>(name, 'scenarios', file));
}

describe('The twenty workflow patterns', () => {
  it('are all there, numbered, and in the table of the README', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(names.map((name) => Number(name.slice(0, 2)))).toEqual(Array.from({ length: 20 }, (_each, i) => i + 1));
    for (const name of names) {
      expect(readme).toContain(`(${name}/definition.json)`);
      for (const scenario of scenariosOf(name)) expect(readme).toContain(`(${name}/scenarios/${scenario.name}.json)`);
    }
  });

  describe.each(names)('%s', (name) => {
    const definition = read<ProcessDefinition>(name, 'definition.json');
    const scenarios = scenariosOf(name);

    it('can be published without an error or a warning', () => {
      expect(checkDefinition(definition)).toEqual([]);
    });

    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('plays %s', (_name, scenario) => {
      expect(simulate(sourcesOf([structuredClone(definition)]), scenario).problems).toEqual([]);
    });

    it('is taken whole by its scenarios: every element, every flow', () => {
      const runs = scenarios.map((scenario) => simulate(sourcesOf([structuredClone(definition)]), scenario));
      const [coverage] = mergeCoverage(runs.flatMap((run) => run.coverage)).map(summarise);
      expect(coverage).toMatchObject({ elements: { missing: [] }, flows: { missing: [] } });
    });

    it('leaves the same journals when written as BPMN and read back', async () => {
      const { processes, faithful } = await importBpmn(await exportBpmn([definition]));
      expect(faithful).toBe(true);
      const again = sourcesOf(processes.map((each) => each.definition));
      for (const scenario of scenarios) {
        const original = simulate(sourcesOf([structuredClone(definition)]), scenario);
        expect(JSON.stringify(simulate(again, scenario).instances)).toBe(JSON.stringify(original.instances));
      }
    });
  });
});
