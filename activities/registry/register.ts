import type { Company } from './company.ts';

/** Port: where companies are looked up and put. */
export interface CompanyRegister {
  find(by: { ogrn: string } | { inn: string }): Promise<Company | undefined>;
  /**
   * Puts the companies in, all or none; what is already there and equal stays untouched. A company whose ИНН belongs
   * to another ОГРН is left out and named in `conflicts`.
   */
  put(
    companies: readonly Company[],
  ): Promise<{ added: number; changed: number; unchanged: number; conflicts: string[] }>;
}
