import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../../definitions/feel/index.ts';

function test(pattern: string, text: string, flags = ''): boolean | string {
  const matcher = matcherOf(pattern, flags);
  return matcher.ok ? matcher.pattern.test(text) : matcher.message;
}

/** Patterns that both engines know, small enough that the native one can't run away. */
const piece: fc.Arbitrary<string> = fc.letrec((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '\\b', '1'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([x, y]) => `${x}${y}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([x, y]) => `(?:${x}|${y})`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?')).map(([x, q]) => `(${x})${q}`),
  ),
})).pattern as fc.Arbitrary<string>;

describe('a pattern', () => {
  it('matches what the native engine matches', () => {
    fc.assert(
      fc.property(
        piece,
        fc.string({ unit: fc.constantFrom('a', 'b', '1', '\n', ' '), maxLength: 8 }),
        (pattern, text) => {
          // Repeating what has no width is refused here and pointless there.
          const matcher = matcherOf(pattern);
          if (!matcher.ok) return;
          const native = new RegExp(pattern, 'u');
          expect(matcher.pattern.test(text)).toBe(native.test(text));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('replaces what the native engine replaces', () => {
    fc.assert(
      fc.property(piece, fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 8 }), (pattern, text) => {
        const matcher = matcherOf(pattern);
        // Repeating what may match nothing is the one thing the two see differently, as RE2 does.
        if (!matcher.ok || matcher.pattern.test('') || /\*\?|[?*]\)|\\b|[$^]/.test(pattern)) return;
        expect(
          matcher.pattern.replace(
            text,
            '<$0>',
            () => {},
            () => {},
          ),
        ).toBe(text.replace(new RegExp(pattern, 'gu'), '<$&>'));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['(a+)+$', `${'a'.repeat(5_000)}!`],
    ['(a|aa)+$', `${'a'.repeat(5_000)}!`],
    ['^(.*a){20}$', 'a'.repeat(2_000)],
    ['(x+x+)+y', 'x'.repeat(5_000)],
  ])('takes time by the length of the text, not more: %s', (pattern, text) => {
    const began = performance.now();
    test(pattern, text);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it.each([
    ['(a)\\1', /Back-references/],
    ['a(?=b)', /Look-around/],
    ['(?<n>a)', /Look-around/],
    ['a{2,1}', /quantity/],
    ['a{5000}', /quantity/],
    ['(((((a{99}){99}){99})))', /too large/],
    ['[z-a]', /range/],
    ['(a', /not closed/],
    ['*', /Nothing to repeat/],
    ['\\p{Nothing}', /property/],
  ])('is refused when no bounded time can be promised or it is wrong: %s', (pattern, message) => {
    expect(test(pattern, 'a')).toMatch(message);
  });

  it.each<[string, string, string, boolean]>([
    ['^ПРИВЕТ$', 'привет', 'i', true],
    ['a.b', 'a\nb', '', false],
    ['a.b', 'a\nb', 's', true],
    ['^b$', 'a\nb\nc', 'm', true],
    ['a b # c', 'ab#c', 'x', true],
    ['a.b', 'a.b', 'q', true],
    ['a.b', 'axb', 'q', false],
    ['[\\p{L}-[ё]]', 'ё', '', false],
    ['^[А-Яа-яЁё\\s-]+$', 'Ёлкина-Иванова Анна', '', true],
    ['^\\i\\c*$', 'имя-1', '', true],
  ])('%s on %j with flags "%s" is %s', (pattern, text, flags, expected) => {
    expect(test(pattern, text, flags)).toBe(expected);
  });
});
