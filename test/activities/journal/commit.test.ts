import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommitRequest, Fence } from '../../../activities/journal/contract.ts';
import type { Journal } from '../../../activities/journal/journal.ts';
import {
  type EngineEvent,
  type EventOf,
  type JournalEntry,
  start,
  transition,
} from '../../../definitions/engine/index.ts';
import { type Database, openDatabase } from '../../../server/database/index.ts';
import { JournalAudit, journalOf, type TemporalGround, temporalGround } from '../../../server/temporal/index.ts';
import { genesis, type SealedEntry, sealEntry } from '../../../workflows/journal-chain.ts';
import { aProgramme } from '../../definitions/engine/a-definition.ts';
import { freshDatabase } from '../../ground/database.ts';

const programme = aProgramme(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'work' },
    { type: 'endEvent', id: 'end' },
  ],
  ['start>work', 'work>end'],
);

let database: Database;
let ground: TemporalGround;
let journal: Journal;
let audit: JournalAudit;
let salt: Buffer;
let id: string;

beforeAll(async () => {
  const { url } = await freshDatabase();
  database = openDatabase(url);
  const address = { temporalAddress: '', temporalNamespace: '', taskQueue: '' };
  ground = temporalGround({ ...address, masterKey: { id: 'm', key: Buffer.alloc(32, 1) } }, database);
  await ground.programmes.put(programme.source);
  journal = journalOf(ground);
  audit = new JournalAudit(ground);
});
afterAll(() => database.destroy());

beforeEach(async () => {
  id = randomUUID();
  await ground.keyring.create(id);
  salt = (await ground.keyring.forInstance(id)).journalSalt;
  await database
    .insertInto('instance')
    .values({
      ...{ id, definition_key: 'test', version: 1, programme_hash: programme.hash, engine_status: 'starting' },
    })
    .execute();
});

/** What a workflow would say: entries of the events given, chained. */
function history(...events: { id: string; at: string; add: string }[]): SealedEntry[] {
  const first: EventOf<'instance.start'> = {
    ...{ id: 'e1', type: 'instance.start', at: '2026-03-02T09:00:00.000Z' },
    ...{ actor: { kind: 'applicant', id: 'a' }, data: { instanceId: id, input: { subject: 'Пенсия' } } },
  };
  let { state, journal: entry } = start(programme, first);
  const entries = [entry as JournalEntry];
  for (const { id: eventId, at, add } of events) {
    const actor = { kind: 'person', id: 'p' } as const;
    const event: EngineEvent = { id: eventId, type: 'userTask.add', at, actor, data: { title: { ru: add } } };
    ({ state, journal: entry } = transition(programme, state, event));
    entries.push(entry as JournalEntry);
  }
  let previous = genesis(id);
  return entries.map((plain) => {
    const sealed = sealEntry(plain, previous, salt);
    previous = sealed.hash;
    return sealed;
  });
}

const add = (eventId: string, minute: number, title = eventId) => ({
  ...{ id: eventId, add: title },
  at: `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`,
});

const commit = (entries: SealedEntry[], fence: Partial<Fence> = {}) => {
  const request: CommitRequest = { instanceId: id, fence: { run: 1, length: 3, at: 1_000, ...fence }, entries };
  return journal.commit(request);
};

const live = () =>
  database
    .selectFrom('journal_entry')
    .select(['seq', 'event_id'])
    .where('instance_id', '=', id)
    .where('voided_at', 'is', null)
    .orderBy('seq')
    .execute();

const voided = () =>
  database
    .selectFrom('journal_entry')
    .select(['seq', 'event_id'])
    .where('instance_id', '=', id)
    .where('voided_at', 'is not', null)
    .orderBy('id')
    .execute();

const titles = async () => {
  const rows = await database
    .selectFrom('user_task')
    .select('title')
    .where('instance_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.title.ru);
};

const instance = () => database.selectFrom('instance').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a commit', () => {
  it('writes journal and read model together', async () => {
    await commit(history(add('e2', 1)));
    expect(await live()).toEqual([
      { seq: 1, event_id: 'e1' },
      { seq: 2, event_id: 'e2' },
    ]);
    expect(await titles()).toEqual(['work', 'e2']);
    expect(await instance()).toMatchObject({ engine_status: 'running', seq: 2, data: { subject: 'Пенсия' } });
    expect((await audit.verify(id)).problems).toEqual([]);
  });

  it('repeated changes nothing', async () => {
    const entries = history(add('e2', 1));
    await commit(entries);
    const before = await instance();
    expect(await commit(entries, { length: 6 })).toBeUndefined();
    expect(await voided()).toEqual([]);
    expect(await instance()).toEqual({ ...before, fence_length: 6 });
  });

  it('of another event at the same place voids what stood there and folds the new one in', async () => {
    const [first, ...lost] = history(add('e2', 1, 'Потерянная'), add('e3', 2, 'И эта'));
    await commit([first as SealedEntry]);
    await commit(lost, { length: 6 });
    const [, other] = history(add('e4', 5, 'Другая'));
    expect(await commit([other as SealedEntry], { length: 6, at: 2_000 })).toBeUndefined();
    expect(await live()).toEqual([
      { seq: 1, event_id: 'e1' },
      { seq: 2, event_id: 'e4' },
    ]);
    expect(await voided()).toEqual([
      { seq: 2, event_id: 'e2' },
      { seq: 3, event_id: 'e3' },
    ]);
    expect(await titles()).toEqual(['work', 'Другая']);
    expect(await instance()).toMatchObject({ seq: 2 });
    expect((await audit.verify(id)).problems).toEqual([]);
    expect((await audit.replay(id)).problems).toEqual([]);
  });

  it('of the same event at another moment is another entry: the moment of history stands', async () => {
    const [first, early] = history(add('e2', 1)) as [SealedEntry, SealedEntry];
    await commit([first]);
    await commit([early], { length: 6 });
    const [, late] = history(add('e2', 9));
    await commit([late as SealedEntry], { length: 6, at: 2_000 });
    const [, entry] = await journal.entries(id);
    expect((JSON.parse(entry as string) as JournalEntry).event.at).toBe('2026-03-02T10:09:00.000Z');
    expect(await voided()).toHaveLength(1);
  });

  it('that agrees with the first rows and not with those after takes the later ones back', async () => {
    const [first, second, phantom] = history(add('e2', 1), add('e3', 2)) as [SealedEntry, SealedEntry, SealedEntry];
    await commit([first, second, phantom]);
    await commit([first, second], { length: 6 });
    expect(await live()).toHaveLength(2);
    expect(await titles()).toEqual(['work', 'e2']);
    expect((await audit.verify(id)).problems).toEqual([]);
  });

  it('of an older workflow task is refused: by run, by history length, by start', async () => {
    const [first, second] = history(add('e2', 1)) as [SealedEntry, SealedEntry];
    await commit([first], { run: 2, length: 10, at: 5_000 });
    const older = [
      { run: 1, length: 99, at: 9_000 },
      { run: 2, length: 9, at: 9_000 },
      { run: 2, length: 10, at: 4_999 },
    ];
    for (const fence of older) {
      await expect(commit([second], fence)).rejects.toMatchObject({
        type: 'commit.stale',
        nonRetryable: true,
      });
    }
    expect(await live()).toHaveLength(1);
  });

  it('that does not continue what the database holds asks for everything, and takes it', async () => {
    const all = history(add('e2', 1), add('e3', 2), add('e4', 3));
    await commit(all.slice(0, 1));
    // The database lost its last seconds: e2 is not there.
    expect(await commit(all.slice(2), { length: 9 })).toBe('resend');
    expect(await live()).toHaveLength(1);
    expect(await commit(all, { length: 9 })).toBeUndefined();
    expect(await live()).toHaveLength(4);
    expect(await titles()).toEqual(['work', 'e2', 'e3', 'e4']);
    expect((await audit.verify(id)).problems).toEqual([]);
  });

  it('takes text that PostgreSQL can not hold; the journal keeps it as it was', async () => {
    const odd = 'ноль \0 и половина \ud800 пары';
    await commit(history(add('e2', 1, odd)));
    expect(await titles()).toEqual(['work', 'ноль \uFFFD и половина \uFFFD пары']);
    const [, entry] = await journal.entries(id);
    expect((JSON.parse(entry as string) as EngineEntry).event.data.title.ru).toBe(odd);
    expect((await audit.verify(id)).problems).toEqual([]);
  });

  it('takes one statement in the common case', async () => {
    let statements = 0;
    const counted = database.withPlugin({
      transformQuery({ node }) {
        statements++;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const [first, second] = history(add('e2', 1)) as [SealedEntry, SealedEntry];
    await commit([first]);
    await journalOf({ ...ground, database: counted }).commit({
      ...{ instanceId: id, fence: { run: 1, length: 6, at: 2_000 }, entries: [second] },
    });
    expect(statements).toBe(1);
    expect(await live()).toHaveLength(2);
  });
});

interface EngineEntry {
  event: { data: { title: { ru: string } } };
}

describe('a rebuild', () => {
  it('gives the same read model as the commits one by one', async () => {
    for (const [index, entry] of history(add('e2', 1), add('e3', 2)).entries())
      await commit([entry], { length: 3 + index });
    const tables = ['user_task', 'timeline_entry', 'deadline', 'subscription', 'incident'] as const;
    const read = async () => ({
      instance: await instance(),
      rows: await Promise.all(
        tables.map((table) => database.selectFrom(table).selectAll().where('instance_id', '=', id).execute()),
      ),
    });
    const before = await read();
    await database.deleteFrom('user_task').where('instance_id', '=', id).execute();
    await database.updateTable('instance').set({ case_status: 'WRONG' }).where('id', '=', id).execute();
    await journal.rebuild(id);
    expect(await read()).toEqual(before);
  });
});

describe('the hash chain', () => {
  beforeEach(async () => {
    await commit(history(add('e2', 1), add('e3', 2)));
  });

  const tamper = (set: object) =>
    database.updateTable('journal_entry').set(set).where('instance_id', '=', id).where('seq', '=', 2).execute();

  it('finds a changed header, digest, hash, and a removed row', async () => {
    const { rows } = {
      rows: await database.selectFrom('journal_entry').selectAll().where('instance_id', '=', id).execute(),
    };
    const second = rows.find((row) => row.seq === 2);
    await tamper({ header: JSON.stringify({ ...second?.header, commands: [{ type: 'x', id: 'c9' }] }) });
    expect((await audit.verify(id)).problems.map(({ seq }) => seq)).toContain(2);
    await tamper({ header: JSON.stringify(second?.header), payload_digest: Buffer.alloc(32) });
    expect((await audit.verify(id)).problems.map(({ seq }) => seq)).toContain(2);
    await tamper({ payload_digest: second?.payload_digest, hash: Buffer.alloc(32) });
    expect((await audit.verify(id)).problems.map(({ code }) => code)).toContain('link');
    await database.deleteFrom('journal_entry').where('instance_id', '=', id).where('seq', '=', 2).execute();
    expect((await audit.verify(id)).problems.map(({ code }) => code)).toContain('gap');
  });

  it('still holds when the key of the case is erased, and the payload can not be read any more', async () => {
    await ground.keyring.erase(id);
    expect((await audit.verify(id)).problems).toEqual([]);
    await expect(journal.entries(id)).rejects.toMatchObject({ name: 'KeyErasedError' });
  });
});
