/**
 * JSON that PostgreSQL takes: its text has no NUL and no half of a surrogate pair. The read model shows U+FFFD in their
 * place; the journal's payload, being bytes, keeps what was said.
 */
export function databaseJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner === 'string') return cleaned(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, member]) => [cleaned(name), member]));
  });
}

function cleaned(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
