/**
 * The product's worker, which tells its parent of every commit before it goes on: between the two it can be killed with
 * the commit in the database and Temporal none the wiser.
 */
import pg from 'pg';
import { runWorker } from '../../server/processes/worker.ts';

const waiting = new Map<number, () => void>();
let told = 0;
process.on('message', (number: number) => waiting.get(number)?.());

type Query = (...args: unknown[]) => Promise<{ rows: { verdict?: string }[] }> | undefined;
const query = pg.Client.prototype.query as unknown as Query;
const reporting: Query = function (this: pg.Client, ...args) {
  const running = query.apply(this, args);
  const [text, parameters] = args as [unknown, unknown[] | undefined];
  if (typeof text !== 'string' || !text.includes('commit_entries') || !running) return running;
  return running.then(async (result) => {
    if (result.rows[0]?.verdict === 'done') await report(parameters as unknown[]);
    return result;
  });
};
pg.Client.prototype.query = reporting as unknown as typeof pg.Client.prototype.query;

async function report([instanceId, , , , entries]: unknown[]): Promise<void> {
  const list = JSON.parse(entries as string) as { seq: number; header: { event: { type: string } } }[];
  const last = list.at(-1);
  const number = ++told;
  const answered = new Promise<void>((resolve) => waiting.set(number, resolve));
  process.send?.({ number, instanceId, seq: last?.seq, type: last?.header.event.type });
  await answered;
  waiting.delete(number);
}

await runWorker(process.env);
process.exit();
