import { type Env, mayString, spend } from './env.ts';
import { FeelFunction } from './function.ts';
import { isNum, numberText } from './number.ts';
import { FeelRange } from './range.ts';
import { temporalText } from './temporal/text.ts';
import { isTemporal } from './temporal/values.ts';
import type { Context } from './value.ts';

/** FEEL's text of a value; text inside lists and contexts is quoted. */
export function textOf(env: Env, value: unknown, nested = false): string {
  spend(env, 1);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return nested ? JSON.stringify(value) : value;
  if (typeof value === 'boolean') return String(value);
  if (isNum(value)) return numberText(value);
  if (isTemporal(value)) return temporalText(value);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelRange) {
    const end = (of: unknown): string => textOf(env, of, true);
    return `${value.startIncluded ? '[' : '('}${end(value.start)} .. ${end(value.end)}${value.endIncluded ? ']' : ')'}`;
  }
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => textOf(env, item, true))
    : Object.entries(value as Context).map(([name, member]) => `${keyText(name)}: ${textOf(env, member, true)}`);
  mayString(
    env,
    parts.reduce((sum, part) => sum + part.length + 2, 2),
  );
  return Array.isArray(value) ? `[${parts.join(', ')}]` : `{${parts.join(', ')}}`;
}

function keyText(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : JSON.stringify(name);
}
