import { type Env, mayList, mayString, spend, wrong } from '../env.ts';
import { type Num, wholeOf } from '../number.ts';
import { matcherOf } from '../pattern/index.ts';
import { textOf } from '../text.ts';
import { isNull } from '../value.ts';
import { define } from './define.ts';

/** Positions and lengths count characters as people see them in Unicode, not halves of them. */
function characters(env: Env, text: string): string[] {
  spend(env, Math.ceil(text.length / 10));
  return Array.from(text);
}

function pattern(env: Env, text: string, flags: string | null | undefined): ReturnType<typeof matcherOf> {
  const matcher = matcherOf(text, flags ?? '');
  if (!matcher.ok) wrong(env, 'feel.evaluation', matcher.message);
  return matcher;
}

/** Work of the matcher counts as steps of the expression. */
function meter(env: Env): (steps: number) => void {
  return (steps) => spend(env, Math.ceil(steps / 10));
}

export const stringFunctions = [
  define(
    'substring(string: string, start position: number, length?: number)',
    (env: Env, text: string, position: Num, length?: Num | null) => {
      const all = characters(env, text);
      const start = wholeOf(position);
      const count = isNull(length) ? all.length : wholeOf(length);
      if (start === undefined || start === 0 || count === undefined || count < 0 || Math.abs(start) > all.length)
        return start === undefined || start === 0 ? null : '';
      const from = start > 0 ? start - 1 : all.length + start;
      return all.slice(from, from + count).join('');
    },
  ),
  define('string length(string: string)', (env: Env, text: string) => characters(env, text).length),
  define('upper case(string: string)', (env: Env, text: string) => {
    mayString(env, text.length);
    return text.toUpperCase();
  }),
  define('lower case(string: string)', (env: Env, text: string) => {
    mayString(env, text.length);
    return text.toLowerCase();
  }),
  define('trim(string: string)', (env: Env, text: string) => {
    mayString(env, text.length);
    return text.trim();
  }),
  define('substring before(string: string, match: string)', (_env: Env, text: string, match: string) => {
    const at = text.indexOf(match);
    return at < 0 ? '' : text.slice(0, at);
  }),
  define('substring after(string: string, match: string)', (_env: Env, text: string, match: string) => {
    const at = text.indexOf(match);
    return at < 0 ? '' : text.slice(at + match.length);
  }),
  define('contains(string: string, match: string)', (env: Env, text: string, match: string) => {
    spend(env, Math.ceil(text.length / 100));
    return text.includes(match);
  }),
  define('starts with(string: string, match: string)', (_env: Env, text: string, match: string) =>
    text.startsWith(match),
  ),
  define('ends with(string: string, match: string)', (_env: Env, text: string, match: string) => text.endsWith(match)),
  define(
    'matches(input: string, pattern: string, flags?: string)',
    (env: Env, text: string, expression: string, flags?: string | null) => {
      const matcher = pattern(env, expression, flags);
      return matcher.ok ? matcher.pattern.test(text, meter(env)) : null;
    },
  ),
  define(
    'replace(input: string, pattern: string, replacement: string, flags?: string)',
    (env: Env, text: string, expression: string, replacement: string, flags?: string | null) => {
      const matcher = pattern(env, expression, flags);
      if (!matcher.ok) return null;
      const result = matcher.pattern.replace(text, replacement, meter(env), (length) => mayString(env, length));
      return (
        result ??
        wrong(
          env,
          'feel.evaluation',
          `replace: "${replacement}" is not a replacement, or "${expression}" matches nothing`,
        )
      );
    },
  ),
  define('split(string: string, delimiter: string)', (env: Env, text: string, delimiter: string) => {
    const matcher = pattern(env, delimiter, '');
    return matcher.ok ? matcher.pattern.split(text, meter(env), (length) => mayList(env, length)) : null;
  }),
  define(
    'extract(input: string, pattern: string, flags?: string)',
    (env: Env, text: string, expression: string, flags?: string | null) => {
      const matcher = pattern(env, expression, flags);
      return matcher.ok ? matcher.pattern.all(text, meter(env), (length) => mayList(env, length)) : null;
    },
  ),
  define(
    'string join(list: list, delimiter?: string, prefix?: string, suffix?: string)',
    (env: Env, list: unknown[], delimiter?: string | null, prefix?: string | null, suffix?: string | null) => {
      const texts = list.filter((item) => !isNull(item));
      if (!texts.every((item) => typeof item === 'string'))
        return wrong(env, 'feel.type', 'string join: every item must be text');
      const between = delimiter ?? '';
      const length =
        texts.reduce((sum, text) => sum + text.length + between.length, 0) +
        (prefix ?? '').length +
        (suffix ?? '').length;
      mayString(env, length);
      spend(env, texts.length);
      return (prefix ?? '') + texts.join(between) + (suffix ?? '');
    },
  ),
  define('string(from: any)', (env: Env, value: unknown) => (isNull(value) ? null : textOf(env, value))),
  define('is blank(string: string)', (_env: Env, text: string) => text.trim() === ''),
];
