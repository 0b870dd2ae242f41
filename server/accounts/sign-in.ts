import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Database } from '../database/index.ts';
import { AccountProblem } from './account-problem.ts';
import { passwordIsStale } from './password-policy.ts';
import { maxFailedSignIns, type SignInLibrary } from './sign-in-library.ts';

/** What the person has to do next; `done` is a session with full rights. */
export type NextStep = 'secondFactor' | 'enrolSecondFactor' | 'changePassword' | 'done';

export interface SignedIn {
  next: NextStep;
  /** `Set-Cookie` values for the answer. */
  cookies: string[];
}

/**
 * First step: e-mail and password. A wrong e-mail, a wrong password and a disabled account answer alike; only who knows
 * the password learns that the account is locked.
 */
export async function signIn(
  library: SignInLibrary,
  database: Database,
  request: { email: string; password: string; headers: Headers; address?: string },
): Promise<SignedIn> {
  const email = request.email.trim().toLowerCase();
  const counted = await database
    .updateTable('person')
    .set({ failed_sign_ins: sql`failed_sign_ins + 1` })
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .returning([
      'id',
      'failed_sign_ins',
      'locked_at',
      'must_change_password',
      'password_changed_at',
      'two_factor_enabled',
    ])
    .executeTakeFirst();
  const allowed = counted && !counted.locked_at && counted.failed_sign_ins <= maxFailedSignIns;
  if (!allowed) {
    const knows = await knowsPassword(library, database, counted?.id, request.password);
    if (counted && !counted.locked_at) await lock(database, counted.id, request.address);
    throw new AccountProblem(knows ? 'signIn.locked' : 'signIn.failed');
  }
  const answer = await library.api.signInEmail({
    body: { email, password: request.password },
    headers: withAddress(request.headers, request.address),
    asResponse: true,
  });
  if (!answer.ok) {
    if (counted.failed_sign_ins >= maxFailedSignIns) await lock(database, counted.id, request.address);
    throw new AccountProblem('signIn.failed');
  }
  await database.updateTable('person').set({ failed_sign_ins: 0 }).where('id', '=', counted.id).execute();
  const stale = counted.must_change_password || passwordIsStale(counted.password_changed_at, new Date());
  return {
    next: counted.two_factor_enabled ? 'secondFactor' : stale ? 'changePassword' : 'enrolSecondFactor',
    cookies: answer.headers.getSetCookie(),
  };
}

/** Second step: the one-time code of the app, or a recovery code. A code is used once. */
export async function provideSecondFactor(
  library: SignInLibrary,
  database: Database,
  request: { code: string; recovery: boolean; headers: Headers; address?: string },
): Promise<SignedIn> {
  const headers = withAddress(request.headers, request.address);
  const code = request.code.replaceAll(/\s/g, '');
  const answer = request.recovery
    ? await library.api.verifyBackupCode({ body: { code }, headers, asResponse: true })
    : await library.api.verifyTOTP({ body: { code }, headers, asResponse: true });
  if (!answer.ok) {
    const { code: reason } = (await answer.json().catch(() => ({}))) as { code?: string };
    if (reason === 'INVALID_TWO_FACTOR_COOKIE') throw new AccountProblem('signIn.expired');
    if (reason === 'ACCOUNT_TEMPORARILY_LOCKED' || reason === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') {
      throw new AccountProblem('signIn.tooManyCodes');
    }
    throw new AccountProblem('signIn.code');
  }
  const { token, user } = (await answer.json()) as { token: string; user: { id: string } };
  if (!request.recovery && !(await useOnce(database, user.id, code))) {
    await database.deleteFrom('person_session').where('token', '=', token).execute();
    throw new AccountProblem('signIn.codeUsed');
  }
  await database.transaction().execute((transaction) =>
    appendAudit(transaction, {
      actor: { kind: 'person', id: user.id },
      address: request.address,
      operation: request.recovery ? 'person.signIn.recoveryCode' : 'person.signIn',
      subject: user.id,
    }),
  );
  return { next: 'done', cookies: answer.headers.getSetCookie() };
}

/** A one-time code lives 30 seconds and its neighbours are accepted: three minutes of memory are plenty. */
async function useOnce(database: Database, personId: string, code: string): Promise<boolean> {
  await database
    .deleteFrom('person_used_code')
    .where('used_at', '<', sql<Date>`now() - interval '3 minutes'`)
    .execute();
  const digest = createHash('sha256').update(`${personId}:${code}`).digest();
  const kept = await database
    .insertInto('person_used_code')
    .values({ person_id: personId, digest })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (kept.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function knowsPassword(
  library: SignInLibrary,
  database: Database,
  personId: string | undefined,
  password: string,
): Promise<boolean> {
  const context = await library.$context;
  const credential = personId
    ? await database
        .selectFrom('person_credential')
        .select('password')
        .where('person_id', '=', personId)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst()
    : undefined;
  // The same work for an unknown e-mail, so that time does not tell who has an account.
  const hash = credential?.password ?? (await context.password.hash(password));
  const right = await context.password.verify({ hash, password });
  return right && credential !== undefined;
}

async function lock(database: Database, personId: string, address: string | undefined): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const locked = await transaction
      .updateTable('person')
      .set({ locked_at: new Date() })
      .where('id', '=', personId)
      .where('locked_at', 'is', null)
      .executeTakeFirst();
    if (locked.numUpdatedRows === 0n) return;
    await transaction.deleteFrom('person_session').where('person_id', '=', personId).execute();
    await appendAudit(transaction, {
      actor: { kind: 'system', id: 'accounts' },
      address,
      operation: 'person.lock',
      subject: personId,
      after: { failedSignIns: maxFailedSignIns },
    });
  });
}

function withAddress(headers: Headers, address: string | undefined): Headers {
  const copy = new Headers(headers);
  copy.delete('x-reglament-address');
  if (address) copy.set('x-reglament-address', address);
  return copy;
}
