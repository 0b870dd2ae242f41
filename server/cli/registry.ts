import { createReadStream } from 'node:fs';
import { defineCommand } from 'citty';
import { importCompanies, type ImportReport } from '../../activities/registry/import-companies.ts';
import { postgresRegister } from '../../activities/registry/postgres-register.ts';
import { openDatabase } from '../database/index.ts';
import { findDatabaseUrl } from '../embedded/running-database.ts';
import { linesOf } from './lines.ts';

const shownRefusals = 50;

const importCommand = defineCommand({
  meta: { name: 'import', description: 'Загрузить организации из файла NDJSON / load companies from an NDJSON file' },
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'FILE: одна организация на строку / one company a line; - читает ввод / reads standard input',
    },
    json: { type: 'boolean', description: 'Отчёт в JSON / the report as JSON' },
  },
  async run({ args }) {
    const database = openDatabase(findDatabaseUrl(process.env), {
      maxConnections: 2,
      applicationName: 'reglament-registry',
    });
    try {
      const source = args.file === '-' ? process.stdin : createReadStream(args.file);
      const report = await importCompanies(linesOf(source), postgresRegister(database));
      if (args.json) process.stdout.write(`${JSON.stringify(report)}\n`);
      else tell(report);
      if (report.refused > 0) process.exitCode = 1;
    } finally {
      await database.destroy();
    }
  },
});

function tell({ lines, added, changed, unchanged, refused, refusals }: ImportReport): void {
  for (const { line, code, pointer, message } of refusals.slice(0, shownRefusals)) {
    process.stderr.write(`${line}: ${code} ${pointer} ${message}\n`);
  }
  if (refused > shownRefusals) process.stderr.write(`… ещё / more: ${refused - shownRefusals}\n`);
  process.stdout.write(
    `строк / lines ${lines}, добавлено / added ${added}, изменено / changed ${changed}, без изменений / unchanged ${unchanged}, отклонено / refused ${refused}\n`,
  );
}

export const command = defineCommand({
  meta: { name: 'registry', description: 'Реестр организаций (ЕГРЮЛ) / the register of companies' },
  subCommands: { import: importCommand },
});
