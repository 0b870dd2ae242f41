import type { Company, CompanyStatus } from '../registry/company.ts';
import { companyNameKey, personNameKey } from './normalise.ts';

/** What an applicant says about their company. Absent values are not compared. */
export interface Claim {
  inn?: string | null;
  ogrn?: string | null;
  kpp?: string | null;
  name?: string | null;
  head?: string | null;
}

export type ComparedField = 'inn' | 'ogrn' | 'kpp' | 'name' | 'head' | 'status';

export interface Mismatch {
  field: ComparedField;
  given: string | null;
  registered: string | null;
}

/** States in which a company still exists, but an official should look. */
const doubtful: readonly CompanyStatus[] = ['reorganising', 'liquidating', 'bankrupt'];

/** Field by field; an empty list means that all that was said is so. */
export function compare(claim: Claim, company: Company): Mismatch[] {
  const mismatches: Mismatch[] = [];
  const judge = (
    field: ComparedField,
    given: string | null | undefined,
    registered: string | null,
    same: (one: string, other: string) => boolean,
  ): void => {
    if (given === undefined || given === null) return;
    if (registered === null || !same(given, registered)) mismatches.push({ field, given, registered });
  };
  const exactly = (one: string, other: string): boolean => one === other;
  judge('inn', claim.inn, company.inn, exactly);
  judge('ogrn', claim.ogrn, company.ogrn, exactly);
  judge('kpp', claim.kpp, company.kpp, exactly);
  judge('name', claim.name, company.fullName, (given) => namesOf(company).includes(companyNameKey(given)));
  judge(
    'head',
    claim.head,
    company.head?.name ?? null,
    (given, registered) => personNameKey(given) === personNameKey(registered),
  );
  if (doubtful.includes(company.status))
    mismatches.push({ field: 'status', given: 'active', registered: company.status });
  return mismatches;
}

function namesOf(company: Company): string[] {
  return [company.fullName, company.shortName].filter((name) => name !== null).map(companyNameKey);
}
