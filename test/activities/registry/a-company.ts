import type { Company } from '../../../activities/registry/company.ts';

/** Sberbank's real numbers with made-up people: valid check digits without a generator. */
export function aCompany(changes: Partial<Company> = {}): Company {
  return {
    ogrn: '1027700132195',
    inn: '7707083893',
    kpp: '773601001',
    okpo: '00032537',
    fullName: 'ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО "РОМАШКА"',
    shortName: 'ПАО "РОМАШКА"',
    status: 'active',
    registeredOn: '2002-08-16',
    terminatedOn: null,
    address: '117312, г. Москва, ул. Вавилова, д. 19',
    head: { name: 'Сидорова Алёна Игоревна', position: 'Генеральный директор' },
    capital: 100_000_000,
    activities: [{ code: '62.01', title: 'Разработка программного обеспечения', main: true }],
    founders: [{ name: 'Сидорова Алёна Игоревна', inn: '500100732259', sharePercent: 100 }],
    ...changes,
  };
}

export const gazprom = { ogrn: '1027700070518', inn: '7736050003', okpo: '00040778' };
