import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Part {
  $ref?: string;
  title?: string;
  description?: string;
  enum?: string[];
  properties?: { [name: string]: Part };
  $defs?: { [name: string]: Part };
  oneOf?: Part[];
  discriminator?: { propertyName: string };
  additionalProperties?: boolean;
  'x-en'?: { title?: string; description?: string };
  'x-values'?: { [value: string]: { ru: string; en: string } };
  'x-name'?: string;
}

const folder = resolve(import.meta.dirname, '../../../definitions/schema');
const files = globSync('**/*.schema.json', { cwd: folder }).sort();
const read = (file: string): Part => JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Part;
const cyrillic = /[а-яё]/i;

function assertWords(part: Part, where: string): void {
  expect.soft(part.title, `${where} has a title`).toBeTruthy();
  expect.soft(part.description, `${where} is described in Russian`).toMatch(cyrillic);
  expect.soft(part['x-en']?.title, `${where} has an English title`).toBeTruthy();
  expect.soft(part['x-en']?.description, `${where} is described in English`).toBeTruthy();
  expect.soft(part['x-en']?.description ?? '', `${where}: the English description is English`).not.toMatch(cyrillic);
}

describe('the language of definitions', () => {
  test.each(files)('%s describes itself and every property in Russian and English', (file) => {
    const schema = read(file);
    assertWords(schema, file);
    for (const [name, property] of Object.entries({ ...schema.properties, ...schema.$defs })) {
      const described =
        property.$ref !== undefined && property.title === undefined ? resolved(property.$ref, file) : property;
      assertWords(described, `${file} ${name}`);
    }
  });

  test.each(files)('%s says a word for every enumerated value', (file) => {
    const schema = read(file);
    for (const part of [schema, ...Object.values(schema.properties ?? {})]) {
      if (part.enum === undefined) continue;
      expect(Object.keys(part['x-values'] ?? {})).toEqual(part.enum);
    }
  });

  test.each(files)('%s refuses unknown properties where it declares any', (file) => {
    const schema = read(file);
    if (schema.properties !== undefined) expect(schema.additionalProperties).toBe(false);
  });

  test('every branch of a discriminated union is a reference to an object that names its type', () => {
    for (const file of files) {
      const schema = read(file);
      if (schema.discriminator === undefined) continue;
      for (const branch of schema.oneOf ?? []) {
        const target = resolved(branch.$ref ?? '', file) as Part & { required?: string[] };
        expect(target.required, `${file} ${branch.$ref}`).toContain('type');
        expect(target.properties?.['type'], `${file} ${branch.$ref}`).toHaveProperty('const');
      }
    }
  });
});

function resolved(reference: string, from: string): Part {
  const [path = '', pointer = ''] = reference.split('#');
  const schema = read(resolve('/', from, '..', path).slice(1));
  return pointer
    .split('/')
    .filter(Boolean)
    .reduce<unknown>((at, key) => (at as { [key: string]: unknown })[key], schema) as Part;
}
