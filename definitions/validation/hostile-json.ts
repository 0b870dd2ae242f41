import type { BothLanguages } from './codes/code-description.ts';
import { words } from './codes/code-description.ts';
import type { JsonCode } from './codes.ts';
import { issue } from './issue.ts';
import { type Finding, forbiddenKeys, scan } from './json-scan.ts';
import { pointer } from './pointer.ts';

/** Bounds of what is read at all. */
export interface JsonLimits {
  /** Characters of the text. */
  characters: number;
  /** Objects and lists within each other. */
  depth: number;
  /** Values of any kind. */
  values: number;
}

export const defaultJsonLimits: JsonLimits = { characters: 4_000_000, depth: 100, values: 400_000 };

/** Why JSON was refused. Line and column count from 1 and are there when the JSON came as text. */
export interface JsonProblem {
  code: JsonCode;
  pointer: string;
  message: BothLanguages;
  remedy: BothLanguages;
  line?: number;
  column?: number;
}

export type ParsedJson = { ok: true; value: unknown } | { ok: false; problem: JsonProblem };

/** Parses text from outside: refuses what is too deep, too large, ambiguous (keys given twice) or tampers with prototypes. */
export function parseJson(text: string, limits: JsonLimits = defaultJsonLimits): ParsedJson {
  if (text.length > limits.characters) {
    const limit = words(`${limits.characters} знаков`, `${limits.characters} characters`);
    return { ok: false, problem: problem({ code: 'json.tooLarge', pointer: '', details: { limit } }) };
  }
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const source = text.slice(start);
  const finding = scan(source, limits);
  if (finding === undefined) return { ok: true, value: JSON.parse(source) };
  const before = source.slice(0, finding.offset);
  const line = before.split('\n').length;
  const column = finding.offset - before.lastIndexOf('\n') + (line === 1 ? start : 0);
  return {
    ok: false,
    problem: { ...problem({ ...finding, details: { ...finding.details, line, column } }), line, column },
  };
}

/** The same guard for a value somebody else has parsed. Undefined: harmless JSON. */
export function hostileValue(value: unknown, limits: JsonLimits = defaultJsonLimits): JsonProblem | undefined {
  const seen = new Set<object>();
  let values = 0;
  const todo: { value: unknown; keys: readonly (string | number)[]; leave?: object }[] = [{ value, keys: [] }];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (item.leave !== undefined) {
      seen.delete(item.leave);
      continue;
    }
    const where = item.keys;
    values += 1;
    if (values > limits.values) {
      return problem({
        code: 'json.tooLarge',
        pointer: pointer(...where),
        details: { limit: words(`${limits.values} значений`, `${limits.values} values`) },
      });
    }
    const current = item.value;
    if (typeof current !== 'object' || current === null) {
      const reason = notJson(current);
      if (reason !== undefined)
        return problem({ code: 'json.notJson', pointer: pointer(...where), details: { problem: reason } });
      continue;
    }
    if (item.keys.length >= limits.depth)
      return problem({ code: 'json.tooDeep', pointer: pointer(...where), details: { limit: limits.depth } });
    if (seen.has(current)) {
      return problem({
        code: 'json.notJson',
        pointer: pointer(...where),
        details: { problem: words('значение содержит само себя', 'the value holds itself') },
      });
    }
    const list = Array.isArray(current);
    const prototype: unknown = Object.getPrototypeOf(current);
    if (!list && prototype !== Object.prototype && prototype !== null) {
      return problem({
        code: 'json.notJson',
        pointer: pointer(...where),
        details: { problem: words('это не простой объект', 'this is not a plain object') },
      });
    }
    seen.add(current);
    todo.push({ value: undefined, keys: item.keys, leave: current });
    for (const key of Object.keys(current)) {
      if (forbiddenKeys.has(key))
        return problem({ code: 'json.forbiddenKey', pointer: pointer(...item.keys, key), details: { key } });
      const inner = (current as { [key: string]: unknown })[key];
      if (inner === undefined && !list) continue; // JSON drops such members
      todo.push({ value: inner, keys: [...item.keys, list ? Number(key) : key] });
    }
  }
  return undefined;
}

function notJson(value: unknown): BothLanguages | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return undefined;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : words('число не конечно', 'the number is not finite');
  }
  return words(`тип ${typeof value}`, `type ${typeof value}`);
}

function problem(finding: Omit<Finding, 'offset'>): JsonProblem {
  const { message, remedy } = issue(finding.code, finding.pointer, finding.details);
  return { code: finding.code, pointer: finding.pointer, message, remedy };
}
