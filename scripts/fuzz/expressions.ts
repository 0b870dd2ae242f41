import { builtinNames } from '../../definitions/feel/index.ts';
import type { Random } from './random.ts';

/** Expressions that want too much: time, memory, depth, or a regular expression that backtracks for ever. */
export const greedy: readonly string[] = [
  'count(1..1000000000)',
  'for i in 1..1000000000 return i',
  'sum(for i in 1..1000000, j in 1..1000000 return i * j)',
  'some i in 1..1000000000 satisfies i < 0',
  'every i in 1..1000000000 satisfies i > 0',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
  'replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a|aa)+b", "x")',
  'split("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "(x*)*y")',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaa", "(a?){30}a{30}")',
  '{ f: function(n) f(n + 1), r: f(0) }.r',
  '{ f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("ab", 60) }.r',
  '9 ** 9 ** 9 ** 9',
  '2 ** -999999999',
  '1e400 * 1e400',
  'string join(for i in 1..100000 return "long text of many letters")',
  'for i in 1..5000 return for j in 1..5000 return for k in 1..5000 return [i, j, k]',
  'distinct values(for i in 1..10000 return i)',
  'sort(for i in 1..10000 return 10000 - i, function(a, b) a < b)',
  'flatten([[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]])',
  'date("9999-12-31") + duration("P999999999Y")',
  'for i in 1..10000 return string(i) + string(i)',
  'union([1], for i in 1..9999 return i, for i in 1..9999 return -i)',
  `${'('.repeat(3000)}1${')'.repeat(3000)}`,
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
  `${'-'.repeat(5000)}1`,
  `${'not('.repeat(1500)}true${')'.repeat(1500)}`,
  `${'if true then '.repeat(700)}1${' else 2'.repeat(700)}`,
  `1${' + 1'.repeat(2400)}`,
  `a${'.b'.repeat(3000)}`,
  'substring("текст", 1, 999999999999)',
  'decimal(1/3, 999999)',
  'range("[1..1000000000]")',
];

const names = [
  'n',
  'text',
  'list',
  'person',
  'ready',
  'unknown',
  'case',
  'parameters',
  'partial',
  'item',
  '__proto__',
  'constructor',
  'длина',
];
const literals = [
  '0',
  '1',
  '-1',
  '0.1',
  '1e3',
  '"a"',
  '"Ё"',
  '""',
  'true',
  'false',
  'null',
  '[]',
  '[1,2,3]',
  '{}',
  '{a: 1}',
  '@"2026-03-02"',
  '@"P1D"',
  '@"PT1H"',
  '1..5',
  '"\\u0000"',
];
const operators = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', 'instance of'];
const functions = [...builtinNames.keys()];
const noise = '()[]{}",.:;@<>=+-*/ \n\t\\абвxyz019#$%^&|~`?!\u0000\ud83d';

/** Text of the grammar, mostly meaningful, nested at most `depth`. */
export function anExpression(random: Random, depth = 4): string {
  if (depth === 0 || random.chance(0.2)) return random.chance(0.4) ? random.pick(names) : random.pick(literals);
  const inner = (): string => anExpression(random, depth - 1);
  switch (random.below(11)) {
    case 0:
    case 1:
      return `(${inner()}) ${random.pick(operators)} (${inner()})`;
    case 2:
      return `if ${inner()} then ${inner()} else ${inner()}`;
    case 3:
      return `for i in ${inner()} return ${inner()}`;
    case 4:
      return `${random.pick(['some', 'every'])} i in ${inner()} satisfies ${inner()}`;
    case 5:
    case 6:
      return `${random.pick(functions)}(${Array.from({ length: random.below(4) }, inner).join(', ')})`;
    case 7:
      return `(${inner()})[${inner()}]`;
    case 8:
      return `(${inner()}).${random.pick(names)}`;
    case 9:
      return `{ a: ${inner()}, "b c": ${inner()}, f: function(x) ${inner()} }`;
    default:
      return `${inner()} between ${inner()} and ${inner()}`;
  }
}

/** Any of the kinds of expression there are: of the grammar, damaged, noise, greedy. */
export function someExpression(random: Random): string {
  const kind = random.next();
  if (kind < 0.6) return anExpression(random, 1 + random.below(5));
  if (kind < 0.8) return damaged(random, anExpression(random));
  if (kind < 0.97) return Array.from({ length: random.below(60) }, () => random.pick([...noise])).join('');
  return random.pick(greedy);
}

function damaged(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const cut = random.below(4);
  return text.slice(0, at) + (random.chance(0.5) ? random.pick([...noise]) : '') + text.slice(at + cut);
}
