import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** Instants: Dates when read, Dates or ISO text when written. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type CreatedAt = ColumnType<Date, Date | string | undefined, never>;
type Json<T> = JSONColumnType<T & object>;
type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Bytes = ColumnType<Buffer, Buffer, Buffer>;
type OptionalBytes = ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface TextJson {
  ru: string;
  en?: string;
}

/** Immutable documents addressed by the hash of their canonical JSON: programmes, definitions, calendars, decisions. */
export interface ContentTable {
  hash: string;
  kind: 'programme' | 'definition' | 'calendar' | 'decision';
  body: Json<object>;
  created_at: CreatedAt;
}

export interface DefinitionVersionTable {
  key: string;
  version: number;
  title: Json<TextJson>;
  category: Optional<string>;
  /** Hash of the definition's own canonical JSON. */
  definition_hash: string;
  /** Hash of the programme made from it when it was published. */
  programme_hash: string;
  status: 'published' | 'retired';
  published_at: CreatedAt;
  published_by: string;
  retired_at: OptionalInstant;
  retired_by: Optional<string>;
}

export interface InstanceTable {
  id: string;
  number: Optional<string>;
  definition_key: string;
  version: number;
  programme_hash: string;
  /** `starting` until the first commit. */
  engine_status: 'starting' | 'running' | 'suspended' | 'completed' | 'cancelled' | 'failed';
  case_status: Optional<string>;
  case_status_canonical: Optional<string>;
  case_status_reason: OptionalJson<TextJson | string>;
  case_status_at: OptionalInstant;
  /** Variables of the process scope. */
  data: ColumnType<Record<string, unknown>, string | undefined, string>;
  output: OptionalJson<Record<string, unknown>>;
  /** Earliest due moment of the running deadlines of the instance and its elements. */
  due_at: OptionalInstant;
  created_at: CreatedAt;
  started_at: OptionalInstant;
  updated_at: OptionalInstant;
  ended_at: OptionalInstant;
  /** Transitions committed. */
  seq: Generated<number>;
  /** Hash of the last live journal entry. */
  head: OptionalBytes;
  /** The newest workflow task that committed: run, its history length, its start. Older ones are refused. */
  fence_run: Generated<number>;
  fence_length: Generated<number>;
  fence_at: Generated<number>;
  /** How far the case's clock runs ahead of the wall clock (fast-forward), in milliseconds. */
  clock_offset_ms: Generated<number>;
  parent_id: Optional<string>;
  parent_command: Optional<string>;
  /** The request to start, encrypted under the case's key, until the first commit: a sweeper finishes what a crash left. */
  start_request: OptionalBytes;
}

export interface JournalEntryTable {
  id: Generated<number>;
  instance_id: string;
  seq: number;
  event_id: string;
  type: string;
  at: Instant;
  actor_kind: string;
  actor_id: string;
  /** The hashed part without personal data: ids, types, instants. */
  header: Json<object>;
  /** The whole entry, encrypted under the case's key; null once erased. */
  payload: OptionalBytes;
  payload_digest: Bytes;
  prev_hash: Bytes;
  hash: Bytes;
  recorded_at: CreatedAt;
  /** When Temporal's history turned out to hold another event at this place. */
  voided_at: OptionalInstant;
}

export interface UserTaskTable {
  instance_id: string;
  id: string;
  element_id: string;
  scope_id: string;
  title: Json<TextJson>;
  performer: 'official' | 'applicant';
  candidate_groups: string[];
  candidate_users: string[];
  /** Set by the definition; claims live in a table of their own that a rebuild never touches. */
  assignee: Optional<string>;
  excluded_users: string[];
  priority: number;
  form: OptionalJson<object>;
  added: Generated<boolean>;
  state: 'open' | 'completed' | 'cancelled';
  opened_at: Instant;
  due_at: OptionalInstant;
  closed_at: OptionalInstant;
  completed_by: Optional<string>;
  outcome: Optional<string>;
  reason: Optional<string>;
}

export interface IncidentTable {
  instance_id: string;
  id: string;
  code: string;
  message: string;
  element_id: Optional<string>;
  scope_id: Optional<string>;
  command_id: Optional<string>;
  state: 'open' | 'retried' | 'resolved' | 'cancelled';
  raised_at: Instant;
  closed_at: OptionalInstant;
  reason: Optional<string>;
}

/** Who waits for what: open subscriptions only. */
export interface SubscriptionTable {
  instance_id: string;
  id: string;
  kind: 'message' | 'signal';
  name: string;
  /** Canonical JSON of the key; empty: none. */
  correlation_key: string;
  element_id: string;
  scope_id: string;
}

export interface DeadlineTable {
  instance_id: string;
  ledger_id: string;
  deadline_id: string;
  element_id: Optional<string>;
  scope_id: string;
  /** `waiting`: its legal event has not come, so it is not due at any known moment. */
  state: 'waiting' | 'running' | 'suspended' | 'breached' | 'fulfilled' | 'closed';
  due_at: OptionalInstant;
  opened_at: Instant;
  closed_at: OptionalInstant;
}

/** What a person reads about the case, in order. */
export interface TimelineEntryTable {
  instance_id: string;
  seq: number;
  ordinal: number;
  at: Instant;
  type: string;
  actor_kind: string;
  actor_id: string;
  element_id: Optional<string>;
  detail: Json<object>;
}

export interface InstanceDocumentTable {
  instance_id: string;
  file_id: string;
  document: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  attached_at: Instant;
}

export interface InstanceLinkTable {
  from_instance: string;
  to_instance: string;
  kind: string;
}

/** Commands of committed transitions that an activity still has to perform, or has performed. */
export interface OutboxTable {
  instance_id: string;
  command_id: string;
  seq: number;
  type: string;
  at: Instant;
  /** The command, encrypted under the case's key. */
  body: Bytes;
  /** Instances it was addressed to when first delivered: a repeat goes to the same ones. */
  targets: Optional<string[]>;
  settled_at: OptionalInstant;
}

/** What an effect answered, by idempotency key: a repeated activity finds it and does nothing twice. */
export interface EffectTable {
  idempotency_key: string;
  instance_id: string;
  attempts: Generated<number>;
  /** Attempts that the connector itself ended; a worker that died has no share in them. */
  failures: Generated<number>;
  /** Encrypted under the case's key. */
  answer: OptionalBytes;
  started_at: CreatedAt;
  finished_at: OptionalInstant;
}

/** Per-case keys, wrapped by the master key. Erasing the wrapped key erases the case's personal data everywhere. */
export interface DataKeyTable {
  id: string;
  instance_id: string;
  wrapped: OptionalBytes;
  master_key_id: string;
  created_at: CreatedAt;
  erased_at: OptionalInstant;
}

/** The last number given out under a mask. */
export interface NumberCounterTable {
  mask: string;
  last: number;
}

export interface CoreTables {
  content: ContentTable;
  definition_version: DefinitionVersionTable;
  instance: InstanceTable;
  journal_entry: JournalEntryTable;
  user_task: UserTaskTable;
  incident: IncidentTable;
  subscription: SubscriptionTable;
  deadline: DeadlineTable;
  timeline_entry: TimelineEntryTable;
  instance_document: InstanceDocumentTable;
  instance_link: InstanceLinkTable;
  outbox: OutboxTable;
  effect: EffectTable;
  data_key: DataKeyTable;
  number_counter: NumberCounterTable;
}
