import { type BothLanguages, words } from '../codes/code-description.ts';
import type { IssueCode } from '../codes.ts';
import { type Automaton, automatonOf, type TooMuch } from './pattern-automaton.ts';
import { readPattern, UnsupportedPattern } from './pattern-syntax.ts';

export type PatternVerdict = { code?: undefined } | { code: IssueCode; problem: BothLanguages };

const longest = 500;
/** Steps of the proof itself. */
const patience = 300_000;

const tooMuch: { [why in TooMuch]: BothLanguages } = {
  large: words('слишком много повторений', 'too many repetitions'),
  forks: words('слишком много развилок', 'too many ways to go on'),
  emptyCopies: words('повторяется то, что может быть пустым', 'what may be empty is repeated'),
};

/**
 * Whether a backtracking matcher needs time linear in the text. It does unless a loop can read the same text in two
 * ways (exponential), or text can be shared between two loops in many ways (polynomial): both are ambiguities of the
 * position automaton and are looked for in its products.
 */
export function judgePattern(source: string): PatternVerdict {
  try {
    new RegExp(source, 'u');
  } catch {
    return { code: 'jsonSchema.pattern', problem: words('не разбирается', 'it does not parse') };
  }
  if (source.length > longest) return unsafe(words(`длиннее ${longest} знаков`, `longer than ${longest} characters`));
  try {
    const read = readPattern(source);
    const looped = automatonOf(read, false);
    const unrolled = automatonOf(read, true);
    if (typeof looped === 'string') return unsafe(tooMuch[looped]);
    if (typeof unrolled === 'string') return unsafe(tooMuch[unrolled]);
    return exponential(looped) ?? polynomial(unrolled) ?? {};
  } catch (problem) {
    if (problem instanceof UnsupportedPattern) return { code: 'unsupported.pattern', problem: problem.problem };
    throw problem;
  }
}

function unsafe(problem: BothLanguages): PatternVerdict {
  return { code: 'jsonSchema.unsafePattern', problem };
}

const patienceLost = (): PatternVerdict => unsafe(words('слишком сложен, чтобы проверить', 'too complex to be judged'));

/** Whether a loop can read the same text in two ways. */
function exponential(automaton: Automaton): PatternVerdict | undefined {
  const { doubled } = automaton;
  const { count, loops, within, next, taking } = loopsOf(automaton);
  for (const pair of doubled) {
    if (within(Math.floor(pair / count), pair % count))
      return unsafe(words('повторение внутри повторения', 'a repetition inside a repetition'));
  }
  let steps = 0;
  const readsTwice = (loop: number): boolean => {
    const seen = new Set<number>();
    const todo: [left: number, right: number, parted: boolean][] = [[loop, loop, false]];
    for (let state = todo.pop(); state !== undefined && steps <= patience; state = todo.pop()) {
      const [left, right, parted] = state;
      for (const a of next(left)) {
        for (const b of next(right)) {
          steps += 1;
          if (!within(a, loop) || !within(b, loop) || (taking(a) & taking(b)) === 0n) continue;
          const apart = parted || a !== b;
          if (apart && a === loop && b === loop) return true;
          const key = (a * count + b) * 2 + (apart ? 1 : 0);
          if (seen.has(key)) continue;
          seen.add(key);
          todo.push([a, b, apart]);
        }
      }
    }
    return false;
  };
  const found = loops.some(readsTwice);
  if (found)
    return unsafe(
      words('повторение читает одно и то же разными способами', 'a repetition reads the same text in several ways'),
    );
  return steps > patience ? patienceLost() : undefined;
}

/** Whether some text leads from a loop to itself, from it to another loop, and from that one to itself. */
function polynomial(automaton: Automaton): PatternVerdict | undefined {
  const { count, loops, within, next, taking } = loopsOf(automaton);
  let steps = 0;
  const share = (one: number, other: number): boolean => {
    const seen = new Set<number>();
    const todo: [first: number, middle: number, last: number][] = [[one, one, other]];
    for (let state = todo.pop(); state !== undefined && steps <= patience; state = todo.pop()) {
      const [first, middle, last] = state;
      for (const a of next(first)) {
        if (!within(a, one)) continue;
        for (const c of next(last)) {
          const both = taking(a) & taking(c);
          if (!within(c, other) || both === 0n) continue;
          for (const b of next(middle)) {
            steps += 1;
            if ((both & taking(b)) === 0n) continue;
            if (a === one && b === other && c === other) return true;
            const key = (a * count + b) * count + c;
            if (seen.has(key)) continue;
            seen.add(key);
            todo.push([a, b, c]);
          }
        }
      }
    }
    return false;
  };
  const found = loops.some((one) => loops.some((other) => one !== other && share(one, other)));
  if (found)
    return unsafe(
      words('соседние повторения делят один и тот же текст', 'neighbouring repetitions share the same text'),
    );
  return steps > patience ? patienceLost() : undefined;
}

function loopsOf({ takes, follows }: Automaton) {
  const component = components(follows);
  const within = (at: number, loop: number): boolean => component[at] === component[loop];
  return {
    count: takes.length,
    loops: [...takes.keys()].filter((at) => [...(follows[at] ?? [])].some((following) => within(following, at))),
    within,
    next: (at: number): ReadonlySet<number> => follows[at] ?? new Set(),
    taking: (at: number): bigint => takes[at] ?? 0n,
  };
}

/** The strongly connected component of each position (Tarjan's algorithm, without recursion). */
function components(follows: readonly ReadonlySet<number>[]): number[] {
  const index: number[] = [];
  const low: number[] = [];
  const component: number[] = [];
  const stack: number[] = [];
  let counter = 0;
  for (const start of follows.keys()) {
    if (index[start] !== undefined) continue;
    const walk: { at: number; rest: Iterator<number> }[] = [];
    const open = (at: number): void => {
      index[at] = counter;
      low[at] = counter;
      counter += 1;
      stack.push(at);
      walk.push({ at, rest: (follows[at] ?? new Set<number>()).values() });
    };
    open(start);
    for (let top = walk.at(-1); top !== undefined; top = walk.at(-1)) {
      const { at, rest } = top;
      const { value: next, done } = rest.next();
      if (done !== true) {
        if (index[next] === undefined) open(next);
        else if (component[next] === undefined) low[at] = Math.min(low[at] ?? 0, index[next]);
        continue;
      }
      walk.pop();
      const outer = walk.at(-1);
      if (outer !== undefined) low[outer.at] = Math.min(low[outer.at] ?? 0, low[at] ?? 0);
      if (low[at] !== index[at]) continue;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component[member] = at;
        if (member === at) break;
      }
    }
  }
  return component;
}
