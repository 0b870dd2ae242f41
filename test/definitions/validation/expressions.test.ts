import { describe, expect, test } from 'vitest';
import { readExpression } from '../../../definitions/validation/expressions/read-expression.ts';

function names(source: string): string[] {
  const read = readExpression(source);
  return read.ok
    ? read.reads.map(({ name, path, inFilter }) => [name, ...path].join('.') + (inFilter ? '?' : ''))
    : [`error at ${read.position}`];
}

describe('names an expression takes from outside', () => {
  test.each([
    ['amount * 1.2 > limit', ['amount', 'limit']],
    ['applicant.address.city = "Казань"', ['applicant.address.city']],
    ['case.dueAt.review', ['case.dueAt.review']],
    ['for fee in fees return fee.amount + surcharge', ['fees', 'surcharge']],
    ['some d in documents satisfies d.kind = wanted', ['documents', 'wanted']],
    ['for i in 1..n, j in i..m return i * j', ['n', 'm']],
    ['sort(list, function(a, b) a.x < b.x)', ['list']],
    ['{ total: price * count, tax: total * rate }.tax', ['price', 'count', 'rate']],
    ['items[price > limit]', ['items', 'price?', 'limit?']],
    ['string length(comment) > 0', ['comment']],
    ['if decided then outcome else "none"', ['decided', 'outcome']],
    ['date("2026-04-24") + duration("P3D")', []],
    ['x in (low..high)', ['x', 'low', 'high']],
    ['решение = "отказать"', ['решение']],
    ['a +', ['error at 4']],
    ['(a', ['error at 3']],
  ])('%s', (source, expected) => {
    expect(names(source)).toEqual(expected);
  });
});
