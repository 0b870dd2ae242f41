import { identifierChecks } from '../../identifiers/index.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import type { IssueCode } from '../codes.ts';
import type { Details } from '../issue.ts';
import { pointer } from '../pointer.ts';
import { inPlace, type KeywordValue, keywords, types } from './keywords.ts';
import { judgePattern } from './pattern.ts';

export interface SchemaProblem {
  code: IssueCode;
  /** Into the schema. */
  pointer: string;
  details: Details;
}

const limits = { depth: 20, nodes: 2_000, problems: 50 };

/** Formats whose checks cost time linear in the text, and the identifiers. */
const formats: ReadonlySet<string> = new Set([
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'uuid',
  'ipv4',
  'hostname',
  ...Object.keys(identifierChecks),
]);

type Keys = readonly (string | number)[];

/** Everything that is wrong with a schema of data: a schema is judged here so that judging data by it is safe and exact. */
export function checkSchema(root: unknown): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const references: { keys: Keys; reference: string }[] = [];
  let nodes = 0;

  const report = (code: IssueCode, keys: Keys, details: Details = {}): void => {
    if (problems.length < limits.problems) problems.push({ code, pointer: pointer(...keys), details });
  };
  const invalid = (keys: Keys, problem: BothLanguages): void => report('jsonSchema.invalid', keys, { problem });

  const schemaAt = (schema: unknown, keys: Keys, depth: number): void => {
    nodes += 1;
    if (nodes === limits.nodes + 1) report('jsonSchema.tooLarge', keys, { limit: limits.nodes });
    if (nodes > limits.nodes || typeof schema === 'boolean') return;
    if (depth > limits.depth) {
      report('jsonSchema.tooDeep', keys, { limit: limits.depth });
      return;
    }
    if (!isObject(schema)) {
      invalid(keys, words('схема — это объект, true или false', 'a schema is an object, true or false'));
      return;
    }
    for (const [keyword, value] of Object.entries(schema)) {
      const at = [...keys, keyword];
      const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
      if (kind !== undefined) valueAt(kind, value, at, depth);
      else if (!keyword.startsWith('x-')) report('unsupported.schemaKeyword', at, { keyword });
    }
  };

  const valueAt = (kind: KeywordValue, value: unknown, keys: Keys, depth: number): void => {
    const wrong = shapeProblem(kind, value);
    if (wrong !== undefined) {
      invalid(keys, wrong);
      return;
    }
    if (kind === 'schema') schemaAt(value, keys, depth + 1);
    if (kind === 'schemaList')
      for (const [index, item] of (value as unknown[]).entries()) schemaAt(item, [...keys, index], depth + 1);
    if (kind === 'schemaMap' || kind === 'patternMap') {
      for (const [name, item] of Object.entries(value as object)) {
        if (kind === 'patternMap') patternAt(name, [...keys, name]);
        schemaAt(item, [...keys, name], depth + 1);
      }
    }
    if (kind === 'pattern') patternAt(value as string, keys);
    if (kind === 'format' && !formats.has(value as string))
      report('unsupported.schemaFormat', keys, { format: value as string, allowed: [...formats].join(', ') });
    if (kind === 'reference') references.push({ keys, reference: value as string });
  };

  const patternAt = (pattern: string, keys: Keys): void => {
    const verdict = judgePattern(pattern);
    if (verdict.code !== undefined) report(verdict.code, keys, { pattern, problem: verdict.problem });
  };

  schemaAt(root, [], 0);
  for (const { keys, reference } of references) {
    const target = resolve(root, reference);
    if (target === undefined || (!isObject(target) && typeof target !== 'boolean'))
      report('jsonSchema.ref', keys, { reference });
    else if (endless(root, reference)) report('jsonSchema.refCycle', keys, { reference });
  }
  return problems;
}

function shapeProblem(kind: KeywordValue, value: unknown): BothLanguages | undefined {
  const texts = (list: unknown): boolean =>
    Array.isArray(list) && list.every((item) => typeof item === 'string') && new Set(list).size === list.length;
  switch (kind) {
    case 'text':
    case 'pattern':
    case 'format':
    case 'reference':
      return typeof value === 'string' ? undefined : words('нужен текст', 'text is wanted');
    case 'number':
      return typeof value === 'number' ? undefined : words('нужно число', 'a number is wanted');
    case 'positiveNumber':
      return typeof value === 'number' && value > 0
        ? undefined
        : words('нужно число больше нуля', 'a number above zero is wanted');
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0
        ? undefined
        : words('нужно целое число от нуля', 'a whole number from zero is wanted');
    case 'boolean':
      return typeof value === 'boolean' ? undefined : words('нужно true или false', 'true or false is wanted');
    case 'names':
      return texts(value) ? undefined : words('нужен список разных имён', 'a list of different names is wanted');
    case 'namesMap':
      return isObject(value) && Object.values(value).every(texts)
        ? undefined
        : words('нужен объект со списками имён', 'an object of lists of names is wanted');
    case 'types': {
      const named = Array.isArray(value) ? value : [value];
      const known = named.length > 0 && named.every((name) => typeof name === 'string' && types.has(name));
      return known
        ? undefined
        : words(`нужен тип: ${[...types].join(', ')}`, `a type is wanted: ${[...types].join(', ')}`);
    }
    case 'values':
      return Array.isArray(value) && value.length > 0
        ? undefined
        : words('нужен непустой список значений', 'a list of values, not empty, is wanted');
    case 'schemaList':
      return Array.isArray(value) && value.length > 0
        ? undefined
        : words('нужен непустой список схем', 'a list of schemas, not empty, is wanted');
    case 'schemaMap':
    case 'patternMap':
      return isObject(value) ? undefined : words('нужен объект со схемами', 'an object of schemas is wanted');
    case 'schema':
    case 'anything':
      return undefined;
  }
}

/** What a local reference points to; undefined if it leads nowhere in this document. */
function resolve(root: unknown, reference: string): unknown {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  let at = root;
  for (const key of reference.split('/').slice(1)) {
    const name = decoded(key);
    if (name === undefined || typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as { [name: string]: unknown })[name];
  }
  return at;
}

function decoded(key: string): string | undefined {
  try {
    return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}

/** A reference that comes back to itself while the same data are judged. */
function endless(root: unknown, reference: string): boolean {
  const seen = new Set<unknown>();
  const visit = (schema: unknown): boolean => {
    if (!isObject(schema)) return false;
    if (seen.has(schema)) return schema === start;
    seen.add(schema);
    return Object.entries(schema).some(([keyword, value]) => {
      if (!inPlace.has(keyword)) return false;
      if (keyword === '$ref') return typeof value === 'string' && visit(resolve(root, value));
      if (Array.isArray(value)) return value.some(visit);
      return keyword === 'dependentSchemas' && isObject(value) ? Object.values(value).some(visit) : visit(value);
    });
  };
  const start = resolve(root, reference);
  return visit(start);
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
