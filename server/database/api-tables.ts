import type { ColumnType } from 'kysely';

type CreatedAt = ColumnType<Date, Date | string | undefined, never>;
type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Keys of people and systems; the secret itself is never stored. */
export interface ApiKeyTable {
  id: string;
  /** SHA-256 of the secret. */
  secret_hash: Buffer;
  title: string;
  actor_id: string;
  actor_kind: 'person' | 'system' | 'applicant';
  roles: string[];
  groups: ColumnType<string[], string[] | undefined, string[]>;
  /** Empty: whatever the roles allow. */
  scopes: ColumnType<string[], string[] | undefined, string[]>;
  created_at: CreatedAt;
  created_by: string;
  expires_at: OptionalInstant;
  revoked_at: OptionalInstant;
  revoked_by: Optional<string>;
  rotated_to: Optional<string>;
}

/** One request under an Idempotency-Key. */
export interface RequestTable {
  caller: string;
  key: string;
  /** UUIDv5 of caller and key: id of the event and of the Temporal Update. */
  event_id: string;
  /** SHA-256 of the route, its parameters and the canonical body. */
  body_hash: Buffer;
  instance_id: string;
  /** Number reserved for a case that is to be opened. */
  number: Optional<string>;
  answer: ColumnType<object | null, string | null | undefined, string | null>;
  created_at: CreatedAt;
  answered_at: OptionalInstant;
}

/** Whose case it is: an applicant sees these and no other. */
export interface CasePartyTable {
  instance_id: string;
  actor_id: string;
  role: 'applicant' | 'starter';
}

/** Who works on a user task. Survives a rebuild of the read model. */
export interface UserTaskClaimTable {
  instance_id: string;
  user_task_id: string;
  claimed_by: string;
  claimed_at: CreatedAt;
}

/** An uploaded file; its bytes lie in the file storage under the same id. */
export interface FileTable {
  id: string;
  /** As shown to people; never a path. */
  name: string;
  format: 'pdf' | 'jpg' | 'png' | 'docx';
  media_type: string;
  bytes: number;
  sha256: string;
  uploaded_by: string;
  uploaded_at: CreatedAt;
}

export interface ApiTables {
  api_key: ApiKeyTable;
  request: RequestTable;
  case_party: CasePartyTable;
  user_task_claim: UserTaskClaimTable;
  file: FileTable;
}
