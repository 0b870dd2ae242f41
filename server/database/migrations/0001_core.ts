import { type Kysely, sql } from 'kysely';

/**
 * The tables the engine writes. Read-model tables (all but content, definition_version, journal_entry, effect, data_key,
 * number_counter) are folds of the journal and may be rebuilt at will.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table content (
    hash text primary key,
    kind text not null check (kind in ('programme', 'definition', 'calendar', 'decision')),
    -- Not jsonb, which sorts the members of objects: the fields of a form come in their author's order.
    body json not null,
    created_at timestamptz not null default now()
  )`,
  `create table definition_version (
    key text not null,
    version integer not null check (version > 0),
    title jsonb not null,
    category text,
    definition_hash text not null,
    programme_hash text not null references content (hash),
    status text not null check (status in ('published', 'retired')),
    published_at timestamptz not null default now(),
    published_by text not null,
    retired_at timestamptz,
    retired_by text,
    primary key (key, version)
  )`,
  `create table instance (
    id uuid primary key,
    number text unique,
    definition_key text not null,
    version integer not null,
    programme_hash text not null,
    engine_status text not null
      check (engine_status in ('starting', 'running', 'suspended', 'completed', 'cancelled', 'failed')),
    case_status text,
    case_status_canonical text,
    case_status_reason jsonb,
    case_status_at timestamptz,
    data jsonb not null default '{}',
    output jsonb,
    due_at timestamptz,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    updated_at timestamptz,
    ended_at timestamptz,
    seq integer not null default 0,
    head bytea,
    fence_run integer not null default 0,
    fence_length integer not null default 0,
    fence_at bigint not null default 0,
    clock_offset_ms bigint not null default 0,
    parent_id uuid,
    parent_command text,
    start_request bytea
  ) with (fillfactor = 80)`,
  `create index instance_by_definition on instance (definition_key, version)`,
  `create index instance_by_parent on instance (parent_id) where parent_id is not null`,
  `create index instance_starting on instance (created_at) where engine_status = 'starting'`,
  `create table journal_entry (
    id bigint generated always as identity primary key,
    instance_id uuid not null,
    seq integer not null,
    event_id text not null,
    type text not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id text not null,
    header jsonb not null,
    payload bytea,
    payload_digest bytea not null,
    prev_hash bytea not null,
    hash bytea not null,
    recorded_at timestamptz not null default now(),
    voided_at timestamptz
  )`,
  `create unique index journal_entry_live on journal_entry (instance_id, seq) where voided_at is null`,
  `create unique index journal_entry_live_event on journal_entry (instance_id, event_id) where voided_at is null`,
  `create table user_task (
    instance_id uuid not null,
    id text not null,
    element_id text not null,
    scope_id text not null,
    title jsonb not null,
    performer text not null check (performer in ('official', 'applicant')),
    candidate_groups text[] not null default '{}',
    candidate_users text[] not null default '{}',
    assignee text,
    excluded_users text[] not null default '{}',
    priority integer not null default 50,
    form jsonb,
    added boolean not null default false,
    state text not null check (state in ('open', 'completed', 'cancelled')),
    opened_at timestamptz not null,
    due_at timestamptz,
    closed_at timestamptz,
    completed_by text,
    outcome text,
    reason text,
    primary key (instance_id, id)
  ) with (fillfactor = 80)`,
  `create index user_task_open on user_task (due_at, priority) where state = 'open'`,
  `create table incident (
    instance_id uuid not null,
    id text not null,
    code text not null,
    message text not null,
    element_id text,
    scope_id text,
    command_id text,
    state text not null check (state in ('open', 'retried', 'resolved', 'cancelled')),
    raised_at timestamptz not null,
    closed_at timestamptz,
    reason text,
    primary key (instance_id, id)
  )`,
  `create index incident_open on incident (raised_at) where state = 'open'`,
  `create table subscription (
    instance_id uuid not null,
    id text not null,
    kind text not null check (kind in ('message', 'signal')),
    name text not null,
    correlation_key text not null default '',
    element_id text not null,
    scope_id text not null,
    primary key (instance_id, id)
  )`,
  `create index subscription_by_name on subscription (kind, name, correlation_key)`,
  `create table deadline (
    instance_id uuid not null,
    ledger_id text not null,
    deadline_id text not null,
    element_id text,
    scope_id text not null,
    state text not null check (state in ('waiting', 'running', 'suspended', 'breached', 'fulfilled', 'closed')),
    due_at timestamptz,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (instance_id, ledger_id)
  ) with (fillfactor = 80)`,
  `create table timeline_entry (
    instance_id uuid not null,
    seq integer not null,
    ordinal integer not null,
    at timestamptz not null,
    type text not null,
    actor_kind text not null,
    actor_id text not null,
    element_id text,
    detail jsonb not null,
    primary key (instance_id, seq, ordinal)
  )`,
  `create table instance_document (
    instance_id uuid not null,
    file_id text not null,
    document text not null,
    name text not null,
    media_type text not null,
    bytes integer not null,
    sha256 text not null,
    attached_at timestamptz not null,
    primary key (instance_id, file_id)
  )`,
  `create table instance_link (
    from_instance uuid not null,
    to_instance uuid not null,
    kind text not null,
    primary key (from_instance, to_instance, kind)
  )`,
  `create index instance_link_to on instance_link (to_instance)`,
  `create table outbox (
    instance_id uuid not null,
    command_id text not null,
    seq integer not null,
    type text not null,
    at timestamptz not null,
    body bytea not null,
    targets uuid[],
    settled_at timestamptz,
    primary key (instance_id, command_id)
  )`,
  `create table effect (
    idempotency_key text primary key,
    instance_id uuid not null,
    attempts integer not null default 1,
    failures integer not null default 0,
    answer bytea,
    started_at timestamptz not null default now(),
    finished_at timestamptz
  )`,
  `create table data_key (
    id text primary key,
    instance_id uuid not null unique,
    wrapped bytea,
    master_key_id text not null,
    created_at timestamptz not null default now(),
    erased_at timestamptz
  )`,
  `create table number_counter (
    mask text primary key,
    last bigint not null
  )`,
];
