import type { Pattern, ReadPattern } from './pattern-syntax.ts';

/** One place in a pattern where a character is read, and where reading may go on. */
export interface Automaton {
  /** By position: the characters it takes, as bits over `alphabet`. */
  takes: readonly bigint[];
  /** By position: positions that may follow. */
  follows: readonly ReadonlySet<number>[];
  /** Pairs `from * positions + to` that can be followed in more than one way. */
  doubled: ReadonlySet<number>;
}

const largest = { positions: 400, exactCopies: 64 };

/** What makes a pattern too much to be judged, or unsafe before any loop is looked at. */
export type TooMuch = 'large' | 'forks' | 'emptyCopies';

/** Ways to go on that the same text leaves open, all choices and options multiplied: as a power of two. */
const mostForks = 16;

interface Fragment {
  first: Set<number>;
  last: Set<number>;
  nullable: boolean;
}

/**
 * The position automaton (Glushkov's) of a pattern as a backtracking matcher runs it: without `^` it begins anywhere,
 * without `$` the first match ends it. `unroll` writes out exact repetitions; otherwise each is a loop, which has more
 * ways to match, never fewer.
 */
export function automatonOf({ pattern, fromStart, toEnd }: ReadPattern, unroll: boolean): Automaton | TooMuch {
  const takes: bigint[] = [];
  const follows: Set<number>[] = [];
  const doubled = new Set<string>();
  const classes = new Map<string, bigint>();
  const alphabet = alphabetOf(pattern);
  let forks = 0;
  let emptyCopies = false;

  const position = (source: string): number => {
    const known = classes.get(source) ?? bitsOf(source, alphabet);
    classes.set(source, known);
    takes.push(known);
    follows.push(new Set());
    return takes.length - 1;
  };
  const connect = (from: ReadonlySet<number>, to: ReadonlySet<number>): void => {
    for (const a of from) {
      for (const b of to) {
        const next = follows[a];
        if (next?.has(b)) doubled.add(`${a} ${b}`);
        next?.add(b);
      }
    }
  };
  const nothing = (): Fragment => ({ first: new Set(), last: new Set(), nullable: true });
  const join = (left: Fragment, right: Fragment): Fragment => {
    connect(left.last, right.first);
    return {
      first: left.nullable ? new Set([...left.first, ...right.first]) : left.first,
      last: right.nullable ? new Set([...left.last, ...right.last]) : right.last,
      nullable: left.nullable && right.nullable,
    };
  };
  const build = (node: Pattern): Fragment => {
    if (takes.length > largest.positions) return nothing();
    switch (node.kind) {
      case 'empty':
        return nothing();
      case 'characters': {
        const at = position(node.source);
        return { first: new Set([at]), last: new Set([at]), nullable: false };
      }
      case 'sequence':
        return node.parts.reduce<Fragment>((before, part) => join(before, build(part)), nothing());
      case 'choice': {
        const parts = node.parts.map(build);
        if (overlap(parts)) forks += Math.log2(parts.length);
        return {
          first: new Set(parts.flatMap(({ first }) => [...first])),
          last: new Set(parts.flatMap(({ last }) => [...last])),
          nullable: parts.some(({ nullable }) => nullable),
        };
      }
      case 'repeat':
        return repeat(node.part, node.least, node.most);
    }
  };
  const repeat = (part: Pattern, least: number, most: number): Fragment => {
    if (most === 0) return nothing();
    if (most === 1) {
      if (least === 0) forks += 1;
      return least === 0 ? { ...build(part), nullable: true } : build(part);
    }
    if (unroll && least === most && least <= largest.exactCopies) {
      let whole = nothing();
      for (let copy = 0; copy < least; copy += 1) whole = join(whole, build(part));
      if (whole.nullable && whole.first.size > 0) emptyCopies = true;
      return whole;
    }
    // Many copies behave like a loop: that errs on the side of refusing.
    const looped = build(part);
    if (looped.nullable && least > 1) emptyCopies = true;
    connect(looped.last, looped.first);
    return { ...looped, nullable: looped.nullable || least === 0 };
  };
  const overlap = (parts: readonly Fragment[]): boolean => {
    let seen = 0n;
    return parts.some(({ first }) => {
      const starts = [...first].reduce((bits, at) => bits | (takes[at] ?? 0n), 0n);
      const shared = (seen & starts) !== 0n;
      seen |= starts;
      return shared;
    });
  };

  let whole = build(pattern);
  if (!fromStart) {
    const anything = repeat({ kind: 'characters', source: '[^]' }, 0, Infinity);
    whole = join(anything, whole);
  }
  if (takes.length > largest.positions) return 'large';
  if (emptyCopies) return 'emptyCopies';
  if (unroll && forks > mostForks) return 'forks';
  if (!toEnd) {
    for (const at of whole.last) follows[at]?.clear();
  }
  const count = takes.length;
  const pairs = [...doubled].map((pair) => pair.split(' ').map(Number) as [number, number]);
  const kept = pairs.filter(([from, to]) => follows[from]?.has(to) === true);
  return { takes, follows, doubled: new Set(kept.map(([from, to]) => from * count + to)) };
}

/** Characters that tell the classes of a pattern apart: ASCII, Cyrillic, samples of other scripts, and what it names. */
function alphabetOf(pattern: Pattern): string[] {
  const points = new Set<number>();
  for (let point = 0; point < 0x80; point += 1) points.add(point);
  for (let point = 0x400; point < 0x460; point += 1) points.add(point);
  for (const sample of '\u00a0\u00aa\u00b2\u00bd\u00c9\u00e9\u00df\u0130\u0301\u0661\u05d0\u0e01\u2028\u2019\u2013\u2116\u20bd\u3042\u4e2d\u{1f600}\u{10ffff}')
    points.add(sample.codePointAt(0) ?? 0);
  const visit = (node: Pattern): void => {
    if (node.kind === 'characters') {
      for (const named of node.source) for (const near of [-1, 0, 1]) points.add((named.codePointAt(0) ?? 0) + near);
    } else if (node.kind === 'repeat') visit(node.part);
    else if (node.kind !== 'empty') for (const part of node.parts) visit(part);
  };
  visit(pattern);
  return [...points]
    .filter((point) => point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff))
    .map((point) => String.fromCodePoint(point));
}

function bitsOf(source: string, alphabet: readonly string[]): bigint {
  const one = new RegExp(`^(?:${source})$`, 'u');
  return alphabet.reduce((bits, sample, index) => (one.test(sample) ? bits | (1n << BigInt(index)) : bits), 0n);
}
