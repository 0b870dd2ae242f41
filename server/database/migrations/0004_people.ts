import { type Kysely, sql } from 'kysely';

/**
 * People who sign in: accounts (columns the sign-in library reads and writes, named our way), roles, groups,
 * departments, absence. No rebuild touches them.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table department (
    id text primary key check (id ~ '^[a-z][a-z0-9-]{0,62}$'),
    title jsonb not null,
    parent_id text references department (id)
  )`,
  `create table person (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    two_factor_enabled boolean not null default false,
    roles text[] not null default '{}',
    department_id text references department (id),
    position text,
    disabled_at timestamptz,
    disabled_by text,
    must_change_password boolean not null default true,
    password_changed_at timestamptz not null default now(),
    failed_sign_ins integer not null default 0,
    locked_at timestamptz,
    version integer not null default 1
  )`,
  `create table person_session (
    id text primary key,
    expires_at timestamptz not null,
    token text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    ip_address text,
    user_agent text,
    person_id text not null references person (id) on delete cascade
  )`,
  `create index person_session_by_person on person_session (person_id)`,
  `create table person_credential (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    person_id text not null references person (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create unique index person_credential_by_person on person_credential (person_id, provider_id)`,
  `create table person_verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index person_verification_by_identifier on person_verification (identifier)`,
  `create table person_second_factor (
    id text primary key,
    secret text not null,
    backup_codes text not null,
    person_id text not null references person (id) on delete cascade,
    verified boolean,
    failed_verification_count integer,
    locked_until timestamptz
  )`,
  `create unique index person_second_factor_by_person on person_second_factor (person_id)`,
  // A one-time code is used once: its digest is kept for longer than it can be valid.
  `create table person_used_code (
    person_id text not null references person (id) on delete cascade,
    digest bytea not null,
    used_at timestamptz not null default now(),
    primary key (person_id, digest)
  )`,
  `create table staff_group (
    id text primary key check (id ~ '^[a-z][a-z0-9-]{0,62}$'),
    title jsonb not null,
    department_id text references department (id),
    created_at timestamptz not null default now()
  )`,
  `create table staff_group_member (
    group_id text not null references staff_group (id),
    person_id text not null references person (id) on delete cascade,
    primary key (group_id, person_id)
  )`,
  `create index staff_group_member_by_person on staff_group_member (person_id)`,
  `create table absence (
    id bigint generated always as identity primary key,
    person_id text not null references person (id) on delete cascade,
    from_day date not null,
    to_day date not null,
    substitute_id text references person (id),
    reason text,
    created_by text not null,
    created_at timestamptz not null default now(),
    check (to_day >= from_day),
    check (substitute_id is distinct from person_id)
  )`,
  `create index absence_by_person on absence (person_id, from_day)`,
  `create index absence_by_substitute on absence (substitute_id, from_day)`,
];
