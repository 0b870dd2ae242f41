export interface SummaryRow {
  name: string;
  where: string;
  log?: string;
}

/** The table at the end of a start: what runs where. */
export function summaryTable(rows: SummaryRow[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows
    .flatMap(({ name, where, log }) => [
      `  ${name.padEnd(width)}  ${where}`,
      ...(log === undefined ? [] : [`  ${' '.repeat(width)}  журнал / log: ${log}`]),
    ])
    .join('\n');
}
