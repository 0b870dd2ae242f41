import { describe, expect, test } from 'vitest';
import { checkSchema } from '../../../definitions/validation/index.ts';

function problems(schema: unknown): [string, string][] {
  return checkSchema(schema).map(({ code, pointer }) => [code, pointer]);
}

describe('schemas of forms and data', () => {
  test('a form with nested objects, lists, choices and local references is fine', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        person: {
          type: 'object',
          properties: { inn: { type: 'string', format: 'inn' }, head: { $ref: '#/$defs/person' } },
        },
      },
      properties: {
        applicant: { $ref: '#/$defs/person', title: 'Заявитель' },
        reason: { type: 'string', enum: ['delay', 'refusal'], default: 'delay' },
        files: { type: 'array', items: { type: 'string' }, maxItems: 5, uniqueItems: true },
        date: { type: 'string', format: 'date' },
      },
      required: ['applicant'],
      if: { properties: { reason: { const: 'delay' } } },
      then: { required: ['date'] },
      additionalProperties: false,
      'x-order': ['reason', 'applicant'],
    };
    expect(problems(schema)).toEqual([]);
  });

  test.each([
    [{ type: 'str' }, 'jsonSchema.invalid', '/type'],
    [{ properties: [] }, 'jsonSchema.invalid', '/properties'],
    [{ properties: { a: 5 } }, 'jsonSchema.invalid', '/properties/a'],
    [{ required: ['a', 'a'] }, 'jsonSchema.invalid', '/required'],
    [{ minLength: -1 }, 'jsonSchema.invalid', '/minLength'],
    [{ enum: [] }, 'jsonSchema.invalid', '/enum'],
    [{ oneOf: [] }, 'jsonSchema.invalid', '/oneOf'],
    [{ multipleOf: 0 }, 'jsonSchema.invalid', '/multipleOf'],
    [{ $id: 'https://example.org' }, 'unsupported.schemaKeyword', '/$id'],
    [{ proprties: {} }, 'unsupported.schemaKeyword', '/proprties'],
    [{ patternProperties: { '^(a+)+$': {} } }, 'jsonSchema.unsafePattern', '/patternProperties/^(a+)+$'],
    [{ $ref: '#/$defs/none' }, 'jsonSchema.ref', '/$ref'],
    [{ $ref: 'other.json' }, 'jsonSchema.ref', '/$ref'],
    [{ $ref: '#' }, 'jsonSchema.refCycle', '/$ref'],
    [{ allOf: [{ $ref: '#' }] }, 'jsonSchema.refCycle', '/allOf/0/$ref'],
    [{ format: 'url' }, 'unsupported.schemaFormat', '/format'],
  ])('%j: %s at %s', (schema, code, pointer) => {
    expect(problems(schema)).toEqual([[code, pointer]]);
  });

  test('names of properties are not keywords', () => {
    expect(problems({ properties: { type: { type: 'string' }, $id: true, nonsense: false } })).toEqual([]);
  });

  test('recursion through the data is fine, an endless circle is not', () => {
    expect(
      problems({ $defs: { node: { properties: { next: { $ref: '#/$defs/node' } } } }, $ref: '#/$defs/node' }),
    ).toEqual([]);
    expect(
      problems({ $defs: { a: { anyOf: [{ $ref: '#/$defs/b' }] }, b: { not: { $ref: '#/$defs/a' } } } }).map(
        ([code]) => code,
      ),
    ).toEqual(['jsonSchema.refCycle', 'jsonSchema.refCycle']);
  });
});
