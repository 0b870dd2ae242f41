import type { Database } from '../database/index.ts';
import { firstHash, hashOfRow } from './append.ts';

export interface AuditVerdict {
  rows: number;
  head?: { seq: number; hash: string };
  /** The first row that is changed, missing or out of order. */
  broken?: { seq: number; why: 'changed' | 'missing' };
}

const page = 1_000;

/** Walks the chain from its first row; finds a changed or a removed one. A removed end needs the signed head to show. */
export async function verifyAudit(database: Database): Promise<AuditVerdict> {
  let previous: Buffer = firstHash;
  let expected = 1;
  for (;;) {
    const rows = await database
      .selectFrom('audit_entry')
      .selectAll()
      .where('seq', '>=', expected)
      .orderBy('seq')
      .limit(page)
      .execute();
    for (const row of rows) {
      if (row.seq !== expected) return { rows: expected - 1, broken: { seq: expected, why: 'missing' } };
      const { prev_hash, hash, ...chained } = row;
      if (!prev_hash.equals(previous) || !hash.equals(hashOfRow(previous, chained))) {
        return { rows: expected - 1, broken: { seq: row.seq, why: 'changed' } };
      }
      previous = hash;
      expected += 1;
    }
    if (rows.length < page) break;
  }
  const rows = expected - 1;
  return rows === 0 ? { rows } : { rows, head: { seq: rows, hash: previous.toString('hex') } };
}
