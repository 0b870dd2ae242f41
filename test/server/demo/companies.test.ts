import { describe, expect, it } from 'vitest';
import { importCompanies } from '../../../activities/registry/import-companies.ts';
import type { Company } from '../../../activities/registry/company.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import { openDatabase } from '../../../server/database/index.ts';
import { demoCompanies } from '../../../server/demo/companies.ts';
import { freshDatabase } from '../../ground/database.ts';

async function* linesOf(companies: Company[]): AsyncGenerator<string> {
  for (const company of companies) yield JSON.stringify(company);
}

describe('demo companies', () => {
  it('are accepted by the import, all 1,000 of them', async () => {
    const database = openDatabase((await freshDatabase()).url, { maxConnections: 2 });
    const report = await importCompanies(linesOf(demoCompanies(1_000)), postgresRegister(database));
    await database.destroy();
    expect(report).toMatchObject({ lines: 1_000, added: 1_000, refused: 0 });
  });

  it('are the same on every machine, other for another seed', () => {
    expect(demoCompanies(20)).toEqual(demoCompanies(20));
    expect(demoCompanies(1_000).slice(0, 20)).toEqual(demoCompanies(20));
    expect(demoCompanies(20, 7)).not.toEqual(demoCompanies(20));
    expect(demoCompanies(1)[0]).toMatchObject({ status: 'active' });
  });

  it('are in every state, most of them active', () => {
    const states = demoCompanies(1_000).map(({ status }) => status);
    expect(new Set(states)).toEqual(new Set(['active', 'terminated', 'liquidating', 'reorganising', 'bankrupt']));
    expect(states.filter((status) => status === 'active').length).toBeGreaterThan(850);
  });
});
