import { problem } from './problem/problem.ts';

/** A place in an ordered list: the sort values of the last row shown, opaque to clients, checked on the way back. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

export function decodeCursor(cursor: string | undefined, shape: readonly RegExp[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const values = parse(Buffer.from(cursor, 'base64url').toString());
  const fits =
    Array.isArray(values) &&
    values.length === shape.length &&
    values.every((value, index) => typeof value === 'string' && (shape[index] as RegExp).test(value));
  if (!fits) throw problem('request.badCursor', { pointer: '/query/cursor' });
  return values as string[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One row more than asked for tells whether there is a next page. */
export function page<Row>(
  rows: Row[],
  limit: number,
  place: (row: Row) => string[],
): { rows: Row[]; nextCursor?: string } {
  if (rows.length <= limit) return { rows };
  const shown = rows.slice(0, limit);
  return { rows: shown, nextCursor: encodeCursor(place(shown.at(-1) as Row)) };
}

export const cursorShapes = {
  instant: /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,6}Z|infinity)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  key: /^[a-z][a-z0-9-]{0,63}$/,
  part: /^[A-Za-z0-9_-]{1,64}$/,
} as const;
