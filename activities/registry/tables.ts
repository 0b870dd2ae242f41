import type { ColumnType, JSONColumnType } from 'kysely';
import type { Company } from './company.ts';

/** Table `register_company`: the record as it came, and beside it what is searched by. */
export interface RegisterCompanyTable {
  ogrn: string;
  inn: string;
  record: JSONColumnType<Company>;
  imported_at: ColumnType<Date, never, never>;
}

export interface RegisterTables {
  register_company: RegisterCompanyTable;
}
