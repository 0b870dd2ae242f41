import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const INT8 = 20;

/** 64-bit integers come as numbers: ours are counters and milliseconds, far below 2^53. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8 && format !== 'binary') return Number;
  return pg.types.getTypeParser(oid, format ?? 'text');
}

export interface DatabaseOptions {
  /** Connections of this process's pool. */
  maxConnections?: number;
  applicationName?: string;
}

export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'reglament',
    // A pool that can't connect must say so soon: callers retry by their own policy.
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // An idle connection dies with its server; the pool replaces it, the process must not fall.
  pool.on('error', () => {});
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
