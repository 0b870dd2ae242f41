import { describe, expect, it } from 'vitest';
import { namesIn } from '../../../definitions/feel/index.ts';

describe('the names in an expression', () => {
  it.each<[string, string[], string[]]>([
    ['decision.kind = "x" and n > 2', ['decision.kind', 'n'], []],
    ['for i in list return i + partial[1] + n', ['list', 'n'], []],
    ['some i in a satisfies i > b', ['a', 'b'], []],
    ['function(a) a + b', ['b'], []],
    ['{ a: n, b: a + c }', ['n', 'c'], []],
    ['count(list[item.id = n])', ['list', 'n'], ['count']],
    ['дата решения + duration("P1D")', ['дата решения'], ['duration']],
  ])('%s reads %j and calls %j', (expression, reads, calls) => {
    const names = namesIn(expression);
    expect(names?.reads.map(({ name, path }) => [name, ...path].join('.'))).toEqual(reads);
    expect(names?.calls).toEqual(calls);
  });

  it('are marked where a filter may find them in its items', () => {
    expect(namesIn('rows[kind = wanted]')?.reads).toEqual([
      { name: 'rows', path: [], inFilter: false },
      { name: 'kind', path: [], inFilter: true },
      { name: 'wanted', path: [], inFilter: true },
    ]);
  });

  it('are unknown where there is no expression', () => {
    expect(namesIn('1 +')).toBeUndefined();
  });
});
