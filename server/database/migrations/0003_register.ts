import { type Kysely, sql } from 'kysely';

/** The register of legal entities, as loaded by `reglament registry import`. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create table register_company (
    ogrn text primary key,
    inn text not null unique,
    record jsonb not null,
    imported_at timestamptz not null default now()
  )`.execute(database);
}
