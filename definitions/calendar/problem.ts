import type { ProblemCode } from './problem-messages.ts';
import { problemMessages } from './problem-messages.ts';
import type { Words } from './regime.ts';

/** Why nothing was done: a stable code, a JSON pointer into what was asked, a sentence that says what to do. */
export interface Problem {
  code: ProblemCode;
  pointer: string;
  message: { ru: string; en: string };
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function fine<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Whatever came in, as a few safe words: it may be an object without a `toString`. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value).slice(0, 200);
  return Array.isArray(value) ? '[…]' : '(…)';
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'ru' in value && 'en' in value;
}

export function refuse(
  code: ProblemCode,
  pointer: string,
  values: { [name: string]: unknown } = {},
): { ok: false; problem: Problem } {
  const [ru, en] = problemMessages[code];
  const fill = (text: string, lang: 'ru' | 'en') =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return shown(isWords(value) ? value[lang] : value);
    });
  return { ok: false, problem: { code, pointer, message: { ru: fill(ru, 'ru'), en: fill(en, 'en') } } };
}
