import { type BothLanguages, words } from './codes/code-description.ts';
import type { JsonCode } from './codes.ts';
import type { JsonLimits } from './hostile-json.ts';
import { pointer } from './pointer.ts';

export interface Finding {
  code: JsonCode;
  pointer: string;
  /** Offset of the character in the text. */
  offset: number;
  details: { [name: string]: string | number | BothLanguages };
}

interface Level {
  object: boolean;
  keys: Set<string>;
  key: string | number;
}

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

const wanted: { [expected in Expected]: BothLanguages } = {
  value: words('ожидается значение', 'a value is expected'),
  valueOrEnd: words('ожидается значение или ]', 'a value or ] is expected'),
  key: words('ожидается ключ в кавычках', 'a quoted key is expected'),
  keyOrEnd: words('ожидается ключ в кавычках или }', 'a quoted key or } is expected'),
  colon: words('ожидается двоеточие', 'a colon is expected'),
  commaOrEnd: words('ожидается запятая или закрывающая скобка', 'a comma or a closing bracket is expected'),
  nothing: words('после конца есть лишний текст', 'there is text after the end'),
};

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const space = /[ \t\n\r]*/y;
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor']);

/**
 * Reads JSON without building it and without recursion: depth, size, keys and syntax are judged first, so that
 * `JSON.parse` only ever sees text that is harmless. Undefined: nothing to complain about.
 */
export function scan(source: string, limits: JsonLimits): Finding | undefined {
  const levels: Level[] = [];
  let expected = 'value' as Expected;
  let position = 0;
  let values = 0;

  const here = (): string => {
    const atKey = expected === 'key' || expected === 'keyOrEnd';
    return pointer(...(atKey ? levels.slice(0, -1) : levels).map((level) => level.key));
  };
  const finding = (code: JsonCode, details: Finding['details'], where = here()): Finding => ({
    code,
    pointer: where,
    offset: position,
    details,
  });
  const wrong = (problem: BothLanguages = wanted[expected]): Finding => finding('json.syntax', { problem });
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(source)?.[0];
  };
  const valueDone = (): void => {
    expected = levels.length === 0 ? 'nothing' : 'commaOrEnd';
  };

  for (;;) {
    position += match(space)?.length ?? 0;
    const character = source[position];
    if (character === undefined) return expected === 'nothing' ? undefined : wrong();
    const level = levels.at(-1);

    if (expected === 'key' || expected === 'keyOrEnd') {
      if (character === '}' && expected === 'keyOrEnd') {
        levels.pop();
        position += 1;
        valueDone();
        continue;
      }
      const quoted = character === '"' ? match(text) : undefined;
      if (quoted === undefined || level === undefined) return wrong();
      const key = JSON.parse(quoted) as string;
      if (forbiddenKeys.has(key))
        return finding('json.forbiddenKey', { key }, pointer(...levels.slice(0, -1).map((outer) => outer.key), key));
      level.key = key;
      if (level.keys.has(key))
        return finding('json.duplicateKey', { key }, pointer(...levels.map((outer) => outer.key)));
      level.keys.add(key);
      position += quoted.length;
      expected = 'colon';
    } else if (expected === 'colon') {
      if (character !== ':') return wrong();
      position += 1;
      expected = 'value';
    } else if (expected === 'commaOrEnd') {
      if (level === undefined) return wrong();
      if (character === ',') {
        if (typeof level.key === 'number') level.key += 1;
        expected = level.object ? 'key' : 'value';
      } else if (character === (level.object ? '}' : ']')) {
        levels.pop();
        valueDone();
      } else return wrong();
      position += 1;
    } else if (expected === 'nothing') {
      return wrong();
    } else if (character === ']' && expected === 'valueOrEnd') {
      levels.pop();
      position += 1;
      valueDone();
    } else {
      values += 1;
      if (values > limits.values)
        return finding('json.tooLarge', { limit: words(`${limits.values} значений`, `${limits.values} values`) });
      if (character === '{' || character === '[') {
        if (levels.length >= limits.depth) return finding('json.tooDeep', { limit: limits.depth });
        levels.push({ object: character === '{', keys: new Set(), key: character === '{' ? '' : 0 });
        position += 1;
        expected = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
        continue;
      }
      const token = character === '"' ? match(text) : (match(number) ?? match(literal));
      if (token === undefined)
        return wrong(
          character === '"'
            ? words(
                'строка не закрыта или содержит недопустимый знак',
                'the string is not closed or holds a character that is not allowed',
              )
            : undefined,
        );
      if (character !== '"' && !Number.isFinite(Number(token)) && !literalToken(token)) {
        return finding('json.notJson', { problem: words('число слишком велико', 'the number is too large') });
      }
      position += token.length;
      valueDone();
    }
  }
}

function literalToken(token: string): boolean {
  return token === 'true' || token === 'false' || token === 'null';
}
