import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Actor, canonical } from '../../definitions/engine/index.ts';
import type { Tables } from '../database/tables.ts';

/** An act worth remembering. `before` and `after` carry no secrets and no more personal data than the act itself. */
export interface AuditedAct {
  actor: Actor;
  /** Network address the request came from. */
  address?: string | undefined;
  /** `person.create`, `definition.publish`, `api-key.revoke` ... */
  operation: string;
  subject?: string | undefined;
  before?: unknown;
  after?: unknown;
}

export const firstHash = Buffer.alloc(32);
/** Serialises appends: the chain has one end. */
const chainLock = 7_301_001;

export interface ChainedRow {
  seq: number;
  at: Date;
  actor_kind: string;
  actor_id: string;
  address: string | null;
  operation: string;
  subject: string | null;
  before: unknown;
  after: unknown;
}

/** `H(previous ‖ seq ‖ canonical row)`. */
export function hashOfRow(previous: Buffer, row: ChainedRow): Buffer {
  const { seq, at, ...rest } = row;
  return createHash('sha256')
    .update(previous)
    .update(String(seq))
    .update(canonical({ ...rest, at: at.toISOString() }))
    .digest();
}

/** Appends to the chain inside the caller's transaction: the act and its record stand or fall together. */
export async function appendAudit(transaction: Transaction<Tables>, act: AuditedAct): Promise<number> {
  await sql`select pg_advisory_xact_lock(${chainLock})`.execute(transaction);
  const last = await lastOf(transaction);
  const row: ChainedRow = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date(),
    actor_kind: act.actor.kind,
    actor_id: act.actor.id,
    address: act.address ?? null,
    operation: act.operation,
    subject: act.subject ?? null,
    before: act.before ?? null,
    after: act.after ?? null,
  };
  const previous = last?.hash ?? firstHash;
  await transaction
    .insertInto('audit_entry')
    .values({
      ...row,
      before: JSON.stringify(row.before),
      after: JSON.stringify(row.after),
      prev_hash: previous,
      hash: hashOfRow(previous, row),
    })
    .execute();
  return row.seq;
}

function lastOf(database: Kysely<Tables>) {
  return database.selectFrom('audit_entry').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
}
