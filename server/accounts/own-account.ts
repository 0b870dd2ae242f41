import { appendAudit } from '../audit/append.ts';
import type { Database } from '../database/index.ts';
import { AccountProblem } from './account-problem.ts';
import { passwordProblems } from './password-policy.ts';
import type { SignInLibrary } from './sign-in-library.ts';

interface OwnRequest {
  personId: string;
  headers: Headers;
  address?: string | undefined;
}

/** Changes the caller's own password; every other session of the account ends, this one gets a new token. */
export async function changeOwnPassword(
  library: SignInLibrary,
  database: Database,
  request: OwnRequest & { current: string; next: string },
): Promise<{ cookies: string[] }> {
  const person = await database
    .selectFrom('person')
    .select(['name', 'email'])
    .where('id', '=', request.personId)
    .executeTakeFirstOrThrow();
  const problems = passwordProblems(request.next, [person.name, person.email]);
  if (problems.length > 0) throw new AccountProblem('password.weak', problems);
  if (request.next === request.current) throw new AccountProblem('password.same');
  const answer = await library.api.changePassword({
    body: { currentPassword: request.current, newPassword: request.next, revokeOtherSessions: true },
    headers: request.headers,
    asResponse: true,
  });
  if (!answer.ok) throw new AccountProblem('password.wrong');
  await database.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('person')
      .set({ must_change_password: false, password_changed_at: new Date() })
      .where('id', '=', request.personId)
      .execute();
    await audit(transaction, request, 'person.changePassword');
  });
  return { cookies: answer.headers.getSetCookie() };
}

export interface Enrolment {
  /** `otpauth:` address for the app's QR code. */
  uri: string;
  /** Shown once; each works once in place of a code. */
  recoveryCodes: string[];
}

/** Begins the enrolment of the second factor; nothing holds until a first code proves it. */
export async function beginEnrolment(
  library: SignInLibrary,
  request: OwnRequest & { password: string },
): Promise<Enrolment> {
  const answer = await library.api
    .enableTwoFactor({ body: { password: request.password, method: 'totp' }, headers: request.headers })
    .catch(() => undefined);
  if (!answer || answer.method !== 'totp') throw new AccountProblem('password.wrong');
  return { uri: answer.totpURI, recoveryCodes: answer.backupCodes };
}

export async function confirmEnrolment(
  library: SignInLibrary,
  database: Database,
  request: OwnRequest & { code: string },
): Promise<{ cookies: string[] }> {
  const answer = await library.api.verifyTOTP({
    body: { code: request.code.replaceAll(/\s/g, '') },
    headers: request.headers,
    asResponse: true,
  });
  if (!answer.ok) throw new AccountProblem('signIn.code');
  await database.transaction().execute((transaction) => audit(transaction, request, 'person.enrolSecondFactor'));
  return { cookies: answer.headers.getSetCookie() };
}

/** New recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  library: SignInLibrary,
  database: Database,
  request: OwnRequest & { password: string },
): Promise<string[]> {
  const answer = await library.api
    .generateBackupCodes({ body: { password: request.password }, headers: request.headers })
    .catch(() => undefined);
  if (!answer) throw new AccountProblem('password.wrong');
  await database.transaction().execute((transaction) => audit(transaction, request, 'person.renewRecoveryCodes'));
  return answer.backupCodes;
}

export async function signOut(
  library: SignInLibrary,
  database: Database,
  request: OwnRequest,
): Promise<{ cookies: string[] }> {
  const answer = await library.api.signOut({ headers: request.headers, asResponse: true });
  await database.transaction().execute((transaction) => audit(transaction, request, 'person.signOut'));
  return { cookies: answer.headers.getSetCookie() };
}

function audit(transaction: Parameters<typeof appendAudit>[0], request: OwnRequest, operation: string) {
  return appendAudit(transaction, {
    actor: { kind: 'person', id: request.personId },
    address: request.address,
    operation,
    subject: request.personId,
  });
}
