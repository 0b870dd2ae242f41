import { describe, expect, it } from 'vitest';
import { evaluate, type FeelOptions, toPlain } from '../../../definitions/feel/index.ts';

const options: FeelOptions = {
  at: '2026-03-02T09:00:00.000Z',
  zone: 'Europe/Moscow',
  limits: { expressionSteps: 100_000, expressionDepth: 200, listSize: 10_000, stringSize: 100_000 },
};
const context = {
  n: 3,
  name: 'Анна',
  list: [1, 2, 3, 4],
  rows: [
    { id: 1, kind: 'a' },
    { id: 2, kind: 'b' },
  ],
  decision: { kind: 'cancel', note: null },
  'дата решения': '2026-01-31',
  'a-b': 7,
  date: '2026-02-01',
};

function value(expression: string): unknown {
  const found = evaluate(expression, context, options);
  return found.ok ? toPlain(found.value) : found.code;
}

describe('FEEL', () => {
  it.each<[string, unknown]>([
    // Numbers are decimal.
    ['0.1 + 0.2 = 0.3', true],
    ['1 / 3 * 3', 1],
    ['2 ** 10', 1024],
    ['10 - 2 * 3', 4],
    ['-n + 1', -2],
    ['9007199254740993 - 1 = 9007199254740992', true],
    ['decimal(1 / 3, 2)', 0.33],
    ['decimal(2.5, 0)', 2],
    ['round half up(2.5, 0)', 3],
    ['round up(-1.1, 0)', -2],
    ['floor(-1.5)', -2],
    ['modulo(-5, 3)', 1],
    ['abs(-3)', 3],
    ['1e3', 1000],
    // Truth.
    ['true and null', null],
    ['false and null', false],
    ['true or null', true],
    ['n > 2 and n < 4', true],
    ['not(n > 2)', false],
    ['if n > 2 then "много" else "мало"', 'много'],
    ['n between 1 and 3', true],
    ['n in [1..3)', false],
    ['n in (1, > 2)', true],
    ['null = null', true],
    ['n = null', false],
    ['n != null', true],
    // Text.
    ['"Зная " + name', 'Зная Анна'],
    ['string length("😀я")', 2],
    ['substring("привет", -3, 2)', 'ве'],
    ['upper case("ёж")', 'ЁЖ'],
    ['contains("заявление", "явле")', true],
    ['substring before("ИНН: 77", ": ")', 'ИНН'],
    ['string join(["a", null, "b"], "-")', 'a-b'],
    ['split("a; b;c", ";\\\\s*")', ['a', 'b', 'c']],
    ['matches("АБ-123456", "^[А-Я]{2}-\\\\d{6}$")', true],
    ['replace("2026-03-02", "(\\\\d+)-(\\\\d+)-(\\\\d+)", "$3.$2.$1")', '02.03.2026'],
    ['string(1.50)', '1.5'],
    ['"\\u0041\\n\\""', 'A\n"'],
    // Lists and contexts.
    ['list[item > 2]', [3, 4]],
    ['list[-1]', 4],
    ['list[9]', null],
    ['rows[id = 2].kind', ['b']],
    ['rows.kind', ['a', 'b']],
    ['rows[1].kind', 'a'],
    ['for i in 1..3, j in [10, 20] return i * j', [10, 20, 20, 40, 30, 60]],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', [1, 1, 2, 6, 24]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['some i in list satisfies i > 3', true],
    ['every i in list satisfies i > 3', false],
    ['{ a: 1, b: a + 1 }.b', 2],
    ['decision.kind', 'cancel'],
    ['decision.missing', null],
    ['sum(list)', 10],
    ['sum(1, 2)', 3],
    ['mean([1, 2, 4.5])', 2.5],
    ['min("b", "a")', 'a'],
    ['sort([3, 1, 2], function(a, b) a > b)', [3, 2, 1]],
    ['distinct values([1, 2, 1])', [1, 2]],
    ['flatten([[1, [2]], 3])', [1, 2, 3]],
    ['index of([1, 2, 1], 1)', [1, 3]],
    ['context put({ a: { b: 1 } }, ["a", "b"], 2)', { a: { b: 2 } }],
    ['get value(decision, "kind")', 'cancel'],
    ['count(get entries({ a: 1, b: 2 }))', 2],
    ['(function(a, b) a + b)(1, b: 2)', 'feel.syntax'],
    ['substring(string: "abc", start position: 2)', 'bc'],
    ['{ f: function(k) if k = 0 then 0 else k + f(k - 1), r: f(10) }.r', 55],
    ['[1, "a"] instance of list<number>', false],
    // Dates.
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['date("2028-02-29") + duration("P1Y")', '2029-02-28'],
    ['date("2026-03-01") - date("2026-02-01")', 'P28D'],
    ['date("2026-03-02").weekday', 1],
    ['day of week(date("2026-03-02"))', 'Monday'],
    ['today()', '2026-03-02'],
    ['now()', '2026-03-02T12:00:00+03:00'],
    ['string(now())', '2026-03-02T12:00:00@Europe/Moscow'],
    ['date("2026-03-01") < today()', true],
    ['date and time("2026-01-01T12:00:00+03:00") = date and time("2026-01-01T09:00:00Z")', true],
    ['(date and time("2026-03-29T01:30:00@Europe/Berlin") + duration("PT1H")).hour', 3],
    ['@"PT36H" + @"PT12H"', 'P2D'],
    ['years and months duration(date("2025-12-31"), date("2026-03-02"))', 'P2M'],
    ['duration("P1D") * 1.5', 'P1DT12H'],
    ['week of year(date("2027-01-01"))', 53],
    ['last day of month(date("2028-02-05"))', '2028-02-29'],
    ['time("10:15:30").minute', 15],
    ['overlaps([1..5], [5..8])', true],
    ['before([1..5), [5..8])', true],
    // Names.
    ['дата решения', '2026-01-31'],
    ['a-b', 7],
    ['n - n', 0],
    ['date(date) = date("2026-02-01")', true],
    ['is defined(nobody)', false],
    ['is defined(n)', true],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['nobody', 'feel.unknownName'],
    ['nobody.kind', 'feel.unknownName'],
    ['nothing such(1)', 'feel.unknownName'],
    ['1 / 0', 'feel.evaluation'],
    ['"1" = 1', 'feel.type'],
    ['n > "2"', 'feel.type'],
    ['n > null', 'feel.type'],
    ['n + "1"', 'feel.type'],
    ['n and true', 'feel.type'],
    ['n.kind', 'feel.type'],
    ['upper case(n)', 'feel.type'],
    ['substring("a")', 'feel.type'],
    ['date("2026-02-30")', 'feel.evaluation'],
    ['date and time("2026-01-01T00:00:00") < now()', 'feel.type'],
    ['matches("a", "(a)\\\\1")', 'feel.evaluation'],
    ['1 +', 'feel.syntax'],
    ['', 'feel.syntax'],
    ['function(a) external { java: {} }', 'feel.syntax'],
    ['for i in 1..1e9 return i', 'feel.limit'],
    ['some i in 1..1000, j in 1..1000 satisfies i + j < 0', 'feel.limit'],
    ['{ f: function(k) f(k + 1), r: f(1) }.r', 'feel.limit'],
    ['{ f: function(s) f(s + s), r: f("ab") }.r', 'feel.limit'],
    [`${'('.repeat(100)}1${')'.repeat(100)}`, 'feel.limit'],
    ['"x"'.padEnd(6_000), 'feel.limit'],
  ])('%s is refused as %s', (expression, code) => {
    expect(value(expression)).toBe(code);
  });

  it('yields null for what is wrong when asked leniently, as tables do', () => {
    expect(evaluate('n > null', context, { ...options, lenient: true })).toEqual({ ok: true, value: null });
    expect(evaluate('nobody', context, { ...options, lenient: true })).toEqual({ ok: true, value: null });
  });

  it('keeps several evaluations within a common budget', () => {
    const budget = { left: 150 };
    const results = Array.from({ length: 4 }, () =>
      evaluate('sum(for i in 1..20 return i)', {}, { ...options, budget }),
    );
    expect(results[0]).toEqual({ ok: true, value: 210 });
    expect(results.at(-1)).toMatchObject({ ok: false, code: 'feel.limit' });
  });

  it('never reaches what objects of the platform inherit', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(value(name)).toBe('feel.unknownName');
      expect(value(`decision.${name}`)).toBe(null);
    }
    const made = evaluate('context([{ key: "__proto__", value: { polluted: true } }])', {}, options);
    expect(made.ok && ({} as { polluted?: boolean }).polluted).toBe(undefined);
  });

  it('writes out a value only as far as it stays of a size', () => {
    const doubled = Array.from({ length: 40 }, (_item, n) => `v${n + 1}: [v${n}, v${n}]`).join(', ');
    const found = evaluate(`{ v0: [1], ${doubled} }`, {}, options);
    expect(found.ok).toBe(true);
    expect(found.ok && toPlain(found.value)).toBe(undefined);
  });
});
