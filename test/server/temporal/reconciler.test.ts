import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type EngineEvent, type JournalEntry, replay, transition } from '../../../definitions/engine/index.ts';
import { journalOf, Reconciler } from '../../../server/temporal/index.ts';
import { sealEntry } from '../../../workflows/journal-chain.ts';
import { aDefinition } from '../../definitions/engine/a-definition.ts';
import { aStage, type Stage } from '../../workflows/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => stage.close());

const definition = aDefinition(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'work' },
    { type: 'endEvent', id: 'end' },
  ],
  ['start>work', 'work>end'],
  { key: 'reconciled' },
);

/** Commits as a worker does that dies before its workflow task ends; the request stays unanswered. */
async function loseAfterCommit(id: string): Promise<void> {
  const journal = journalOf(stage.ground);
  const { programme_hash: hash, head } = await stage.instance(id);
  const programme = compile(await stage.ground.programmes.source(hash));
  const entries = (await journal.entries(id)).map((text) => JSON.parse(text) as JournalEntry);
  const { state } = replay(programme, entries);
  if (!state) throw new Error('nothing to replay');
  const event: EngineEvent = {
    ...{ id: randomUUID(), type: 'userTask.add', at: new Date().toISOString() },
    ...{ actor: { kind: 'person', id: 'p' }, data: { title: { ru: 'Призрак' } } },
  };
  const { journal: entry } = transition(programme, state, event);
  const { journalSalt } = await stage.ground.keyring.forInstance(id);
  const sealed = sealEntry(entry as JournalEntry, (head as Buffer).toString('hex'), journalSalt);
  await journal.commit({ instanceId: id, fence: { run: 1, length: 4, at: Date.now() }, entries: [sealed] });
  await stage.database
    .insertInto('request')
    .values({
      ...{ caller: 'p', key: randomUUID(), event_id: event.id, body_hash: Buffer.alloc(32), instance_id: id },
      created_at: new Date(Date.now() - 60_000),
    })
    .execute();
}

describe('what was committed and never happened', () => {
  it('is taken back when nobody asks for it again and history stays without it', async () => {
    const id = await stage.open(definition);
    await loseAfterCommit(id);
    expect(await stage.openTasks(id)).toHaveLength(2);
    const reconciler = new Reconciler(stage.ground, stage.client);
    const now = Date.now();
    // The workflow task might still be under way: once is not enough.
    expect(await reconciler.sweep(now)).toBe(0);
    expect(await reconciler.sweep(now + 5_000)).toBe(0);
    expect(await stage.openTasks(id)).toHaveLength(2);
    expect(await reconciler.sweep(now + 25_000)).toBe(1);
    expect(await stage.openTasks(id)).toHaveLength(1);
    expect(await stage.proof(id)).toEqual([]);
    await stage.complete(id);
    await stage.ended(id);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('stays when the instance has moved on meanwhile, and history settles it', async () => {
    const id = await stage.open(definition);
    await loseAfterCommit(id);
    const reconciler = new Reconciler(stage.ground, stage.client);
    const now = Date.now();
    await reconciler.sweep(now);
    await stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Настоящая' } } });
    expect(await reconciler.sweep(now + 25_000)).toBe(0);
    expect((await stage.openTasks(id)).map((task) => task.title.ru)).toEqual(['work', 'Настоящая']);
    expect(await stage.proof(id)).toEqual([]);
  });
});

describe('an event for what the workflow has yet to do again', () => {
  it('waits for it instead of being refused', async () => {
    const id = await stage.open(definition);
    await loseAfterCommit(id);
    const [, phantom] = await stage.openTasks(id);
    const complete = { type: 'userTask.complete', data: { userTaskId: phantom?.id as string } } as const;
    const completing = stage.send(id, complete);
    // What was lost comes again, as another event id would: the same task is open, in history too.
    await stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Снова' } } });
    expect(await completing).toMatchObject({ seq: 3 });
    expect(await stage.proof(id)).toEqual([]);
  });
});
