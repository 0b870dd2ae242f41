import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccountProblem } from '../accounts/account-problem.ts';
import { createGroup } from '../accounts/directory.ts';
import { type Acting, createPerson, restoreAccess } from '../accounts/people.ts';
import { type AccountSettings, createSignInLibrary, type SignInLibrary } from '../accounts/sign-in-library.ts';
import { createKey } from '../auth/key-store.ts';
import type { Principal } from '../auth/principal.ts';
import type { Database } from '../database/index.ts';
import { writeFileWhole } from '../embedded/child-process.ts';
import { demoApplicants, demoGroups, type DemoPerson, demoStaff } from './staff.ts';

/** What a person who tries the demo signs in with; kept in the data folder, readable by its owner alone. */
export interface DemoAccess {
  key: string;
  name: string;
  email: string;
  password: string;
  apiKey: string;
  personId: string;
}

export const accessFile = 'demo-people.json';
const acting: Acting = { actor: { kind: 'system', id: 'demo' } };

/** Makes the people of the demo where they are missing, and returns each as a caller by key. */
export async function ensureDemoPeople(
  database: Database,
  accounts: AccountSettings,
  dataFolder: string,
): Promise<Map<string, Principal>> {
  const library = createSignInLibrary(database, accounts);
  const path = join(dataFolder, accessFile);
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DemoAccess[]) : [];
  for (const group of demoGroups) await createGroup(database, group, acting).catch(unlessThere);
  const access: DemoAccess[] = [];
  for (const person of [...demoStaff, ...demoApplicants]) {
    access.push(await ensurePerson(database, library, person, known));
    writeFileWhole(path, `${JSON.stringify(access, null, 2)}\n`, 0o600);
  }
  const ids = new Map(access.map(({ key, personId }) => [key, personId]));
  return new Map(
    [...demoStaff, ...demoApplicants].map((person) => [person.key, principalOf(person, ids.get(person.key) as string)]),
  );
}

async function ensurePerson(
  database: Database,
  library: SignInLibrary,
  person: DemoPerson,
  known: DemoAccess[],
): Promise<DemoAccess> {
  const email = `${person.key}@reglament.example`;
  const there = await database.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
  const kept = known.find(({ key }) => key === person.key);
  if (there && kept?.personId === there.id) return kept;
  // There is the person, but nobody has the password any more: the file is lost.
  const { id, password } = there
    ? {
        id: there.id,
        ...(await restoreAccess(library, database, there.id, { resetSecondFactor: true, reason: 'demo' }, acting)),
      }
    : await createPerson(library, database, { ...person, email }, acting);
  const { token } = await createKey(
    database,
    {
      title: `Демо: ${person.name}`,
      actorId: id,
      actorKind: actorKindOf(person),
      roles: [...person.roles],
      groups: [...person.groups],
      scopes: [],
    },
    acting,
  );
  return { key: person.key, name: person.name, email, password, apiKey: token, personId: id };
}

function principalOf(person: DemoPerson, id: string): Principal {
  return {
    credential: 'demo',
    actorId: id,
    actorKind: actorKindOf(person),
    roles: person.roles,
    groups: person.groups,
    scopes: [],
  };
}

function actorKindOf({ roles }: DemoPerson): 'applicant' | 'person' {
  return roles.includes('applicant') ? 'applicant' : 'person';
}

function unlessThere(error: unknown): void {
  if (!(error instanceof AccountProblem) || error.code !== 'group.taken') throw error;
}
