import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Element, ElementType, UserTask } from '../../../definitions/schema/definition.ts';
import { validate } from '../../../definitions/schema/generated/validate.js';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(root, file), 'utf8')) as unknown;
const bundle = read('definitions/schema/generated/process-definition.bundle.json') as { [keyword: string]: unknown };
const shipped = globSync('definitions/procedures/*/definition.json', { cwd: root }).sort();

describe('the bundled schema', () => {
  const ajv = new Ajv2020({ strict: false, discriminator: true });

  test('is a JSON Schema 2020-12 with local references only', () => {
    expect(ajv.validateSchema(bundle)).toBe(true);
    const references = [...JSON.stringify(bundle).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference ?? '',
    );
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((reference) => !reference.startsWith('#/$defs/'))).toEqual([]);
  });

  test('gives the verdict of the generated validator', () => {
    const judge = ajv.compile(bundle);
    for (const file of shipped) {
      const definition = read(file) as { elements: { type: string }[] };
      expect([judge(definition), validate(definition)]).toEqual([true, true]);
      const broken = { ...definition, elements: definition.elements.map((element) => ({ ...element, colour: 'red' })) };
      expect([judge(broken), validate(broken)]).toEqual([false, false]);
    }
  });

  test('knows one schema file per element type, named for it', () => {
    const files = globSync('definitions/schema/elements/*.schema.json', { cwd: root }).map(
      (file) => /([^/]+)\.schema\.json$/.exec(file)?.[1],
    );
    const { Element: union, ...defs } = bundle['$defs'] as {
      [name: string]: { oneOf?: { $ref: string }[]; properties?: { type?: { const?: string } } };
    };
    const types = (union?.oneOf ?? []).map(({ $ref }) => defs[$ref.replace('#/$defs/', '')]?.properties?.type?.const);
    expect(files.filter((file) => file !== 'element').sort()).toEqual([...types].sort());
  });
});

describe('the generated types', () => {
  test('narrow an element by its type', () => {
    expectTypeOf<Extract<Element, { type: 'userTask' }>>().toEqualTypeOf<UserTask>();
    expectTypeOf<ElementType>().toEqualTypeOf<Element['type']>();
    const titleOf = (element: Element): string =>
      element.type === 'serviceTask' ? element.connector : element.title.ru;
    expect(titleOf({ type: 'serviceTask', id: 'a', title: { ru: 'Письмо' }, connector: 'notify.email' })).toBe(
      'notify.email',
    );
  });
});
