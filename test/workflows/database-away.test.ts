import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import '../ground/provided.ts';
import { withAdmin } from '../ground/template-database.ts';
import { aStage, type Stage, until } from './stage.ts';

const definition = aDefinition(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'work' },
    { type: 'endEvent', id: 'end' },
  ],
  ['start>work', 'work>end'],
  { key: 'cut-off' },
);

let stage: Stage;
beforeEach(async () => {
  stage = await aStage();
});
afterEach(() => stage.close());

/** Lets nobody into the database and throws out who is in, or lets them in again. */
async function letIn(allowed: boolean): Promise<void> {
  const name = new URL(stage.url).pathname.slice(1);
  await withAdmin(inject('ground').adminUrl, async (client) => {
    await client.query(`alter database ${name} with allow_connections ${allowed}`);
    if (!allowed) {
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    }
  });
}

describe('while PostgreSQL is away', () => {
  it('an event waits for its commit and is answered when the database is back', async () => {
    const id = await stage.open(definition);
    await letIn(false);
    const sending = stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Ещё' } } });
    // The capped local attempts are over when a durable activity has taken their place.
    await until(async () => (await stage.history(id)).some((event) => event.activityTaskScheduledEventAttributes));
    await letIn(true);
    expect(await sending).toMatchObject({ seq: 2 });
    expect(await stage.openTasks(id)).toHaveLength(2);
    expect((await stage.history(id)).some((event) => event.workflowTaskFailedEventAttributes)).toBe(false);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('events that gather meanwhile are committed in order, once', async () => {
    const id = await stage.open(definition);
    await letIn(false);
    const sending = [1, 2, 3].map((n) => stage.send(id, { type: 'userTask.add', data: { title: { ru: `${n}` } } }));
    await until(async () => (await stage.history(id)).some((event) => event.activityTaskScheduledEventAttributes));
    sending.push(stage.send(id, { type: 'userTask.add', data: { title: { ru: '4' } } }));
    await letIn(true);
    const answers = await Promise.all(sending);
    expect(answers.map(({ seq }) => seq).sort()).toEqual([2, 3, 4, 5]);
    expect(await stage.journal(id)).toHaveLength(5);
    expect(await stage.proof(id)).toEqual([]);
  });
});
