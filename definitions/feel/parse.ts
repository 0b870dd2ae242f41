import { parser, trackVariables } from 'lezer-feel';
import { read, ReadError } from './read.ts';
import type { Syntax } from './syntax.ts';

export type Parsed = { ok: true; syntax: Syntax } | { ok: false; code: 'feel.syntax' | 'feel.limit'; message: string };

/** Longest expression that is looked at. */
const MAX_LENGTH = 5_000;
/** Brackets in one another: the parser's time grows with their square. */
const MAX_BRACKETS = 80;
const KEPT = 5_000;
const cache = new Map<string, Parsed>();

const plain = parser.configure({ top: 'Expression', contextTracker: trackVariables({}) });

/**
 * Parses an expression. `names` are variables whose names hold operators or quotes (`a-b`, `Mike's`): only with them
 * known can such a name be told from a difference. What was parsed is kept.
 */
export function parse(expression: string, names: readonly string[] = []): Parsed {
  const key = names.length === 0 ? expression : `${expression}\n${JSON.stringify(names)}`;
  const known = cache.get(key);
  if (known) return known;
  const parsed = parseAnew(expression, names);
  if (cache.size >= KEPT) for (const oldest of cache.keys()) if (cache.delete(oldest)) break;
  cache.set(key, parsed);
  return parsed;
}

function parseAnew(expression: string, names: readonly string[]): Parsed {
  if (typeof expression !== 'string') return { ok: false, code: 'feel.syntax', message: 'An expression is text' };
  if (expression.length > MAX_LENGTH) {
    return { ok: false, code: 'feel.limit', message: `The expression is longer than ${MAX_LENGTH} characters` };
  }
  if (bracketsIn(expression) > MAX_BRACKETS) {
    return { ok: false, code: 'feel.limit', message: `More than ${MAX_BRACKETS} brackets are open at once` };
  }
  try {
    const configured =
      names.length === 0
        ? plain
        : parser.configure({
            top: 'Expression',
            contextTracker: trackVariables(Object.fromEntries(names.map((name) => [name, 1]))),
          });
    return { ok: true, syntax: read(configured.parse(expression).topNode, expression) };
  } catch (error) {
    if (error instanceof ReadError) return { ok: false, code: error.code, message: error.message.slice(0, 300) };
    return { ok: false, code: 'feel.syntax', message: 'The expression can not be read' };
  }
}

/** Where the parser first stumbles, from 0; 0 also for what is too long or nests too deep to be looked at. */
export function firstErrorIn(expression: string): number {
  if (expression.length > MAX_LENGTH || bracketsIn(expression) > MAX_BRACKETS) return 0;
  let position: number | undefined;
  try {
    plain.parse(expression).iterate({
      enter({ type, from }) {
        if (type.isError) position ??= from;
      },
    });
  } catch {
    // The stack ran out: there is no better answer.
  }
  return position ?? 0;
}

/** How many brackets are open at once, at most; those in literals count too. */
function bracketsIn(text: string): number {
  let open = 0;
  let most = 0;
  for (const character of text) {
    if (character === '(' || character === '[' || character === '{') most = Math.max(most, ++open);
    else if (character === ')' || character === ']' || character === '}') open = Math.max(0, open - 1);
  }
  return most;
}

/** Is the text an expression at all? */
export function parses(expression: string): boolean {
  return parse(expression).ok;
}
