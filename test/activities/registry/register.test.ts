import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importCompanies } from '../../../activities/registry/import-companies.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import { registryLookup } from '../../../activities/registry/registry-lookup.ts';
import { type Database, openDatabase } from '../../../server/database/index.ts';
import { freshDatabase } from '../../ground/database.ts';
import { aCall, declares, errorOf, outputOf } from '../connector-call.ts';
import { aCompany, gazprom } from './a-company.ts';

let database: Database;
beforeAll(async () => {
  database = openDatabase((await freshDatabase()).url, { maxConnections: 4 });
});
afterAll(() => database.destroy());
beforeEach(() => database.deleteFrom('register_company').execute());

const lineOf = (changes: object = {}): string => JSON.stringify({ ...aCompany(), ...changes });

async function* lines(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

describe('the register', () => {
  it('finds a company by OGRN and by INN as it was put', async () => {
    const register = postgresRegister(database);
    await register.put([aCompany()]);
    expect(await register.find({ ogrn: '1027700132195' })).toEqual(aCompany());
    expect(await register.find({ inn: '7707083893' })).toEqual(aCompany());
    expect(await register.find({ inn: gazprom.inn })).toBeUndefined();
  });

  it('tells what a file added, changed and left, and changes nothing the second time', async () => {
    const register = postgresRegister(database);
    const other = lineOf(gazprom);
    expect(await importCompanies(lines(lineOf(), other, ''), register)).toMatchObject({
      lines: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      refused: 0,
    });
    expect(await importCompanies(lines(lineOf(), other), register)).toMatchObject({
      lines: 2,
      added: 0,
      changed: 0,
      unchanged: 2,
      refused: 0,
    });
    expect(await importCompanies(lines(lineOf({ kpp: '770701001' }), other), register)).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    });
    expect((await register.find({ inn: '7707083893' }))?.kpp).toBe('770701001');
  });

  it('names every refused line with its code and takes the others', async () => {
    const register = postgresRegister(database);
    const report = await importCompanies(
      lines(
        lineOf(),
        '{"inn":',
        lineOf({ inn: '7707083894' }),
        lineOf({ ogrn: '1027700132194' }),
        lineOf({ kpp: '77070100Q' }),
        lineOf({ okpo: '00032538' }),
        lineOf({ fullName: '' }),
        lineOf({ secret: 1 }),
        lineOf({ registeredOn: '16.08.2002' }),
        lineOf({ status: 'terminated' }),
        lineOf({ ...gazprom, head: undefined, founders: undefined }),
        '[]',
      ),
      register,
    );
    expect(report).toMatchObject({ lines: 12, added: 2, refused: 10 });
    expect(report.refusals.map(({ line, code, pointer }) => [line, code, pointer])).toEqual([
      [2, 'json.syntax', ''],
      [3, 'inn.checkDigit', '/inn'],
      [4, 'ogrn.checkDigit', '/ogrn'],
      [5, 'kpp.form', '/kpp'],
      [6, 'okpo.checkDigit', '/okpo'],
      [7, 'company.shape', '/fullName'],
      [8, 'company.shape', '/secret'],
      [9, 'company.shape', '/registeredOn'],
      [10, 'company.terminatedOn', '/terminatedOn'],
      [12, 'company.shape', ''],
    ]);
    expect((await register.find({ inn: gazprom.inn }))?.head).toBeNull();
  });

  it('lets the later line win when a company comes twice', async () => {
    const register = postgresRegister(database);
    const report = await importCompanies(lines(lineOf(), lineOf({ kpp: '770701001' })), register);
    expect(report).toMatchObject({ lines: 2, added: 1, changed: 1, refused: 0 });
    expect((await register.find({ inn: '7707083893' }))?.kpp).toBe('770701001');
  });

  it('refuses a company whose INN belongs to another OGRN, in the file or in the table', async () => {
    const register = postgresRegister(database);
    const thief = lineOf({ ogrn: gazprom.ogrn });
    expect((await importCompanies(lines(lineOf(), thief), register)).refusals).toMatchObject([
      { line: 2, code: 'company.innTaken', pointer: '/inn' },
    ]);
    expect((await importCompanies(lines(thief), register)).refusals).toMatchObject([
      { line: 1, code: 'company.innTaken' },
    ]);
    expect((await register.find({ inn: '7707083893' }))?.ogrn).toBe('1027700132195');
  });

  it('survives two imports of the same file at once', async () => {
    const register = postgresRegister(database);
    const file = (): AsyncGenerator<string> => lines(lineOf(), lineOf(gazprom));
    const reports = await Promise.all([importCompanies(file(), register), importCompanies(file(), register)]);
    expect(reports.map(({ added, unchanged }) => [added, unchanged]).sort()).toEqual([
      [0, 2],
      [2, 0],
    ]);
  });
});

describe('registry.lookup', () => {
  it('answers with the whole record, by OGRN or by INN', async () => {
    const register = postgresRegister(database);
    await register.put([aCompany()]);
    const connector = registryLookup({ register });
    expect(await outputOf(connector.invoke(aCall({ input: { ogrn: '1027700132195' } })))).toEqual({
      company: aCompany(),
    });
    expect(await outputOf(connector.invoke(aCall({ input: { inn: '7707083893', ogrn: null } })))).toEqual({
      company: aCompany(),
    });
  });

  it.each([
    ['a company that is not there', { ogrn: '1027700132195' }, 'registry.notFound'],
    ['a wrong OGRN', { ogrn: '1027700132194' }, 'registry.invalidIdentifier'],
    ['a wrong INN', { inn: '7707083894' }, 'registry.invalidIdentifier'],
    ['nothing to look for', {}, 'registry.invalidIdentifier'],
  ])('answers %s with a declared error', async (_name, input, code) => {
    const connector = registryLookup({ register: postgresRegister(database) });
    const error = await errorOf(connector.invoke(aCall({ input })));
    expect(error.code).toBe(code);
    expect(declares(connector, error.code)).toBe(true);
  });

  it('throws, to be tried again, when the database is away', async () => {
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { maxConnections: 1 });
    const connector = registryLookup({ register: postgresRegister(away) });
    await expect(connector.invoke(aCall({ input: { ogrn: '1027700132195' } }))).rejects.toThrow();
    await away.destroy();
  });
});
