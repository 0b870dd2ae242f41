import { type Kysely, sql } from 'kysely';

/**
 * The audit of administrative acts: one hash chain, appended only. What happened inside a case is in the
 * case's journal, chained per case; a signed head covers both.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table audit_entry (
    seq bigint primary key,
    at timestamptz not null,
    actor_kind text not null,
    actor_id text not null,
    address text,
    operation text not null,
    subject text,
    before jsonb,
    after jsonb,
    prev_hash bytea not null,
    hash bytea not null
  )`,
  `create index audit_entry_by_subject on audit_entry (subject, seq)`,
  `create index audit_entry_by_actor on audit_entry (actor_id, seq)`,
  `create function audit_is_append_only() returns trigger language plpgsql as $$
   begin
     raise exception 'audit_entry is append-only';
   end $$`,
  `create trigger audit_entry_append_only before update or delete or truncate on audit_entry
     for each statement execute function audit_is_append_only()`,
];
