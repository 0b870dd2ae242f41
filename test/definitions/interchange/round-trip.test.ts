import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportBpmn, importBpmn } from '../../../definitions/interchange/bpmn/index.ts';
import { parseXml } from '../../../definitions/interchange/bpmn/moddle.ts';
import { arbitraryDefinition } from './arbitrary-definition.ts';

describe('exportBpmn', () => {
  it('loses nothing: what is read back is the definition, member by member', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDefinition, async (definition) => {
        const { processes } = await importBpmn(await exportBpmn([definition]));
        expect(processes.map((each) => each.definition)).toEqual([definition]);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('writes several definitions into one document, whatever ids they share', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDefinition, arbitraryDefinition, async (one, other) => {
        const both = [one, { ...other, key: 'second' }];
        const { processes } = await importBpmn(await exportBpmn(both));
        expect(processes.map((each) => each.definition)).toEqual(both);
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  it('writes documents that a BPMN parser reads without a warning', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDefinition, async (definition) => {
        const { warnings } = await parseXml(await exportBpmn([definition]));
        expect(warnings).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 30_000);
});
