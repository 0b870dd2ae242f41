/**
 * A worker in a process of its own, so that it can be killed as the kernel kills. Its environment says where everything
 * is; `DIE_AFTER_COMMIT=n` ends it the moment its n-th commit is in the database, before Temporal hears of it.
 */
import { openDatabase } from '../../server/database/index.ts';
import { startWorker } from '../../server/worker.ts';

const env = process.env as { [name: string]: string };
const fatalCommit = Number(env['DIE_AFTER_COMMIT'] ?? 0);
const commits = new WeakSet<object>();
let seen = 0;

const database = openDatabase(env['DATABASE_URL'] as string).withPlugin({
  transformQuery({ node, queryId }) {
    if (JSON.stringify(node).includes('commit_entries')) commits.add(queryId);
    return node;
  },
  async transformResult({ queryId, result }) {
    if (commits.has(queryId) && ++seen === fatalCommit) process.kill(process.pid, 'SIGKILL');
    return result;
  },
});
await startWorker(
  {
    temporalAddress: env['TEMPORAL_ADDRESS'] as string,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] as string,
    taskQueue: env['TASK_QUEUE'] as string,
    masterKey: { id: 'test', key: Buffer.from(env['MASTER_KEY'] as string, 'base64') },
  },
  { connectors: [], database },
);
process.send?.('ready');
