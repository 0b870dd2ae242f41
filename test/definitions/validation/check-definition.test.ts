import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDefinition, parseJson, publishable } from '../../../definitions/validation/index.ts';
import { changedDefinition, minimalDefinition } from './fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
const shipped = globSync('definitions/procedures/*/definition.json', { cwd: root }).sort();

describe('checking a definition', () => {
  test.each(shipped)('%s has nothing wrong with it, not even a warning', (file) => {
    const parsed = parseJson(readFileSync(resolve(root, file), 'utf8'));
    expect(parsed.ok && checkDefinition(parsed.value)).toEqual([]);
  });

  test('warnings let a definition be published, errors do not', () => {
    const warned = checkDefinition(changedDefinition({ set: { '/messages': [{ name: 'unused' }] }, issues: [] }));
    const wrong = checkDefinition(changedDefinition({ remove: ['/flows/1'], issues: [] }));
    expect(warned.map(({ severity }) => severity)).toEqual(['warning']);
    expect(publishable(warned)).toBe(true);
    expect(publishable(wrong)).toBe(false);
  });

  test('a member that no schema foresees is an error where the schema is closed, a warning where it is open', () => {
    const issuesOf = (schema: object, value: string): string[] => {
      const outputs = [{ to: 'answer', value }];
      const set = { '/elements/1/form': { schema }, '/elements/1/outputs': outputs };
      return checkDefinition(changedDefinition({ set, issues: [] })).map(({ code, severity }) => `${severity} ${code}`);
    };
    const open = { type: 'object', properties: { text: { type: 'string' } } };
    const closed = { ...open, additionalProperties: false };
    expect(issuesOf(open, 'form.text')).toEqual([]);
    expect(issuesOf(open, 'form.txt')).toEqual(['warning feel.unknownName']);
    expect(issuesOf(closed, 'form.txt')).toEqual(['error feel.unknownMember']);
    expect(issuesOf({ ...closed, allOf: [{ properties: { txt: {} } }] }, 'form.txt')).toEqual([]);
  });

  test('a mistyped member of case data is found through nested objects', () => {
    const applicant = { type: 'object', properties: { inn: { type: 'string' } }, additionalProperties: false };
    const issuesOf = (condition: string): string[] => {
      const set = {
        '/data': { schema: { type: 'object', properties: { applicant } } },
      };
      const deadline = { '/elements/1/deadlines/0/term/amount': { feel: condition } };
      return checkDefinition(changedDefinition({ set: { ...set, ...deadline }, issues: [] })).map(
        ({ message }) => message.ru,
      );
    };
    expect(issuesOf('string length(applicant.inn)')).toEqual([]);
    expect(issuesOf('string length(applicant.innn)')).toEqual(['У «applicant» нет члена «innn».']);
  });

  test('a definition is left as it was', () => {
    const definition = minimalDefinition();
    const before = structuredClone(definition);
    checkDefinition(definition);
    expect(definition).toEqual(before);
  });

  test('any JSON is judged and none makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(Array.isArray(checkDefinition(value))).toBe(true);
      }),
    );
  });

  test('a definition damaged anywhere is judged and none makes it throw', () => {
    const texts = shipped.map((file) => readFileSync(resolve(root, file), 'utf8'));
    const damage = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('review', 'start', 'end', 'x', 0, -1, true, [], {}),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 5 }),
        (text, damages) => {
          const definition = JSON.parse(text) as unknown;
          for (const [place, value] of damages) spoil(definition, place, value);
          expect(Array.isArray(checkDefinition(definition))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  }, 30_000);
});

/** Replaces or removes the value at the n-th place of a document. */
function spoil(document: unknown, place: number, value: unknown): void {
  const places: { holder: { [key: string]: unknown }; key: string }[] = [];
  const visit = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as { [key: string]: unknown }, key });
      visit((holder as { [key: string]: unknown })[key]);
    }
  };
  visit(document);
  const chosen = places[place % Math.max(places.length, 1)];
  if (chosen === undefined) return;
  if (value === undefined) delete chosen.holder[chosen.key];
  else chosen.holder[chosen.key] = value;
}
