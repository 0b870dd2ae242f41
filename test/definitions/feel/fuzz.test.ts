import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, namesIn, parses, toPlain } from '../../../definitions/feel/index.ts';
import { randomExpression } from './random.ts';

const context = {
  n: 3,
  x: 'aab',
  list: [1, 2, 3, null, 'a'],
  ctx: { a: 1, b: { c: [1] } },
  flag: true,
  text: `${'a'.repeat(40)}!`,
  day: '2026-03-02',
  'a-b': 7,
};
const limits = { expressionSteps: 20_000, expressionDepth: 100, listSize: 1_000, stringSize: 10_000 };

describe('any text as an expression', () => {
  it('is refused or evaluated to a value that can be written out, never thrown', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000_000 }), (seed) => {
        const expression = randomExpression(seed);
        const found = evaluate(expression, context, { at: '2026-03-02T09:00:00.000Z', zone: 'Europe/Moscow', limits });
        if (found.ok) JSON.stringify(toPlain(found.value));
        expect(namesIn(expression) !== undefined).toBe(parses(expression));
        expect(found.ok || /^feel\./.test(found.code)).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  }, 60_000);

  it('even if it is no FEEL at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (expression) => {
        evaluate(expression, context, { at: '2026-03-02T09:00:00.000Z', zone: 'Europe/Moscow', limits });
      }),
      { numRuns: 500 },
    );
  });
});
