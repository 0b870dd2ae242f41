import type { Company, CompanyStatus } from '../../activities/registry/company.ts';
import { innCheckDigits, ogrnCheckDigit, okpoCheckDigit } from '../../definitions/identifiers/index.ts';
import { activities, companyName, personName, regions, streets } from './names.ts';
import { type Seeded, seeded } from './seeded.ts';

const forms = [
  { short: 'ООО', full: 'Общество с ограниченной ответственностью', position: 'Генеральный директор' },
  { short: 'АО', full: 'Акционерное общество', position: 'Генеральный директор' },
  { short: 'АНО', full: 'Автономная некоммерческая организация', position: 'Директор' },
];

/**
 * Made-up companies with valid check digits: the same for the same seed and count, each number used once. The first
 * companies are all active, so that demo cases can rely on them.
 */
export function demoCompanies(count: number, seed = 20_260_424): Company[] {
  const source = seeded(seed);
  const taken = new Set<string>();
  const companies: Company[] = [];
  while (companies.length < count) {
    const company = aCompany(source, companies.length < 50 ? 'active' : statusOf(source.below(100)));
    if (taken.has(company.inn) || taken.has(company.ogrn)) continue;
    taken.add(company.inn).add(company.ogrn);
    companies.push(company);
  }
  return companies;
}

function statusOf(percent: number): CompanyStatus {
  if (percent < 90) return 'active';
  if (percent < 95) return 'terminated';
  if (percent < 97) return 'liquidating';
  return percent < 99 ? 'reorganising' : 'bankrupt';
}

function aCompany(source: Seeded, status: CompanyStatus): Company {
  const percent = source.below(100);
  const form = percent < 90 ? forms[0] : percent < 98 ? forms[1] : forms[2];
  if (!form) throw new Error('No legal form');
  const region = source.pick(regions);
  const year = 2002 + source.below(23);
  const inn = `${region.code}${source.digits(2)}${source.digits(5)}`;
  const ogrn = `1${String(year % 100).padStart(2, '0')}${region.code}${source.digits(7)}`;
  const okpo = source.digits(7);
  const name = companyName(source);
  const head = personName(source);
  const sole = source.below(3) > 0;
  const founders = sole ? [head] : [head, personName(source)];
  return {
    ogrn: ogrn + ogrnCheckDigit(ogrn),
    inn: inn + innCheckDigits(inn),
    kpp: `${inn.slice(0, 4)}01001`,
    okpo: okpo + okpoCheckDigit(okpo),
    fullName: `${form.full} «${name}»`,
    shortName: `${form.short} «${name}»`,
    status,
    registeredOn: dayOf(source, year),
    terminatedOn: status === 'terminated' ? dayOf(source, 2025) : null,
    address: `${region.town}, ${source.pick(streets)}, д. ${1 + source.below(120)}`,
    head: { name: head, position: form.position },
    capital: (1 + source.below(500)) * 1_000_000,
    activities: [{ ...source.pick(activities), main: true }],
    founders: founders.map((founder) => ({ name: founder, inn: null, sharePercent: 100 / founders.length })),
  };
}

function dayOf(source: Seeded, year: number): string {
  const month = 1 + source.below(12);
  const day = 1 + source.below(28);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
