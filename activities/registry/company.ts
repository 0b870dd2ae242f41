/** One record of the register of legal entities (ЕГРЮЛ), as the data dictionary lists it. */
export interface Company {
  ogrn: string;
  inn: string;
  kpp: string | null;
  okpo: string | null;
  fullName: string;
  shortName: string | null;
  status: CompanyStatus;
  registeredOn: string;
  terminatedOn: string | null;
  address: string;
  head: { name: string; position: string } | null;
  capital: number | null;
  activities: { code: string; title: string; main: boolean }[];
  founders: { name: string; inn: string | null; sharePercent: number | null }[];
}

export const companyStatuses = ['active', 'reorganising', 'liquidating', 'bankrupt', 'terminated'] as const;
export type CompanyStatus = (typeof companyStatuses)[number];
