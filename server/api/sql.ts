import { type RawBuilder, sql } from 'kysely';

/** A list of texts as one parameter: an empty one keeps its type. */
export function textArray(values: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`${[...values]}::text[]`;
}

/** An instant with PostgreSQL's microseconds, for cursors: a Date would cut them off. */
export function instantText(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
