import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginEnrolment, changeOwnPassword, confirmEnrolment, signOut } from '../../../server/accounts/own-account.ts';
import { createPerson, restoreAccess, setDisabled } from '../../../server/accounts/people.ts';
import { principalOfSession } from '../../../server/accounts/session-principal.ts';
import { createSignInLibrary } from '../../../server/accounts/sign-in-library.ts';
import { provideSecondFactor, signIn } from '../../../server/accounts/sign-in.ts';
import { verifyAudit } from '../../../server/audit/verify.ts';
import { openDatabase } from '../../../server/database/index.ts';
import { authenticator } from '../../builders/authenticator.ts';
import { CookieJar } from '../../builders/cookie-jar.ts';
import { freshDatabase } from '../../ground/database.ts';

const { url } = await freshDatabase();
const database = openDatabase(url);
const library = createSignInLibrary(database, {
  masterKey: randomBytes(32),
  baseUrl: 'http://127.0.0.1:8080',
  idleSeconds: 900,
});
const acting = { actor: { kind: 'person', id: 'p_admin' } as const, address: '127.0.0.1' };
const newPassword = 'Длинный-Пароль-2026';

let people = 0;
async function aPerson() {
  people += 1;
  const email = `official${people}@example.org`;
  const { id, password } = await createPerson(
    library,
    database,
    { name: 'Иванова Анна', email, roles: ['official'], groups: [] },
    acting,
  );
  return { id, email, password };
}

/** Signed in for the first time: password changed, second factor enrolled. */
async function anEnrolledPerson() {
  const person = await aPerson();
  const jar = new CookieJar();
  jar.keep((await signIn(library, database, { ...person, headers: jar.headers })).cookies);
  jar.keep(
    (
      await changeOwnPassword(library, database, {
        personId: person.id,
        headers: jar.headers,
        current: person.password,
        next: newPassword,
      })
    ).cookies,
  );
  const { uri, recoveryCodes } = await beginEnrolment(library, {
    personId: person.id,
    headers: jar.headers,
    password: newPassword,
  });
  const phone = authenticator(uri);
  const code = await phone.code();
  jar.keep((await confirmEnrolment(library, database, { personId: person.id, headers: jar.headers, code })).cookies);
  return { ...person, password: newPassword, jar, phone, recoveryCodes };
}

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

beforeAll(async () => {
  await database
    .insertInto('staff_group')
    .values({ id: 'appeals', title: JSON.stringify({ ru: 'Жалобы' }) })
    .execute();
});
afterAll(() => database.destroy());

describe('signing in (R-080 .. R-087)', () => {
  it('gives no right before the password is changed and the second factor enrolled', async () => {
    const person = await aPerson();
    const jar = new CookieJar();
    const first = await signIn(library, database, { ...person, headers: jar.headers });
    expect(first.next).toBe('changePassword');
    jar.keep(first.cookies);
    const before = await principalOfSession(library, database, jar.headers);
    expect(before?.principal).toMatchObject({ roles: [], session: { duty: 'changePassword' } });
    jar.keep(
      (
        await changeOwnPassword(library, database, {
          personId: person.id,
          headers: jar.headers,
          current: person.password,
          next: newPassword,
        })
      ).cookies,
    );
    const after = await principalOfSession(library, database, jar.headers);
    expect(after?.principal).toMatchObject({ roles: [], session: { duty: 'enrolSecondFactor' } });
  });

  it('asks for the code after the password and gives the roles after both', async () => {
    const person = await anEnrolledPerson();
    const jar = new CookieJar();
    const first = await signIn(library, database, { ...person, headers: jar.headers });
    expect(first.next).toBe('secondFactor');
    jar.keep(first.cookies);
    expect(await principalOfSession(library, database, jar.headers)).toBeUndefined();
    const code = await person.phone.code();
    const second = await provideSecondFactor(library, database, { code, recovery: false, headers: jar.headers });
    jar.keep(second.cookies);
    expect((await principalOfSession(library, database, jar.headers))?.principal).toMatchObject({
      actorId: person.id,
      roles: ['official'],
    });
    const other = new CookieJar();
    other.keep((await signIn(library, database, { ...person, headers: other.headers })).cookies);
    expect(
      await failure(provideSecondFactor(library, database, { code, recovery: false, headers: other.headers })),
    ).toBe('signIn.codeUsed');
  });

  it('takes each recovery code once', async () => {
    const person = await anEnrolledPerson();
    const [code = ''] = person.recoveryCodes;
    for (const expected of ['none', 'signIn.code']) {
      const jar = new CookieJar();
      jar.keep((await signIn(library, database, { ...person, headers: jar.headers })).cookies);
      expect(
        await failure(provideSecondFactor(library, database, { code, recovery: true, headers: jar.headers })),
      ).toBe(expected);
    }
  });

  it('answers a wrong password and an unknown e-mail alike, locks after five failures and tells only who knows the password', async () => {
    const person = await anEnrolledPerson();
    const headers = new Headers();
    expect(
      await failure(signIn(library, database, { email: 'nobody@example.org', password: 'Wrong-Password-1', headers })),
    ).toBe('signIn.failed');
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(
        await failure(signIn(library, database, { email: person.email, password: 'Wrong-Password-1', headers })),
      ).toBe('signIn.failed');
    }
    expect(
      await failure(signIn(library, database, { email: person.email, password: 'Wrong-Password-1', headers })),
    ).toBe('signIn.failed');
    expect(await failure(signIn(library, database, { ...person, headers }))).toBe('signIn.locked');
    expect(await principalOfSession(library, database, person.jar.headers)).toBeUndefined();
    const { password } = await restoreAccess(
      library,
      database,
      person.id,
      { resetSecondFactor: false, reason: 'P-26' },
      acting,
    );
    const jar = new CookieJar();
    const again = await signIn(library, database, { email: person.email, password, headers: jar.headers });
    expect(again.next).toBe('secondFactor');
  });

  it('ends every session when a person is disabled, and the one that signs out', async () => {
    const person = await anEnrolledPerson();
    expect(await principalOfSession(library, database, person.jar.headers)).toBeDefined();
    await setDisabled(database, person.id, true, acting);
    expect(await principalOfSession(library, database, person.jar.headers)).toBeUndefined();
    expect(await failure(signIn(library, database, { ...person, headers: new Headers() }))).toBe('signIn.failed');
    const other = await anEnrolledPerson();
    await signOut(library, database, { personId: other.id, headers: other.jar.headers });
    expect(await principalOfSession(library, database, other.jar.headers)).toBeUndefined();
  });

  it('refuses weak passwords with every reason', async () => {
    const person = await aPerson();
    const jar = new CookieJar();
    jar.keep((await signIn(library, database, { ...person, headers: jar.headers })).cookies);
    const weak = changeOwnPassword(library, database, {
      personId: person.id,
      headers: jar.headers,
      current: person.password,
      next: 'иванова',
    });
    await expect(weak).rejects.toMatchObject({
      code: 'password.weak',
      details: ['length', 'upperCase', 'digit', 'special', 'personal'],
    });
  });

  it('leaves an audit chain that verifies and shows a changed row', async () => {
    const whole = await verifyAudit(database);
    expect(whole.broken).toBeUndefined();
    expect(whole.rows).toBeGreaterThan(10);
    const { sql } = await import('kysely');
    await expect(sql`update audit_entry set operation = 'nothing' where seq = 3`.execute(database)).rejects.toThrow(
      'append-only',
    );
    await sql`alter table audit_entry disable trigger audit_entry_append_only`.execute(database);
    await sql`update audit_entry set operation = 'nothing' where seq = 3`.execute(database);
    expect((await verifyAudit(database)).broken).toEqual({ seq: 3, why: 'changed' });
    await sql`delete from audit_entry where seq = 2`.execute(database);
    expect((await verifyAudit(database)).broken).toEqual({ seq: 2, why: 'missing' });
  });
});
