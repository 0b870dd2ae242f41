import { Validator } from '@cfworker/json-schema';
import {
  checkKpp,
  checkOgrn,
  checkOkpo,
  checkOrganisationInn,
  type IdentifierVerdict,
} from '../../definitions/identifiers/index.ts';
import type { Company } from './company.ts';
import { companySchema } from './company-schema.ts';

export type CompanyProblem = { code: string; pointer: string; message: string };
export type ReadCompany = { ok: true; company: Company } | { ok: false; problem: CompanyProblem };

const validator = new Validator(companySchema as ConstructorParameters<typeof Validator>[0], '2020-12', true);

/** Judges one line of a register file: JSON, shape, check digits. The first problem is told. */
export function readCompany(line: string): ReadCompany {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return refuse('json.syntax', '', (error as Error).message);
  }
  const judged = validator.validate(value);
  if (!judged.valid) {
    // The outermost errors only say that something inside is wrong.
    const deepest = judged.errors.at(-1);
    return refuse('company.shape', (deepest?.instanceLocation ?? '#').slice(1), deepest?.error ?? 'not a company');
  }
  const company = { ...blank, ...(value as Company) };
  return identifierProblem(company) ?? { ok: true, company };
}

const blank = {
  kpp: null,
  okpo: null,
  shortName: null,
  terminatedOn: null,
  head: null,
  capital: null,
  activities: [],
  founders: [],
};

function identifierProblem(company: Company): ReadCompany | undefined {
  const checks: [pointer: string, value: string | null, check: (value: string) => IdentifierVerdict][] = [
    ['/inn', company.inn, checkOrganisationInn],
    ['/ogrn', company.ogrn, checkOgrn],
    ['/kpp', company.kpp, checkKpp],
    ['/okpo', company.okpo, checkOkpo],
  ];
  for (const [pointer, value, check] of checks) {
    const verdict = value === null ? undefined : check(value);
    if (verdict && !verdict.ok) return refuse(verdict.code, pointer, `${value} is refused`);
  }
  if (company.status === 'terminated' && company.terminatedOn === null) {
    return refuse('company.terminatedOn', '/terminatedOn', 'a terminated company needs the day it ended');
  }
  return undefined;
}

function refuse(code: string, pointer: string, message: string): ReadCompany {
  return { ok: false, problem: { code, pointer, message } };
}
