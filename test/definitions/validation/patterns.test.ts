import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePattern } from '../../../definitions/validation/json-schema/pattern.ts';

const safe = [
  '^[а-яА-ЯёЁ -]{1,200}$',
  '^\\d{10}$',
  '^(?:\\d{10}|\\d{12})$',
  '^[A-Z]{2}-\\d{6}-\\d{4}$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^\\+7\\d{10}$',
  '^[^@\\s]+@[^@\\s]+$',
  '^(\\d{3}-)*\\d$',
  '^[\\p{L}\\p{N} .,-]*$',
  '^(?:[А-Я][а-я]+)(?:[ -][А-Я][а-я]+)*$',
  '^\\s*\\d+\\s*$',
  '^(ab|cd)+$',
  '\\S',
  '^$',
  '',
];

const unsafe = [
  '^(a+)+$',
  '^(a*)*$',
  '^(a|a)*$',
  '^(a|aa)+$',
  '^(\\w+\\s?)*$',
  '^(?:[a-z0-9]+-?)*[a-z0-9]+$',
  '^(?:\\d{1,50}){1,50}$',
  '^(a?){50}$',
  `^${'a?'.repeat(40)}b$`,
  `^${'(a|a)'.repeat(40)}b$`,
  '^a*a*$',
  '^(.*)(.*)$',
  '^\\s*[^@]+@x$',
  'a+b',
  '(x+x+)+y',
  'x'.repeat(501),
];

describe('patterns in data schemas', () => {
  test.each(safe)('%s is proven to take linear time', (pattern) => {
    expect(judgePattern(pattern)).toEqual({});
  });

  test.each(unsafe)('%s is refused', (pattern) => {
    expect(judgePattern(pattern)).toMatchObject({ code: 'jsonSchema.unsafePattern' });
  });

  test.each(['^(?=a)b', '(?<!a)b', '(a)\\1', '(?<n>a)\\k<n>'])(
    '%s is not supported, which is not the same as wrong',
    (pattern) => {
      expect(judgePattern(pattern)).toMatchObject({ code: 'unsupported.pattern' });
    },
  );

  test.each(['[', '(a', 'a{2,1}', '\\p{Nonsense}', '*'])('%s is not a pattern', (pattern) => {
    expect(judgePattern(pattern)).toMatchObject({ code: 'jsonSchema.pattern' });
  });

  test('whatever is accepted reads three thousand adverse characters at once, and whatever is made up is judged', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '.', '\\w', '(?:a|b)', '(?:a|ab)', '(?:ab?)', 'b?');
    const repeated = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{2,}', '{1,3}'))
      .map(([part, times]) => part + (part.endsWith('?') ? '' : times));
    const grouped = fc
      .tuple(fc.array(repeated, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '*', '+', '{3}'))
      .map(([parts, times]) => `(?:${parts.join('')})${times}`);
    const pattern = fc
      .array(fc.oneof(repeated, grouped), { minLength: 1, maxLength: 4 })
      .map((parts) => `^${parts.join('')}$`);
    const texts = ['a', 'b', 'ab', 'aab'].map((pump) => `${pump.repeat(3_000 / pump.length)}!`);
    let accepted = 0;
    fc.assert(
      fc.property(pattern, (source) => {
        if (judgePattern(source).code !== undefined) return;
        accepted += 1;
        // The best of three: the machine may be busy, a pattern that backtracks is never fast.
        const times = [1, 2, 3].map(() => {
          const started = performance.now();
          for (const text of texts) new RegExp(source, 'u').test(text);
          return performance.now() - started;
        });
        expect(Math.min(...times), source).toBeLessThan(200);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(50);
  }, 30_000);
});
