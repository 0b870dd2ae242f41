import { sql } from 'kysely';
import type { Principal } from '../auth/principal.ts';
import { roles as knownRoles } from '../auth/roles.ts';
import type { Database } from '../database/index.ts';
import { passwordIsStale } from './password-policy.ts';
import type { SignInLibrary } from './sign-in-library.ts';

/** A session until its duties are done (change the password, enrol the second factor) has no rights but these. */
export type Duty = 'changePassword' | 'enrolSecondFactor';

export interface SessionPrincipal extends Principal {
  session: { id: string; expiresAt: Date; duty?: Duty };
  name: string;
}

/** The caller proven by the session cookie, with the groups of those he stands in for today. */
export async function principalOfSession(
  library: SignInLibrary,
  database: Database,
  headers: Headers,
): Promise<{ principal: SessionPrincipal; cookies: string[] } | undefined> {
  const answer = await library.api.getSession({ headers, asResponse: true });
  const body = (await answer.json().catch(() => null)) as {
    session: { id: string; expiresAt: string };
    user: { id: string };
  } | null;
  if (!body) return undefined;
  const person = await database
    .selectFrom('person')
    .select((build) => [
      'id',
      'name',
      'roles',
      'two_factor_enabled',
      'must_change_password',
      'password_changed_at',
      build
        .selectFrom('staff_group_member')
        .select(sql<string[]>`coalesce(array_agg(distinct group_id), '{}')`.as('groups'))
        .where((where) =>
          where.or([
            where('person_id', '=', where.ref('person.id')),
            where(
              'person_id',
              'in',
              where
                .selectFrom('absence')
                .select('absence.person_id')
                .where('absence.substitute_id', '=', where.ref('person.id'))
                .where(sql<boolean>`current_date between absence.from_day and absence.to_day`),
            ),
          ]),
        )
        .as('groups'),
    ])
    .where('id', '=', body.user.id)
    .where('disabled_at', 'is', null)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
  if (!person) return undefined;
  const duty: Duty | undefined =
    person.must_change_password || passwordIsStale(person.password_changed_at, new Date())
      ? 'changePassword'
      : person.two_factor_enabled
        ? undefined
        : 'enrolSecondFactor';
  return {
    principal: {
      credential: `session:${body.session.id}`,
      actorId: person.id,
      actorKind: person.roles.every((role) => role === 'applicant') && person.roles.length > 0 ? 'applicant' : 'person',
      // A session with a duty open has no role: the table of permissions refuses it everywhere but on its own routes.
      roles: duty ? [] : knownRoles.filter((role) => person.roles.includes(role)),
      groups: person.groups ?? [],
      scopes: [],
      name: person.name,
      session: { id: body.session.id, expiresAt: new Date(body.session.expiresAt), ...(duty ? { duty } : {}) },
    },
    cookies: answer.headers.getSetCookie(),
  };
}
