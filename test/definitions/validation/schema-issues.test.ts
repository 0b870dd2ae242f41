import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDefinition } from '../../../definitions/validation/index.ts';
import { changedDefinition, type Fixture } from './fixture.ts';

function issuesOf(fixture: Omit<Fixture, 'issues'>): [string, string][] {
  return checkDefinition(changedDefinition({ ...fixture, issues: [] })).map(({ code, pointer }) => [code, pointer]);
}

describe('errors of the shape', () => {
  test('one mistake in an element gives one issue, not one per element type', () => {
    expect(issuesOf({ set: { '/elements/1/priority': 'high' } })).toEqual([
      ['schema.noVariant', '/elements/1/priority'],
    ]);
    expect(issuesOf({ remove: ['/elements/1/type'] })).toEqual([['schema.required', '/elements/1/type']]);
    expect(issuesOf({ set: { '/elements/1/type': 7 } })).toEqual([['schema.type', '/elements/1/type']]);
  });

  test('a union tells what is wrong inside the variant that was meant', () => {
    const set = { '/elements/1/deadlines/0/from': { event: 5 } };
    expect(issuesOf({ set })).toEqual([['schema.type', '/elements/1/deadlines/0/from/event']]);
    expect(issuesOf({ set: { '/elements/1/deadlines/0/term/amount': -1 } })).toEqual([
      ['schema.tooSmall', '/elements/1/deadlines/0/term/amount'],
    ]);
    expect(issuesOf({ set: { '/elements/1/deadlines/0/term/amount': { feel: '' } } })).toEqual([
      ['schema.tooShort', '/elements/1/deadlines/0/term/amount/feel'],
    ]);
  });

  test('independent mistakes are all told, each once', () => {
    const set = { '/key': 'Ключ', '/elements/0/colour': 'red', '/flows/0/to': 5, '/title': 'Название' };
    expect(issuesOf({ set }).sort()).toEqual([
      ['schema.pattern', '/key'],
      ['schema.type', '/flows/0/to'],
      ['schema.type', '/title'],
      ['schema.unknownProperty', '/elements/0/colour'],
    ]);
  });

  test('a wrong value inside an element names the element', () => {
    const [issue] = checkDefinition(changedDefinition({ set: { '/elements/1/performer': 'robot' }, issues: [] }));
    expect(issue).toMatchObject({ code: 'schema.enum', elementId: 'review', severity: 'error' });
  });

  test.each([[null], [5], ['text'], [[]], [{}], [undefined], [true]])('%j is refused without a throw', (input) => {
    const issues = checkDefinition(input);
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.every(({ code }) => code.startsWith('schema.') || code.startsWith('json.'))).toBe(true);
  });

  test('the validator is plain code: nothing evaluated, nothing required', () => {
    const code = readFileSync(
      resolve(import.meta.dirname, '../../../definitions/schema/generated/validate.js'),
      'utf8',
    );
    expect(code).not.toMatch(/\beval\b|new Function|Function\(|\brequire\(|\bimport\b/);
  });
});
