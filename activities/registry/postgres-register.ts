import { type Kysely, sql } from 'kysely';
import type { Company } from './company.ts';
import type { CompanyRegister } from './register.ts';
import type { RegisterTables } from './tables.ts';

/** The register in our own PostgreSQL. */
export function postgresRegister<Tables extends RegisterTables>(database: Kysely<Tables>): CompanyRegister {
  // The register's table is all this file may touch, whatever else the database holds.
  const register = database as unknown as Kysely<RegisterTables>;
  return {
    async find(by) {
      const query = register.selectFrom('register_company').select('record');
      const found = 'ogrn' in by ? query.where('ogrn', '=', by.ogrn) : query.where('inn', '=', by.inn);
      return (await found.executeTakeFirst())?.record;
    },
    put: (companies) => register.transaction().execute((transaction) => put(transaction, companies)),
  };
}

async function put(
  register: Kysely<RegisterTables>,
  companies: readonly Company[],
): ReturnType<CompanyRegister['put']> {
  // Two imports at once: the later waits, so that neither takes an ИНН the other is about to give away.
  await sql`select pg_advisory_xact_lock(hashtext('register_company'))`.execute(register);
  const taken = await register
    .selectFrom('register_company')
    .select(['inn', 'ogrn'])
    .where('inn', 'in', companies.map(({ inn }) => inn).concat(''))
    .execute();
  const owners = new Map(taken.map(({ inn, ogrn }) => [inn, ogrn]));
  const conflicts: string[] = [];
  const welcome: Company[] = [];
  for (const company of companies) {
    const owner = owners.get(company.inn) ?? company.ogrn;
    owners.set(company.inn, owner);
    if (owner === company.ogrn) welcome.push(company);
    else conflicts.push(company.ogrn);
  }
  const written = await sql<{ added: boolean }>`
    insert into register_company as old (ogrn, inn, record)
    select record ->> 'ogrn', record ->> 'inn', record from jsonb_array_elements(${JSON.stringify(welcome)}::jsonb) as record
    on conflict (ogrn) do update set inn = excluded.inn, record = excluded.record, imported_at = now()
    where old.record is distinct from excluded.record
    returning old.xmax = 0 as added`.execute(register);
  const added = written.rows.filter((row) => row.added).length;
  const changed = written.rows.length - added;
  return { added, changed, unchanged: welcome.length - added - changed, conflicts };
}
