import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CheckContext } from '../../../definitions/validation/index.ts';

/** A small change of the minimal definition, and the issues it must lead to: these and no others. */
export interface Fixture {
  /** JSON as text instead of a definition. */
  text?: string;
  /** Text made by repeating a piece, for what is too large to write down. */
  repeat?: { open: string; close: string; times: number };
  remove?: string[];
  set?: { [pointer: string]: unknown };
  /** Appended; an element without a title is titled by its id. */
  elements?: { [property: string]: unknown }[];
  flows?: unknown[];
  /** An object of many equal members `p0`, `p1` ... */
  many?: { pointer: string; times: number; value: unknown };
  context?: CheckContext;
  issues: [code: string, pointer: string][];
}

const folder = resolve(import.meta.dirname, 'fixtures');

export const fixtureNames = globSync('*.json', { cwd: folder })
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

export function readFixture(name: string): Fixture {
  return JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8')) as Fixture;
}

/** A definition nothing is wrong with: start, one user task with a deadline, end. */
export function minimalDefinition(): { [property: string]: unknown } {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, 'minimal.json'), 'utf8')) as {
    [property: string]: unknown;
  };
}

export function changedDefinition(fixture: Fixture): unknown {
  const definition = minimalDefinition();
  for (const pointer of fixture.remove ?? []) change(definition, pointer, undefined);
  const elements = definition['elements'] as unknown[];
  elements.push(
    ...(fixture.elements ?? []).map((element) => ({ ...element, title: element['title'] ?? { ru: element['id'] } })),
  );
  (definition['flows'] as unknown[]).push(...(fixture.flows ?? []));
  for (const [pointer, value] of Object.entries(fixture.set ?? {})) change(definition, pointer, value);
  const { many } = fixture;
  if (many !== undefined) {
    const members = Array.from({ length: many.times }, (_, index) => [`p${index}`, many.value]);
    change(definition, many.pointer, Object.fromEntries(members));
  }
  return definition;
}

function change(definition: unknown, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as { [key: string]: unknown })[key], definition) as {
    [key: string]: unknown;
  };
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}
