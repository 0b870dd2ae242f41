import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import { type BpmnScript, exportBpmn, importBpmn } from '../../../definitions/interchange/bpmn/index.ts';
import { parseXml } from '../../../definitions/interchange/bpmn/moddle.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { simulate, sourcesOf } from '../../../definitions/simulation/index.ts';
import { runBpmnCase } from '../../../scripts/conformance/bpmn-run.ts';
import { ownKit } from '../../house/conformance/own-cases.ts';
import { scenariosOf } from '../procedures/shipped.ts';
import { arbitraryProcess } from './arbitrary-process.ts';
import { live } from './drive.ts';

async function roundTrip(definitions: ProcessDefinition[]): Promise<ProcessDefinition[]> {
  const { processes } = await importBpmn(await exportBpmn(definitions));
  return processes.map(({ definition }) => definition);
}

describe('A definition exported to BPMN and imported again', () => {
  it('lives every life as the original does, event by event and record by record', async () => {
    let entries = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryProcess,
        fc.array(fc.nat(), { minLength: 5, maxLength: 30, size: 'max' }),
        async (definition, choices) => {
          const original = live(sourcesOf([structuredClone(definition)]), { x: 1, y: 0 }, choices);
          const again = live(sourcesOf(await roundTrip([definition])), { x: 1, y: 0 }, choices);
          expect(again).toEqual(original);
          entries += original.flat().length;
        },
      ),
      { numRuns: 100 },
    );
    // Lives that end at once would prove nothing.
    expect(entries).toBeGreaterThan(200);
  }, 60_000);

  it.each(Object.keys(shippedProcedures))(
    'gives the same journals on every scenario of the procedure %s',
    async (key) => {
      const others = Object.values(shippedProcedures).filter((each) => each.key !== key);
      const own = shippedProcedures[key];
      if (own === undefined) throw new Error(`${key} is not shipped`);
      const original = sourcesOf(structuredClone([own, ...others]), shippedCalendars);
      const again = sourcesOf(await roundTrip([own, ...others]), shippedCalendars);
      for (const { scenario } of scenariosOf(key)) {
        const run = simulate(again, scenario);
        expect(run.passed).toBe(true);
        expect(JSON.stringify(run.instances)).toBe(JSON.stringify(simulate(original, scenario).instances));
      }
    },
    60_000,
  );

  it('is read by bpmn-moddle as the process it was: an appeal with all its nodes, flows and shapes', async () => {
    const appeal = shippedProcedures['appeal'];
    if (appeal === undefined) throw new Error('the appeal is not shipped');
    const { warnings, byId } = await parseXml(await exportBpmn([appeal]));
    expect(warnings).toEqual([]);
    for (const { id } of [...appeal.elements, ...appeal.flows]) {
      expect.soft(byId[id]?.$type, id).toMatch(/^bpmn:/);
      expect.soft(byId[`${id}_di`]?.$type, id).toMatch(/^bpmndi:BPMN(Shape|Edge)$/);
    }
  });
});

describe('A BPMN document from elsewhere, imported, exported and stripped of our extension', () => {
  const { cases, files } = ownKit();
  const good = cases.filter(({ expect: { error } }) => error !== 'any' && error !== 'deployment');

  it.each(good)('still leaves the traces of $id: what BPMN can say is said in BPMN', async (one) => {
    const keep = (script: BpmnScript) => ({
      activity: {
        id: script.id,
        title: { ru: script.id },
        type: 'scriptTask' as const,
        assignments: [{ to: 'token', value: `"${script.text}"` }],
      },
    });
    const { processes } = await importBpmn(files[one.file] ?? '', { scriptTask: keep });
    const ids = new Map(processes.map(({ bpmnId, definition }) => [bpmnId, definition.key]));
    const exported = await exportBpmn(processes.map(({ definition }) => definition));
    const stripped = exported
      .replace(/<reglament:more>[\s\S]*?<\/reglament:more>/g, '')
      // The runner's tokens are scripts again.
      .replace(/ scriptFormat="[^"]*"/g, '')
      .replace(/token := "([^"]*)"/g, '$1');
    expect(stripped).not.toContain('reglament:more');
    const { process, startFirst } = one;
    const renamed = {
      ...one,
      process: ids.get(process) ?? '',
      ...(startFirst && { startFirst: startFirst.map((id) => ids.get(id) ?? '') }),
    };
    const { status, reason } = await runBpmnCase(renamed, stripped);
    expect({ status, reason }).toEqual({ status: 'passed', reason: '' });
  });
});
