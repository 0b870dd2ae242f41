import { anyCase, between, either, escapedSet, not, propertySet } from './sets.ts';
import { type CharacterSet, PatternError, type Piece } from './syntax.ts';

export interface Flags {
  /** Letters in any case. */
  i: boolean;
  /** A dot is also a line end. */
  s: boolean;
  /** `^` and `$` also at line ends. */
  m: boolean;
  /** White space in the pattern means nothing. */
  x: boolean;
  /** The pattern is plain text. */
  q: boolean;
}

const MAX_REPEAT = 1_000;
const MAX_NESTING = 100;

/** Parses what XPath and ECMAScript have in common. What needs backtracking (references, look-around) is refused. */
export function parsePattern(pattern: string, flags: Flags): { piece: Piece; groups: number } {
  const parser = new PatternParser(Array.from(pattern), flags);
  const piece = flags.q ? parser.plain() : parser.all();
  return { piece, groups: parser.groups };
}

const controls: { [letter: string]: number } = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

class PatternParser {
  groups = 0;
  private at = 0;
  private nesting = 0;
  private readonly text: readonly string[];
  private readonly flags: Flags;

  constructor(text: readonly string[], flags: Flags) {
    this.text = text;
    this.flags = flags;
  }

  plain(): Piece {
    return { piece: 'sequence', of: this.text.map((character) => this.set(this.one(character.codePointAt(0) ?? 0))) };
  }

  all(): Piece {
    const piece = this.choice();
    if (this.at < this.text.length) throw new PatternError(`Unexpected "${this.text[this.at]}"`);
    return piece;
  }

  private choice(): Piece {
    if (++this.nesting > MAX_NESTING) throw new PatternError('The pattern nests too deep');
    const branches = [this.sequence()];
    while (this.take('|')) branches.push(this.sequence());
    this.nesting--;
    return branches.length === 1 && branches[0] ? branches[0] : { piece: 'choice', of: branches };
  }

  private sequence(): Piece {
    const of: Piece[] = [];
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek())
      of.push(this.repeated());
    return of.length === 1 && of[0] ? of[0] : { piece: 'sequence', of };
  }

  private repeated(): Piece {
    let piece = this.atom();
    for (;;) {
      const bounds = this.bounds();
      if (!bounds) return piece;
      if (piece.piece === 'repeat' || piece.piece === 'assert') throw new PatternError('Nothing to repeat');
      piece = { piece: 'repeat', of: piece, ...bounds, lazy: this.take('?') };
    }
  }

  private bounds(): { min: number; max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.take('?')) return { min: 0, max: 1 };
    if (this.peek() !== '{') return undefined;
    const close = this.text.indexOf('}', this.at);
    const found = close < 0 ? null : /^(\d{1,5})(,(\d{0,5}))?$/.exec(this.text.slice(this.at + 1, close).join(''));
    if (!found) throw new PatternError('A quantity looks like {2,5}');
    this.at = close + 1;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY;
    if (min > max || min > MAX_REPEAT || (max > MAX_REPEAT && max !== Number.POSITIVE_INFINITY))
      throw new PatternError(`A quantity is at most ${MAX_REPEAT}`);
    return { min, max };
  }

  private atom(): Piece {
    const character = this.next();
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.set(this.characterClass());
      case '.':
        return this.set(this.flags.s ? () => true : (point) => point !== 10 && point !== 13);
      case '^':
        return { piece: 'assert', what: 'start' };
      case '$':
        return { piece: 'assert', what: 'end' };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
      case '{':
        throw new PatternError('Nothing to repeat');
      default:
        return this.set(this.one(character.codePointAt(0) ?? 0));
    }
  }

  private group(): Piece {
    let index = 0;
    if (this.take('?')) {
      if (!this.take(':')) throw new PatternError('Look-around and named groups are not supported');
    } else {
      index = ++this.groups;
    }
    const of = this.choice();
    if (!this.take(')')) throw new PatternError('A parenthesis is not closed');
    return index === 0 ? of : { piece: 'group', index, of };
  }

  private escape(): Piece {
    const letter = this.next();
    if (/[1-9]/.test(letter))
      throw new PatternError('Back-references are not supported: no bounded time can be promised for them');
    if (letter === 'b') return { piece: 'assert', what: 'boundary' };
    if (letter === 'B') return { piece: 'assert', what: 'notBoundary' };
    return this.set(this.escaped(letter));
  }

  /** What a backslash and a letter stand for. */
  private escaped(letter: string): CharacterSet {
    const set = escapedSet(letter);
    if (set) return set;
    if (letter === 'p' || letter === 'P') {
      const close = this.text.indexOf('}', this.at);
      if (this.peek() !== '{' || close < 0) throw new PatternError('A property looks like \\p{L}');
      const name = this.text.slice(this.at + 1, close).join('');
      this.at = close + 1;
      return letter === 'p' ? propertySet(name) : not(propertySet(name));
    }
    return this.one(this.escapedPoint(letter));
  }

  private escapedPoint(letter: string): number {
    const digits = letter === 'x' ? 2 : letter === 'u' && this.peek() !== '{' ? 4 : 0;
    if (digits > 0) return this.hexadecimal(this.text.slice(this.at, (this.at += digits)).join(''), digits);
    if (letter === 'u') {
      const close = this.text.indexOf('}', this.at);
      const code = close < 0 ? '' : this.text.slice(this.at + 1, close).join('');
      this.at = close + 1;
      return this.hexadecimal(code, code.length);
    }
    const control = controls[letter];
    if (control !== undefined) return control;
    if (/[\p{L}\p{N}]/u.test(letter)) throw new PatternError(`\\${letter} means nothing`);
    return letter.codePointAt(0) ?? 0;
  }

  private hexadecimal(code: string, digits: number): number {
    const point = Number.parseInt(code, 16);
    if (!/^[0-9a-fA-F]{1,6}$/.test(code) || code.length !== digits || point > 0x10ffff)
      throw new PatternError(`"${code}" is no code of a character`);
    return point;
  }

  /** `[a-z]`, `[^a-z]`, and XML's difference `[a-z-[aeiou]]`. */
  private characterClass(): CharacterSet {
    if (++this.nesting > MAX_NESTING) throw new PatternError('The pattern nests too deep');
    const negated = this.take('^');
    const sets: CharacterSet[] = [];
    let without: CharacterSet | undefined;
    for (let first = true; ; first = false) {
      const character = this.nextInClass();
      if (character === ']' && !first) break;
      if (character === ']' && sets.length === 0 && this.peek() === undefined)
        throw new PatternError('A class is not closed');
      if (character === '-' && this.peek() === '[' && !first) {
        this.at++;
        without = this.characterClass();
        if (this.nextInClass() !== ']') throw new PatternError('A difference ends its class');
        break;
      }
      sets.push(this.classMember(character));
    }
    this.nesting--;
    const set = negated ? not(either(sets)) : either(sets);
    return without ? (point) => set(point) && !without(point) : set;
  }

  private classMember(character: string): CharacterSet {
    let from = character.codePointAt(0) ?? 0;
    if (character === '\\') {
      const letter = this.nextInClass();
      if (letter !== 'b' && (escapedSet(letter) || letter === 'p' || letter === 'P')) return this.escaped(letter);
      from = letter === 'b' ? 8 : this.escapedPoint(letter);
    }
    const following = this.text[this.at + 1];
    if (this.peek() !== '-' || following === ']' || following === '[' || following === undefined) return this.one(from);
    this.at++;
    const end = this.nextInClass();
    const to = end === '\\' ? this.escapedPoint(this.nextInClass()) : (end.codePointAt(0) ?? 0);
    if (to < from) throw new PatternError('A range goes upwards');
    return this.flags.i ? anyCase(between(from, to)) : between(from, to);
  }

  private one(point: number): CharacterSet {
    const set: CharacterSet = (other) => other === point;
    return this.flags.i ? anyCase(set) : set;
  }

  private set(set: CharacterSet): Piece {
    return { piece: 'set', set };
  }

  private skip(): void {
    while (this.flags.x && /^\s$/.test(this.text[this.at] ?? '')) this.at++;
  }

  private peek(): string | undefined {
    this.skip();
    return this.text[this.at];
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at++;
    return true;
  }

  private next(): string {
    const character = this.peek();
    if (character === undefined) throw new PatternError('The pattern ends too early');
    this.at++;
    return character;
  }

  private nextInClass(): string {
    const character = this.text[this.at];
    if (character === undefined) throw new PatternError('A class is not closed');
    this.at++;
    return character;
  }
}
