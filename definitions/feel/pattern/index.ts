import { assemble, type Machine, run } from './machine.ts';
import { type Flags, parsePattern } from './parse.ts';
import { PatternError } from './syntax.ts';

/**
 * Regular expressions of definitions: matched without backtracking, in time bounded by pattern and text. The native
 * engine never sees them.
 */
export type Matcher = { ok: true; pattern: SafePattern } | { ok: false; message: string };

const MAX_PATTERN = 2_000;
const KEPT = 1_000;
const cache = new Map<string, Matcher>();

/** `flags`: i, s, m, x, q as in XPath. */
export function matcherOf(pattern: string, flags = ''): Matcher {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const matcher = build(pattern, flags);
  if (cache.size >= KEPT) for (const oldest of cache.keys()) if (cache.delete(oldest)) break;
  cache.set(key, matcher);
  return matcher;
}

function build(pattern: string, flags: string): Matcher {
  if (pattern.length > MAX_PATTERN)
    return { ok: false, message: `A pattern is at most ${MAX_PATTERN} characters long` };
  if (!/^[ismxq]*$/.test(flags)) return { ok: false, message: `"${flags.slice(0, 20)}": flags are i, s, m, x and q` };
  const has = (flag: string): boolean => flags.includes(flag);
  const parsed: Flags = { i: has('i'), s: has('s'), m: has('m'), x: has('x'), q: has('q') };
  try {
    const { piece, groups } = parsePattern(pattern, parsed);
    return { ok: true, pattern: new SafePattern(assemble(piece), groups, parsed) };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, message: `"${pattern.slice(0, 60)}": ${error.message}` };
    throw error;
  }
}

type Meter = (steps: number) => void;
const free: Meter = () => {};

interface Found {
  start: number;
  end: number;
  groups: (string | undefined)[];
}

export class SafePattern {
  private readonly machine: Machine;
  private readonly groups: number;
  private readonly flags: Flags;

  constructor(machine: Machine, groups: number, flags: Flags) {
    this.machine = machine;
    this.groups = groups;
    this.flags = flags;
  }

  /** Does it match anywhere in the text? */
  test(text: string, meter: Meter = free): boolean {
    return run(this.machine, pointsOf(text), 0, this.flags.m, meter) !== undefined;
  }

  /** Every match replaced; `$1` stands for a group, `\$` for itself. Undefined: the pattern matches nothing at all, or the replacement is wrong. */
  replace(text: string, replacement: string, meter: Meter, size: (length: number) => void): string | undefined {
    if (this.test('', meter)) return undefined;
    const made = this.flags.q ? () => replacement : this.templateOf(replacement);
    if (!made) return undefined;
    const points = pointsOf(text);
    let result = '';
    let last = 0;
    for (const found of this.matches(points, meter)) {
      result += textOf(points, last, found.start) + made(found);
      size(result.length);
      last = found.end;
    }
    result += textOf(points, last, points.length);
    size(result.length);
    return result;
  }

  split(text: string, meter: Meter, size: (length: number) => void): string[] {
    const points = pointsOf(text);
    const parts: string[] = [];
    let last = 0;
    for (const found of this.matches(points, meter)) {
      if (found.end === found.start) continue;
      parts.push(textOf(points, last, found.start));
      size(parts.length);
      last = found.end;
    }
    parts.push(textOf(points, last, points.length));
    return parts;
  }

  /** The texts of all matches. */
  all(text: string, meter: Meter, size: (length: number) => void): string[] {
    const points = pointsOf(text);
    const found: string[] = [];
    for (const { start, end } of this.matches(points, meter)) {
      found.push(textOf(points, start, end));
      size(found.length);
    }
    return found;
  }

  private *matches(points: readonly number[], meter: Meter): Generator<Found> {
    for (let from = 0; from <= points.length; ) {
      const saved = run(this.machine, points, from, this.flags.m, meter);
      if (!saved) return;
      const [start = 0, end = 0] = saved;
      const groups = Array.from({ length: this.groups + 1 }, (_group, index) => {
        const [open = -1, close = -1] = [saved[index * 2], saved[index * 2 + 1]];
        return open < 0 || close < 0 ? undefined : textOf(points, open, close);
      });
      yield { start, end, groups };
      from = end > start ? end : end + 1;
    }
  }

  private templateOf(replacement: string): ((found: Found) => string) | undefined {
    const parts: (string | number)[] = [];
    for (let at = 0; at < replacement.length; at++) {
      const character = replacement[at] ?? '';
      const following = replacement[at + 1] ?? '';
      if (character === '\\') {
        if (following !== '\\' && following !== '$') return undefined;
        parts.push(following);
        at++;
      } else if (character === '$') {
        if (!/\d/.test(following)) return undefined;
        let digits = following;
        at++;
        // As many digits as still name a group.
        while (/\d/.test(replacement[at + 1] ?? '') && Number(digits + replacement[at + 1]) <= this.groups)
          digits += replacement[++at];
        parts.push(Number(digits));
      } else {
        parts.push(character);
      }
    }
    return ({ groups }) => parts.map((part) => (typeof part === 'number' ? (groups[part] ?? '') : part)).join('');
  }
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function textOf(points: readonly number[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCodePoint(points[at] ?? 0);
  return text;
}
