import type { Company } from './company.ts';
import { type CompanyProblem, readCompany } from './read-company.ts';
import type { CompanyRegister } from './register.ts';

export interface RefusedLine extends CompanyProblem {
  line: number;
}

export interface ImportReport {
  lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** The first of them; the rest are counted only. */
  refusals: RefusedLine[];
}

const batchSize = 500;
const mostRefusals = 1_000;

/**
 * Streams companies into the register, one a line. A refused line hinders no other; the same file again changes
 * nothing. When a company comes twice in a file, the later line wins.
 */
export async function importCompanies(lines: AsyncIterable<string>, register: CompanyRegister): Promise<ImportReport> {
  const report: ImportReport = { lines: 0, added: 0, changed: 0, unchanged: 0, refused: 0, refusals: [] };
  let batch = new Map<string, { company: Company; line: number }>();
  const refuse = (line: number, problem: CompanyProblem): void => {
    report.refused++;
    if (report.refusals.length < mostRefusals) report.refusals.push({ line, ...problem });
  };
  const flush = async (): Promise<void> => {
    const { added, changed, unchanged, conflicts } = await register.put(
      [...batch.values()].map(({ company }) => company),
    );
    report.added += added;
    report.changed += changed;
    report.unchanged += unchanged;
    for (const ogrn of conflicts) {
      refuse(batch.get(ogrn)?.line ?? 0, {
        code: 'company.innTaken',
        pointer: '/inn',
        message: 'this INN belongs to a company with another OGRN',
      });
    }
    batch = new Map();
  };
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    report.lines++;
    const read = readCompany(text);
    if (!read.ok) {
      refuse(line, read.problem);
      continue;
    }
    // A repeated company waits for the next batch: one statement can't change one row twice.
    if (batch.has(read.company.ogrn)) await flush();
    batch.set(read.company.ogrn, { company: read.company, line });
    if (batch.size >= batchSize) await flush();
  }
  if (batch.size > 0) await flush();
  report.refusals.sort((one, other) => one.line - other.line);
  return report;
}
