import type { Client } from '@temporalio/client';
import type { JournalEntry } from '../../definitions/engine/index.ts';
import { messageIdFor } from '../../activities/notifications/message-id.ts';
import type { Database } from '../../server/database/index.ts';
import { JournalAudit, journalOf, type TemporalGround } from '../../server/temporal/index.ts';
import type { Tree } from './tree.ts';

export interface Verdict {
  finished: boolean;
  /** The chain holds, the engine gives the same journal, Temporal's history gives the same journal, and so does the fold. */
  proven: boolean;
  duplicates: number;
  repeatedLetters: number;
  voided: number;
  /** Of the voided rows those in whose place another event stands. */
  replaced: number;
  problems: string[];
}

export async function verifyCase(
  tree: Tree,
  ground: TemporalGround,
  client: Client,
  { instanceId, address }: { instanceId: string; address: string },
): Promise<Verdict> {
  const { database } = ground;
  const audit = new JournalAudit(ground);
  const problems: string[] = [];
  const instance = await database
    .selectFrom('instance')
    .select(['engine_status'])
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  const history = await audit.compareWithHistory(client, instanceId);
  const replayed = await audit.replay(instanceId);
  for (const problem of [...history.problems, ...replayed.problems]) problems.push(`${problem.code} at ${problem.seq}`);

  const before = await readModel(database, instanceId);
  await journalOf(ground).rebuild(instanceId);
  if (JSON.stringify(before) !== JSON.stringify(await readModel(database, instanceId))) {
    problems.push('the read model is not the fold of the journal');
  }

  const entries = (await journalOf(ground).entries(instanceId)).map((text) => JSON.parse(text) as JournalEntry);
  const completed = entries.flatMap(({ records }) =>
    records.flatMap((record) => (record.type === 'userTask.completed' ? [record.userTaskId] : [])),
  );
  if (new Set(completed).size !== completed.length) problems.push('a user task was completed twice');
  const { letters, duplicates, repeatedLetters } = lettersOf(tree, { instanceId, address }, entries);
  if (letters.missing > 0) problems.push(`${letters.missing} letters were never sent`);
  const rows = await database
    .selectFrom('journal_entry')
    .select(['seq', 'event_id', 'voided_at'])
    .where('instance_id', '=', instanceId)
    .execute();
  const voided = rows.filter((row) => row.voided_at !== null);
  const live = new Map(rows.filter((row) => row.voided_at === null).map((row) => [row.seq, row.event_id]));
  const replaced = voided.filter((row) => live.get(row.seq) !== row.event_id).length;
  return {
    finished: instance.engine_status === 'completed',
    proven: problems.length === 0,
    ...{ duplicates, repeatedLetters, voided: voided.length, replaced, problems },
  };
}

/** Every command of the journal is one letter; a letter that came again under its Message-ID was recognised. */
function lettersOf(tree: Tree, of: { instanceId: string; address: string }, entries: JournalEntry[]) {
  const wanted = entries.flatMap(({ commands }) =>
    commands.flatMap((command) =>
      command.type === 'service.invoke' && command.connector === 'notify.email'
        ? [messageIdFor(`${of.instanceId}/${command.id}`, tree.config.mailFrom)]
        : [],
    ),
  );
  const known = new Set(wanted);
  const received = tree.inbox.list().filter(({ to }) => to.includes(of.address));
  const expected = received.filter(({ messageId }) => known.has(messageId));
  return {
    letters: { missing: wanted.length - expected.length },
    duplicates: received.length - expected.length,
    repeatedLetters: received.filter(({ receivedAt }) => receivedAt.length > 1).length,
  };
}

const tables = ['user_task', 'timeline_entry', 'deadline', 'subscription', 'incident', 'instance_document'] as const;

async function readModel(database: Database, instanceId: string): Promise<unknown> {
  const rows = await Promise.all(
    tables.map((table) => database.selectFrom(table).selectAll().where('instance_id', '=', instanceId).execute()),
  );
  const { engine_status, case_status, data, output, due_at, started_at, ended_at } = await database
    .selectFrom('instance')
    .selectAll()
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  const sorted = rows.map((list) => list.map((row) => JSON.stringify(row)).sort());
  return [{ engine_status, case_status, data, output, due_at, started_at, ended_at }, sorted];
}
