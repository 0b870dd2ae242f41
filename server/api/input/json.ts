import { problem } from '../problem/problem.ts';
import { duplicateKey } from './duplicate-key.ts';
import { escapePointer } from './pointer.ts';

/** Bounds of a JSON body, checked before anything else looks at it. */
export interface JsonLimits {
  depth: number;
  values: number;
}

export const defaultJsonLimits: JsonLimits = { depth: 64, values: 50_000 };

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON body without trusting it: UTF-8 only, bounded depth before parsing (a deep body would exhaust the stack
 * of whoever walks it), no key given twice (readers disagree on which wins), no key that reaches a prototype, no
 * character PostgreSQL can't store, no number that would silently change.
 */
export function readJson(body: Buffer, limits: JsonLimits = defaultJsonLimits): unknown {
  if (body.length === 0) throw problem('request.emptyBody');
  const text = decode(body);
  if (deeperThan(text, limits.depth)) {
    throw problem('request.tooDeep', {
      detail: { ru: `Допустимо уровней: ${limits.depth}`, en: `At most ${limits.depth} levels` },
    });
  }
  const value = parse(text);
  const twice = duplicateKey(text);
  if (twice !== undefined) throw problem('request.duplicateKey', { pointer: twice });
  inspect(value, limits.values);
  return value;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw problem('request.malformedJson', { detail: { ru: 'Кодировка не UTF-8', en: 'The encoding is not UTF-8' } });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? String(text.length);
    throw problem('request.malformedJson', {
      detail: { ru: `Ошибка у символа ${position}`, en: `Broken at character ${position}` },
      extensions: { position: Number(position) },
    });
  }
}

function deeperThan(text: string, depth: number): boolean {
  let open = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++open > depth) return true;
    } else if (character === '}' || character === ']') open--;
  }
  return false;
}

/** Depth is bounded by now, so that recursion is safe. */
function inspect(value: unknown, limit: number): void {
  let seen = 0;
  const visit = (current: unknown, pointer: string): void => {
    if (++seen > limit) {
      throw problem('request.tooManyValues', { detail: { ru: `Допустимо: ${limit}`, en: `At most ${limit}` } });
    }
    if (typeof current === 'string') inspectText(current, pointer);
    else if (typeof current === 'number') inspectNumber(current, pointer);
    else if (Array.isArray(current)) current.forEach((item, index) => visit(item, `${pointer}/${index}`));
    else if (typeof current === 'object' && current !== null) {
      for (const key of Object.keys(current)) {
        const at = `${pointer}/${escapePointer(key)}`;
        if (forbiddenKeys.has(key)) throw problem('request.forbiddenKey', { pointer: at });
        inspectText(key, at);
        visit((current as { [key: string]: unknown })[key], at);
      }
    }
  };
  visit(value, '');
}

/** U+0000 and lone surrogates are legal in JSON and refused by PostgreSQL: better said here than as a fault there. */
export function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

function inspectText(text: string, pointer: string): void {
  if (!isStorableText(text)) throw problem('request.forbiddenCharacter', { pointer });
}

function inspectNumber(value: number, pointer: string): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw problem('request.unsafeNumber', { pointer });
  }
}
