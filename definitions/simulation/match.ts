/** Where a value is otherwise than expected: the path, what was expected, what was found. */
export interface Difference {
  path: string;
  message: string;
}

/** Objects may have further members; lists and scalars must be equal. */
export function differences(expected: unknown, got: unknown, path = ''): Difference[] {
  if (isObject(expected) && isObject(got)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, got[name], `${path}/${escape(name)}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((value, i) => differences(value, got[i], `${path}/${i}`));
  }
  if (expected === got || (expected === null && got === undefined)) return [];
  return [{ path, message: `expected ${show(expected)}, got ${show(got)}` }];
}

export function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
