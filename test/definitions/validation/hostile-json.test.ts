import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileValue, type JsonProblem, parseJson } from '../../../definitions/validation/index.ts';

function problemOf(text: string): JsonProblem | undefined {
  const parsed = parseJson(text);
  return parsed.ok ? undefined : parsed.problem;
}

describe('the guard against hostile JSON', () => {
  test('accepts exactly what JSON.parse accepts, and reads the same value', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'medium' }), (text) => {
        fc.pre(!/__proto__|constructor/.test(text));
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  test('refuses with a syntax error whatever JSON.parse refuses', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"',
        '1',
        '-',
        '0',
        '.5',
        'e1',
        'true',
        'nul',
        ' ',
        '\n',
        '\\',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const problem = problemOf(text);
        if (valid) expect(problem?.code ?? 'json.duplicateKey').toBe('json.duplicateKey');
        else expect(problem).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  }, 30_000);

  test.each([
    ['{"a": 1,\n "b": tru}', 'json.syntax', '/b', 2, 7],
    ['{"a": [1, 2,]}', 'json.syntax', '/a/2', 1, 13],
    ['{a: 1}', 'json.syntax', '', 1, 2],
    ['', 'json.syntax', '', 1, 1],
    ['[1] [2]', 'json.syntax', '', 1, 5],
    ['{"a": "x\ny"}', 'json.syntax', '/a', 1, 7],
    ['\ufeff{"a": x}', 'json.syntax', '/a', 1, 8],
    ['{"list": [{"key": 1, "key": 2}]}', 'json.duplicateKey', '/list/0/key', 1, 22],
    ['{"\\u005f_proto__": 1}', 'json.forbiddenKey', '/__proto__', 1, 2],
  ] as const)('tells code, pointer, line and column of %j', (text, code, pointer, line, column) => {
    expect(problemOf(text)).toMatchObject({ code, pointer, line, column });
  });

  test('ten thousand levels are refused before they are built, as text and as a value', () => {
    expect(problemOf(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)?.code).toBe('json.tooDeep');
    let value: unknown = 1;
    for (let level = 0; level < 10_000; level += 1) value = [value];
    expect(hostileValue(value)?.code).toBe('json.tooDeep');
  });

  test('a hundred levels are read', () => {
    expect(parseJson(`${'['.repeat(100)}${']'.repeat(100)}`).ok).toBe(true);
    expect(hostileValue(JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`))).toBeUndefined();
  });

  test('too many values are refused, as text and as a value', () => {
    const limits = { characters: 1_000, depth: 5, values: 10 };
    const many = Array.from({ length: 10 }, () => 1);
    expect(parseJson(JSON.stringify(many), limits)).toMatchObject({ ok: false, problem: { code: 'json.tooLarge' } });
    expect(hostileValue(many, limits)?.code).toBe('json.tooLarge');
    expect(hostileValue(many.slice(1), limits)).toBeUndefined();
  });

  test('a value that holds itself is refused; one that is used twice is not', () => {
    const circle: { [key: string]: unknown } = {};
    circle['self'] = { list: [circle] };
    const shared = { a: 1 };
    expect(hostileValue(circle)).toMatchObject({ code: 'json.notJson', pointer: '/self/list/0' });
    expect(hostileValue([shared, shared])).toBeUndefined();
  });

  test.each([[() => 1], [Symbol('s')], [1n], [Number.NaN], [Infinity], [new Date(0)], [new Map()], [[undefined]]])(
    '%s is not JSON',
    (value) => {
      expect(hostileValue({ value })?.code).toBe('json.notJson');
    },
  );

  test('a key that would replace the prototype is refused in a value too', () => {
    expect(hostileValue(JSON.parse('{"a": {"__proto__": {"admin": true}}}'))).toMatchObject({
      code: 'json.forbiddenKey',
      pointer: '/a/__proto__',
    });
    expect(hostileValue({ constructor: 1 })?.code).toBe('json.forbiddenKey');
  });
});
