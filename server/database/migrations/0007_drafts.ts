import { type Kysely, sql } from 'kysely';

/** Definitions before they are published: edited under optimistic locking, submitted, approved by a second person. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table definition_draft (
    id uuid primary key,
    key text not null,
    title jsonb not null,
    body json not null,
    state text not null default 'draft' check (state in ('draft', 'submitted')),
    base_version integer,
    version integer not null default 1,
    authors text[] not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_by text not null,
    updated_at timestamptz not null default now(),
    submitted_by text,
    submitted_at timestamptz,
    note text
  )`,
  `create index definition_draft_by_age on definition_draft (updated_at desc, id)`,
  `create index definition_draft_by_key on definition_draft (key)`,
];
