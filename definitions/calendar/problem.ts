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

export function refuse(
  code: ProblemCode,
  pointer: string,
  values: { [name: string]: string | number | Words } = {},
): { ok: false; problem: Problem } {
  const [ru, en] = problemMessages[code];
  const fill = (text: string, lang: 'ru' | 'en') =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'object' ? value[lang] : String(value);
    });
  return { ok: false, problem: { code, pointer, message: { ru: fill(ru, 'ru'), en: fill(en, 'en') } } };
}
