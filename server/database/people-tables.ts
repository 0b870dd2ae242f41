import type { Generated, JSONColumnType } from 'kysely';

type Text = { ru: string; en?: string };

interface DepartmentTable {
  id: string;
  title: JSONColumnType<Text>;
  parent_id: string | null;
}

interface PersonTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  two_factor_enabled: Generated<boolean>;
  roles: string[];
  department_id: string | null;
  position: string | null;
  disabled_at: Date | null;
  disabled_by: string | null;
  must_change_password: Generated<boolean>;
  password_changed_at: Generated<Date>;
  failed_sign_ins: Generated<number>;
  locked_at: Date | null;
  version: Generated<number>;
}

interface PersonSessionTable {
  id: string;
  expires_at: Date;
  token: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  ip_address: string | null;
  user_agent: string | null;
  person_id: string;
}

interface PersonCredentialTable {
  id: string;
  account_id: string;
  provider_id: string;
  person_id: string;
  password: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface PersonSecondFactorTable {
  id: string;
  secret: string;
  backup_codes: string;
  person_id: string;
  verified: boolean | null;
  failed_verification_count: number | null;
  locked_until: Date | null;
}

interface PersonUsedCodeTable {
  person_id: string;
  digest: Buffer;
  used_at: Generated<Date>;
}

interface StaffGroupTable {
  id: string;
  title: JSONColumnType<Text>;
  department_id: string | null;
  created_at: Generated<Date>;
}

interface StaffGroupMemberTable {
  group_id: string;
  person_id: string;
}

interface AbsenceTable {
  id: Generated<number>;
  person_id: string;
  from_day: string;
  to_day: string;
  substitute_id: string | null;
  reason: string | null;
  created_by: string;
  created_at: Generated<Date>;
}

interface AuditEntryTable {
  seq: number;
  at: Date;
  actor_kind: string;
  actor_id: string;
  address: string | null;
  operation: string;
  subject: string | null;
  before: unknown;
  after: unknown;
  prev_hash: Buffer;
  hash: Buffer;
}

export interface PeopleTables {
  department: DepartmentTable;
  person: PersonTable;
  person_session: PersonSessionTable;
  person_credential: PersonCredentialTable;
  person_second_factor: PersonSecondFactorTable;
  person_used_code: PersonUsedCodeTable;
  staff_group: StaffGroupTable;
  staff_group_member: StaffGroupMemberTable;
  absence: AbsenceTable;
  audit_entry: AuditEntryTable;
}
