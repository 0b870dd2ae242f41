import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLegalEntity } from '../../../activities/identity/check-legal-entity.ts';
import { companyNameKey, personNameKey } from '../../../activities/identity/normalise.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import { type Database, openDatabase } from '../../../server/database/index.ts';
import { freshDatabase } from '../../ground/database.ts';
import { aCall, declares, errorOf, outputOf } from '../connector-call.ts';
import { aCompany, gazprom } from '../registry/a-company.ts';

let database: Database;
beforeAll(async () => {
  database = openDatabase((await freshDatabase()).url, { maxConnections: 2 });
  const bankrupt = aCompany({ ...gazprom, status: 'bankrupt', head: null });
  const gone = aCompany({
    ogrn: '5077746887312',
    inn: '7727596974',
    okpo: null,
    status: 'terminated',
    terminatedOn: '2024-03-01',
  });
  const { conflicts } = await postgresRegister(database).put([aCompany(), bankrupt, gone]);
  expect(conflicts).toEqual([]);
});
afterAll(() => database.destroy());

const truth = {
  inn: '7707083893',
  ogrn: '1027700132195',
  kpp: '773601001',
  name: 'ПАО «Ромашка»',
  head: 'Сидорова Алена Игоревна',
};
const connector = () => checkLegalEntity({ register: postgresRegister(database) });
const judge = (changes: object) => connector().invoke(aCall({ input: { ...truth, ...changes } }));

describe('identity.checkLegalEntity', () => {
  it('finds a true claim matched and tells the record (P-03, R-108)', async () => {
    expect(await outputOf(judge({}))).toEqual({
      matched: true,
      mismatches: [],
      registered: {
        ogrn: '1027700132195',
        inn: '7707083893',
        kpp: '773601001',
        name: 'ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО "РОМАШКА"',
        head: 'Сидорова Алёна Игоревна',
        status: 'active',
      },
    });
  });

  it.each([
    ['name', { name: 'ООО «Ромашка»' }, 'ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО "РОМАШКА"'],
    ['head', { head: 'Сидорова А. И.' }, 'Сидорова Алёна Игоревна'],
    ['kpp', { kpp: '770701001' }, '773601001'],
    ['inn', { inn: gazprom.inn }, '7707083893'],
  ])('tells the mismatch of %s', async (field, changes, registered) => {
    const given = Object.values(changes)[0];
    expect(await outputOf(judge(changes))).toMatchObject({
      matched: false,
      mismatches: [{ field, given, registered }],
    });
  });

  it('tells every mismatch at once', async () => {
    const { mismatches } = await outputOf(judge({ name: 'Лютик', head: 'Никто', kpp: '770701001' }));
    expect((mismatches as { field: string }[]).map(({ field }) => field)).toEqual(['kpp', 'name', 'head']);
  });

  it('finds the company by its INN when the OGRN is valid but not in the register', async () => {
    expect(await outputOf(judge({ ogrn: '1037700013020' }))).toMatchObject({
      matched: false,
      mismatches: [{ field: 'ogrn', given: '1037700013020', registered: '1027700132195' }],
    });
  });

  it('compares only what was said', async () => {
    expect(await outputOf(judge({ kpp: null, name: undefined, head: null }))).toMatchObject({ matched: true });
  });

  it('leaves a company in bankruptcy to an official', async () => {
    const claim = { ...gazprom, okpo: undefined, head: 'Сидорова Алёна Игоревна' };
    expect(await outputOf(judge(claim))).toMatchObject({
      matched: false,
      mismatches: [
        { field: 'head', registered: null },
        { field: 'status', given: 'active', registered: 'bankrupt' },
      ],
    });
  });

  it.each([
    [
      'a mistyped INN',
      { inn: '7707083894' },
      'identity.invalidIdentifier',
      { field: 'inn', problem: 'inn.checkDigit' },
    ],
    [
      'a mistyped OGRN',
      { ogrn: '1027700132194' },
      'identity.invalidIdentifier',
      { field: 'ogrn', problem: 'ogrn.checkDigit' },
    ],
    [
      'a KPP of the wrong form',
      { kpp: 'ABCDEFGHI' },
      'identity.invalidIdentifier',
      { field: 'kpp', problem: 'kpp.form' },
    ],
    ["a person's INN", { inn: '500100732259' }, 'identity.invalidIdentifier', { field: 'inn', problem: 'inn.length' }],
    ['an unknown company', { inn: '7702070139', ogrn: null }, 'identity.notFound', { inn: '7702070139', ogrn: null }],
    [
      'a terminated company',
      { inn: '7727596974', ogrn: '5077746887312' },
      'identity.inactiveCompany',
      { terminatedOn: '2024-03-01' },
    ],
  ])('answers %s with a declared error', async (_name, changes, code, payload) => {
    const error = await errorOf(judge(changes));
    expect(error).toMatchObject({ code, payload });
    expect(declares(connector(), error.code)).toBe(true);
  });
});

describe('names', () => {
  it.each([
    ['ООО "РОМАШКА"', '«Ромашка», ООО'],
    ['Общество с ограниченной ответственностью «Ёлка»', 'ООО Елка'],
    ['АО ‘Северо–Запад’', 'акционерное общество "Северо-Запад"'],
    ['OOO КОМЕТА', 'ООО КОМЕТА'],
    ['ПАО   "Два  слова"', 'Публичное акционерное общество „Два слова“'],
  ])('of a company are one: %s and %s', (one, other) => {
    expect(companyNameKey(one)).toBe(companyNameKey(other));
  });

  it.each([
    ['ООО «Ромашка»', 'АО «Ромашка»'],
    ['ООО «Ромашка»', 'ООО «Ромашка плюс»'],
    ['ООО «Северо-Запад»', 'ООО «Северо Запад»'],
    ['ПАО «Ромашка»', 'ОАО «Ромашка»'],
  ])('of a company differ: %s and %s', (one, other) => {
    expect(companyNameKey(one)).not.toBe(companyNameKey(other));
  });

  it('of a person do not depend on order, case and Ё, but on every word', () => {
    expect(personNameKey('Семён Ильич ПЁТРОВ')).toBe(personNameKey('Петров Семен Ильич'));
    expect(personNameKey('Петров С. И.')).not.toBe(personNameKey('Петров Семён Ильич'));
  });
});
