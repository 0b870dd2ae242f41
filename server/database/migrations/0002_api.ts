import { type Kysely, sql } from 'kysely';

/** What belongs to people and systems rather than to the engine: keys, requests, claims, files. No rebuild touches them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table api_key (
    id text primary key,
    secret_hash bytea not null,
    title text not null,
    actor_id text not null,
    actor_kind text not null check (actor_kind in ('person', 'system', 'applicant')),
    roles text[] not null,
    groups text[] not null default '{}',
    scopes text[] not null default '{}',
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by text,
    rotated_to text references api_key (id)
  )`,
  // A request by caller and Idempotency-Key: what it was (hash) and what it was answered. Kept longer than Temporal
  // keeps histories, so that a closed case still answers a repeated request.
  `create table request (
    caller text not null,
    key text not null,
    event_id uuid not null,
    body_hash bytea not null,
    instance_id uuid not null,
    number text,
    answer jsonb,
    created_at timestamptz not null default now(),
    answered_at timestamptz,
    primary key (caller, key)
  )`,
  `create index request_by_age on request (created_at)`,
  `create table case_party (
    instance_id uuid not null,
    actor_id text not null,
    role text not null check (role in ('applicant', 'starter')),
    primary key (instance_id, actor_id, role)
  )`,
  `create index case_party_by_actor on case_party (actor_id, instance_id)`,
  `create table user_task_claim (
    instance_id uuid not null,
    user_task_id text not null,
    claimed_by text not null,
    claimed_at timestamptz not null default now(),
    primary key (instance_id, user_task_id)
  )`,
  `create index user_task_claim_by_actor on user_task_claim (claimed_by)`,
  `create table file (
    id text primary key,
    name text not null,
    format text not null,
    media_type text not null,
    bytes integer not null,
    sha256 text not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null default now()
  )`,
  `create index file_by_uploader on file (uploaded_by, uploaded_at)`,
  `create index instance_document_by_file on instance_document (file_id)`,
  // The lists, in the order their cursors walk.
  `create index instance_by_age on instance (created_at desc, id desc)`,
  `create index user_task_list on user_task ((coalesce(due_at, 'infinity')), instance_id, id) where state = 'open'`,
  `create index incident_list on incident (raised_at, instance_id, id) where state = 'open'`,
];
