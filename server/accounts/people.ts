import { randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Actor } from '../../definitions/engine/index.ts';
import { appendAudit } from '../audit/append.ts';
import type { Role } from '../auth/roles.ts';
import type { Database } from '../database/index.ts';
import type { Tables } from '../database/tables.ts';
import { AccountProblem } from './account-problem.ts';
import type { SignInLibrary } from './sign-in-library.ts';

export interface PersonInput {
  name: string;
  email: string;
  roles: readonly Role[];
  groups: readonly string[];
  departmentId?: string | undefined;
  position?: string | undefined;
}

/** Who acts, and from where: for the audit. */
export interface Acting {
  actor: Actor;
  address?: string | undefined;
}

const uniqueViolation = '23505';

/** A new person with a password to be changed at first sign-in; the password is returned once and stored as a hash. */
export async function createPerson(
  library: SignInLibrary,
  database: Database,
  input: PersonInput,
  acting: Acting,
): Promise<{ id: string; password: string }> {
  const id = `p_${randomUUID()}`;
  const password = temporaryPassword();
  const hash = await (await library.$context).password.hash(password);
  try {
    await database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('person')
        .values({
          id,
          name: input.name,
          email: input.email.trim().toLowerCase(),
          email_verified: true,
          roles: [...input.roles],
          department_id: input.departmentId ?? null,
          position: input.position ?? null,
        })
        .execute();
      await transaction
        .insertInto('person_credential')
        .values({ id: randomUUID(), account_id: id, provider_id: 'credential', person_id: id, password: hash })
        .execute();
      await joinGroups(transaction, id, input.groups);
      await appendAudit(transaction, { ...acting, operation: 'person.create', subject: id, after: auditedPart(input) });
    });
  } catch (error) {
    if ((error as { code?: string }).code === uniqueViolation) throw new AccountProblem('person.emailTaken');
    throw error;
  }
  return { id, password };
}

/** Changes what the administrator sees at `version`; another's change in between is reported, not overwritten. */
export async function changePerson(
  database: Database,
  id: string,
  version: number,
  input: Omit<PersonInput, 'email'>,
  acting: Acting,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const before = await transaction
      .selectFrom('person')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw new AccountProblem('person.unknown');
    if (before.version !== version) throw new AccountProblem('person.changed');
    const groupsBefore = await groupsOf(transaction, id);
    await transaction
      .updateTable('person')
      .set({
        name: input.name,
        roles: [...input.roles],
        department_id: input.departmentId ?? null,
        position: input.position ?? null,
        version: version + 1,
        updated_at: new Date(),
      })
      .where('id', '=', id)
      .execute();
    await transaction.deleteFrom('staff_group_member').where('person_id', '=', id).execute();
    await joinGroups(transaction, id, input.groups);
    await appendAudit(transaction, {
      ...acting,
      operation: 'person.change',
      subject: id,
      before: { roles: before.roles, groups: groupsBefore, departmentId: before.department_id },
      after: auditedPart(input),
    });
  });
}

/** Disabling ends every session at once; the account's acts stay in journal and audit. */
export async function setDisabled(database: Database, id: string, disabled: boolean, acting: Acting): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('person')
      .set({ disabled_at: disabled ? new Date() : null, disabled_by: disabled ? acting.actor.id : null })
      .where('id', '=', id)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new AccountProblem('person.unknown');
    if (disabled) await transaction.deleteFrom('person_session').where('person_id', '=', id).execute();
    await appendAudit(transaction, {
      ...acting,
      operation: disabled ? 'person.disable' : 'person.enable',
      subject: id,
    });
  });
}

/**
 * The end of P-26 (restoring access): lock lifted, a new temporary password handed over, every session ended. The second
 * factor stays, unless the person lost it as well.
 */
export async function restoreAccess(
  library: SignInLibrary,
  database: Database,
  id: string,
  options: { resetSecondFactor: boolean; reason: string },
  acting: Acting,
): Promise<{ password: string }> {
  const password = temporaryPassword();
  const hash = await (await library.$context).password.hash(password);
  await database.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('person')
      .set({
        locked_at: null,
        failed_sign_ins: 0,
        must_change_password: true,
        ...(options.resetSecondFactor ? { two_factor_enabled: false } : {}),
      })
      .where('id', '=', id)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new AccountProblem('person.unknown');
    await transaction
      .updateTable('person_credential')
      .set({ password: hash, updated_at: new Date() })
      .where('person_id', '=', id)
      .where('provider_id', '=', 'credential')
      .execute();
    if (options.resetSecondFactor) {
      await transaction.deleteFrom('person_second_factor').where('person_id', '=', id).execute();
    }
    await transaction.deleteFrom('person_session').where('person_id', '=', id).execute();
    await appendAudit(transaction, {
      ...acting,
      operation: 'person.restoreAccess',
      subject: id,
      after: { resetSecondFactor: options.resetSecondFactor, reason: options.reason },
    });
  });
  return { password };
}

export async function groupsOf(database: Transaction<Tables> | Database, id: string): Promise<string[]> {
  const rows = await database
    .selectFrom('staff_group_member')
    .select('group_id')
    .where('person_id', '=', id)
    .orderBy('group_id')
    .execute();
  return rows.map((row) => row.group_id);
}

async function joinGroups(transaction: Transaction<Tables>, id: string, groups: readonly string[]): Promise<void> {
  if (groups.length === 0) return;
  await transaction
    .insertInto('staff_group_member')
    .values([...new Set(groups)].map((group) => ({ group_id: group, person_id: id })))
    .execute();
}

/** Names and addresses stay out of the audit: the subject's id leads to them while the person exists. */
function auditedPart(input: Omit<PersonInput, 'email' | 'name'>) {
  return { roles: input.roles, groups: input.groups, departmentId: input.departmentId ?? null };
}

/** Random, and of the shape the policy asks for. */
function temporaryPassword(): string {
  return `${randomBytes(12).toString('base64url')}-Aa7`;
}
