import { type BothLanguages, words } from '../codes/code-description.ts';

/** A regular expression as a tree. Assertions are left out: without them there are more ways to match, never fewer. */
export type Pattern =
  | { kind: 'empty' }
  /** One character of a class, as source of a regular expression. */
  | { kind: 'characters'; source: string }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; parts: Pattern[] }
  | { kind: 'repeat'; part: Pattern; least: number; most: number };

export interface ReadPattern {
  pattern: Pattern;
  /** Every way begins with ^, ends with $. */
  fromStart: boolean;
  toEnd: boolean;
}

/** What the interpreter's regular expressions can do and data schemas may not. */
export class UnsupportedPattern extends Error {
  readonly problem: BothLanguages;
  constructor(problem: BothLanguages) {
    super(problem.en);
    this.problem = problem;
  }
}

const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
const escape = /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|.)/suy;
const character = /[^]/uy;
const group = /\((?:\?(?::|<[^=!>][^>]*>|))?/y;

/** Reads a pattern that JavaScript accepts (flag `u`). Throws UnsupportedPattern on look-around and back references. */
export function readPattern(source: string): ReadPattern {
  let position = 0;
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = position;
    const found = expression.exec(source) ?? undefined;
    position += found?.[0].length ?? 0;
    return found;
  };

  const choice = (top: boolean): { pattern: Pattern; starts: boolean[]; ends: boolean[] } => {
    const parts: Pattern[] = [];
    const starts: boolean[] = [];
    const ends: boolean[] = [];
    for (;;) {
      const found = sequence();
      parts.push(found.pattern);
      starts.push(found.start);
      ends.push(found.end);
      if (source[position] !== '|') break;
      position += 1;
    }
    if (!top) position += 1; // the closing bracket
    const [single] = parts;
    return { pattern: parts.length === 1 && single !== undefined ? single : { kind: 'choice', parts }, starts, ends };
  };

  const sequence = (): { pattern: Pattern; start: boolean; end: boolean } => {
    const parts: Pattern[] = [];
    const begin = position;
    let end = false;
    while (position < source.length && source[position] !== '|' && source[position] !== ')') {
      const at = position;
      const atom = term();
      end = source.slice(at, position) === '$';
      parts.push(quantified(atom));
    }
    return { pattern: { kind: 'sequence', parts }, start: source[begin] === '^', end };
  };

  const quantified = (part: Pattern): Pattern => {
    const found = take(quantifier);
    if (found === undefined) return part;
    const [text, least, comma, most] = found;
    if (least !== undefined) {
      const to = comma === undefined ? Number(least) : most === '' || most === undefined ? Infinity : Number(most);
      return { kind: 'repeat', part, least: Number(least), most: to };
    }
    return { kind: 'repeat', part, least: text.startsWith('+') ? 1 : 0, most: text.startsWith('?') ? 1 : Infinity };
  };

  const term = (): Pattern => {
    const next = source[position];
    if (next === '^' || next === '$') {
      position += 1;
      return { kind: 'empty' };
    }
    if (next === '(') {
      if (/^\(\?<?[=!]/.test(source.slice(position, position + 4))) {
        throw new UnsupportedPattern(words('просмотр вперёд и назад', 'look-around'));
      }
      if (take(group) === undefined || source[position] === '?')
        throw new UnsupportedPattern(words('особые группы', 'special groups'));
      return choice(false).pattern;
    }
    if (next === '[') return { kind: 'characters', source: characterClass() };
    if (next === '\\') {
      const [text = ''] = take(escape) ?? [];
      if (text === '\\b' || text === '\\B') return { kind: 'empty' };
      if (/^\\[1-9k]/.test(text)) throw new UnsupportedPattern(words('обратные ссылки', 'back references'));
      return { kind: 'characters', source: text };
    }
    const [text = ''] = take(character) ?? [];
    return { kind: 'characters', source: text === '.' ? '.' : literal(text) };
  };

  const characterClass = (): string => {
    const begin = position;
    position += 1;
    while (position < source.length && source[position] !== ']') take(source[position] === '\\' ? escape : character);
    position += 1;
    return source.slice(begin, position);
  };

  const { pattern, starts, ends } = choice(true);
  return { pattern, fromStart: starts.every(Boolean), toEnd: ends.every(Boolean) };
}

function literal(text: string): string {
  return /[/{}[\]()*+?.\\^$|]/.test(text) ? `\\${text}` : text;
}
