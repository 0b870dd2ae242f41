import { openDatabase } from '../../server/database/index.ts';
import { connectClient, temporalGround } from '../../server/temporal/index.ts';
import { seeded } from '../../server/demo/seeded.ts';
import { Asker, Clerk, hire } from './clerk.ts';
import { FaultDriver, planFaults } from './faults.ts';
import type { Tree } from './tree.ts';
import { verifyCase } from './verify.ts';

/** An appeal takes about this many requests that change something. */
const REQUESTS_PER_CASE = 6;
const PATIENCE_MS = 6 * 60_000;

/** Lives so many appeals through the faults of the seed; true when everything that must hold held. */
export async function playSeed(tree: Tree, seed: number, count: number, say: (line: string) => void): Promise<boolean> {
  say(`seed ${seed}`);
  const random = seeded(seed);
  const asker = new Asker(tree);
  const people = await hire(asker, tree, seed);
  const clerks = Array.from({ length: count }, (_, index) => {
    const company = random.pick(tree.companies.filter(({ status }) => status === 'active'));
    return new Clerk(asker, people, company, random, `case-${seed}-${index + 1}`);
  });
  const faults = new FaultDriver({ tree, asker, clerks, say, random }, planFaults(random, count * REQUESTS_PER_CASE));
  const failures: string[] = [];
  const lives = clerks.map((clerk) =>
    clerk.live().catch((error: Error) => void failures.push(`${clerk.instanceId}: ${error.message}`)),
  );
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<'too long'>((resolve) => {
    timer = setTimeout(() => resolve('too long'), PATIENCE_MS);
  });
  if ((await Promise.race([Promise.all(lives), tooLong])) === 'too long') failures.push('some case never ended');
  clearTimeout(timer);
  if (failures.length === 0) await faults.settle();
  tree.onCommit = async () => {};

  // A worker that was not there: what it says of an instance it has read from history, and from nothing else.
  await tree.restartWorker();
  const ground = temporalGround(tree.config, openDatabase(tree.config.databaseUrl));
  const { client, close } = await connectClient(ground);
  const sums = { finished: 0, proven: 0, duplicates: 0, repeatedLetters: 0, voided: 0, replaced: 0 };
  try {
    for (const { instanceId, address } of clerks) {
      if (!instanceId) continue;
      const verdict = await verifyCase(tree, ground, client, { instanceId, address });
      sums.finished += Number(verdict.finished);
      sums.proven += Number(verdict.proven);
      sums.duplicates += verdict.duplicates;
      sums.repeatedLetters += verdict.repeatedLetters;
      sums.voided += verdict.voided;
      sums.replaced += verdict.replaced;
      for (const problem of verdict.problems) failures.push(`${instanceId}: ${problem}`);
    }
  } finally {
    await close();
    await ground.database.destroy();
  }
  for (const failure of failures) say(`  ! ${failure}`);
  if (faults.left > 0) say(`  ! ${faults.left} faults never came to pass`);
  say(
    `  kills ${faults.kills}, journal rows voided ${sums.voided}, of them ${sums.replaced} for another event, ` +
      `letters repeated and recognised by their Message-ID ${sums.repeatedLetters}`,
  );
  const { finished, duplicates, proven } = sums;
  say(`finished ${finished}/${count}, duplicate effects ${duplicates}, journal = replay ${proven}/${count}`);
  const held = finished === count && proven === count && duplicates === 0 && failures.length === 0;
  return held && faults.left === 0 && sums.replaced >= faults.intruded.length;
}
