import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';
import { parseMasterKey } from '../config.ts';
import { openDatabase } from '../database/index.ts';
import { findDatabaseUrl } from '../embedded/running-database.ts';
import { masterKey } from '../embedded/secrets.ts';
import { connectClient, type Difference, examineInstances, temporalGround } from '../temporal/index.ts';

export const command = defineCommand({
  meta: {
    name: 'doctor',
    description:
      'Сверить взведённые таймеры и показанные сроки с книгами сроков / prove that armed timers and shown dates equal the ledgers',
  },
  args: { json: { type: 'boolean', description: 'Отчёт в JSON / the report as JSON' } },
  async run({ args }) {
    const config = whereItRuns(process.env);
    const database = openDatabase(findDatabaseUrl(process.env), {
      maxConnections: 2,
      applicationName: 'reglament-doctor',
    });
    try {
      const ground = temporalGround(config, database);
      const { client, close } = await connectClient(ground);
      try {
        const report = await examineInstances(ground, client);
        if (args.json) process.stdout.write(`${JSON.stringify(report)}\n`);
        else tell(report);
        if (report.differences.length > 0) process.exitCode = 1;
      } finally {
        await close();
      }
    } finally {
      await database.destroy();
    }
  },
});

function tell({ examined, differences }: { examined: number; differences: Difference[] }): void {
  for (const { instanceId, what, ledgerId, expected, found } of differences) {
    const place = ledgerId === undefined ? what : `${what} ${ledgerId}`;
    process.stdout.write(`${instanceId} ${place}: должно быть / expected ${expected}, есть / found ${found}\n`);
  }
  process.stdout.write(`дел / cases ${examined}, расхождений / differences ${differences.length}\n`);
}

/** The environment, else what `npm start` keeps in its data folder. */
function whereItRuns(env: NodeJS.ProcessEnv) {
  const folder = resolve(env['REGLAMENT_DATA'] ?? fileURLToPath(new URL('../../.data', import.meta.url)));
  const ports = join(folder, 'ports.json');
  const port = existsSync(ports)
    ? (JSON.parse(readFileSync(ports, 'utf8')) as { [purpose: string]: number | undefined })['temporal.frontend']
    : undefined;
  const address = env['TEMPORAL_ADDRESS'] ?? (port === undefined ? undefined : `127.0.0.1:${port}`);
  if (address === undefined) {
    throw new Error('Нет Temporal: запустите npm start или задайте TEMPORAL_ADDRESS / run npm start or set it');
  }
  const given = env['REGLAMENT_MASTER_KEY'] ?? env['REGLAMENT_MASTER_KEY_FILE'];
  // Reading the key of a data folder that has none would make one.
  if (given === undefined && !existsSync(join(folder, 'master.key'))) {
    throw new Error('Нет главного ключа: задайте REGLAMENT_MASTER_KEY / no master key: set REGLAMENT_MASTER_KEY');
  }
  return {
    temporalAddress: address,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] ?? 'reglament',
    taskQueue: env['REGLAMENT_TASK_QUEUE'] ?? 'reglament',
    masterKey: parseMasterKey(masterKey(folder, env)),
  };
}
