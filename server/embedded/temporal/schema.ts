import { spawn } from 'node:child_process';
import { ensureDatabase, type Postgres } from '../postgres.ts';

export const stores = [
  { database: 'temporal', schema: 'postgresql/v12/temporal' },
  { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
] as const;

/** Makes the server's databases and brings their tables to the version of the tool. */
export async function migrateTemporal(sqlTool: string, postgres: Postgres, password: string): Promise<void> {
  for (const { database, schema } of stores) {
    await ensureDatabase(postgres.urlOf('postgres', 'postgres'), 'temporal', database, password);
    const tool = (...args: string[]): Promise<void> => runTool(sqlTool, postgres.port, database, password, args);
    // Leaves a database that has tables as it is.
    await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '--schema-name', schema);
  }
}

function runTool(sqlTool: string, port: number, database: string, password: string, args: string[]): Promise<void> {
  const target = [
    '--plugin',
    'postgres12_pgx',
    '--endpoint',
    '127.0.0.1',
    '--port',
    String(port),
    '--user',
    'temporal',
  ];
  return new Promise((resolve, reject) => {
    // The password goes by the environment: arguments can be read by every user of the machine.
    const child = spawn(sqlTool, [...target, '--database', database, ...args], {
      env: { ...process.env, SQL_PASSWORD: password },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`temporal-sql-tool ${args.join(' ')} failed with code ${code}:\n${output.slice(-3_000)}`));
    });
  });
}
