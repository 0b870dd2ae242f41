import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { aStage, aStart, type Stage, until } from './stage.ts';

const definition = aDefinition(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'work' },
    { type: 'endEvent', id: 'end' },
  ],
  ['start>work', 'work>end'],
  { key: 'killed' },
);

let stage: Stage;
const workers: ChildProcess[] = [];
beforeEach(async () => {
  stage = await aStage({ worker: false });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await stage.close();
});

async function aWorkerProcess(more: { [name: string]: string } = {}): Promise<ChildProcess> {
  const { config, url } = stage;
  const worker = fork(fileURLToPath(new URL('./worker-process.ts', import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: config.temporalAddress,
      TEMPORAL_NAMESPACE: config.temporalNamespace,
      TASK_QUEUE: config.taskQueue,
      MASTER_KEY: config.masterKey.key.toString('base64'),
      ...more,
    },
  });
  workers.push(worker);
  await once(worker, 'message');
  return worker;
}

describe('a worker killed after a commit, before Temporal hears of it', () => {
  it('at the first commit: the instance starts once, and its journal is what history says', async () => {
    const { key } = await stage.publish(definition);
    const doomed = await aWorkerProcess({ DIE_AFTER_COMMIT: '1' });
    const request = aStart(key);
    const starting = stage.runtime.start(request);
    await once(doomed, 'exit');
    await aWorkerProcess();
    expect(await starting).toMatchObject({ seq: 1 });
    await until(async () => (await stage.openTasks(request.instanceId)).length === 1);
    await stage.complete(request.instanceId);
    await stage.ended(request.instanceId);
    expect(await stage.proof(request.instanceId)).toEqual([]);
  });

  it('in mid-life: the sender is answered, what was done is done once, and the row of the lost attempt is voided', async () => {
    const doomed = await aWorkerProcess({ DIE_AFTER_COMMIT: '2' });
    const id = await stage.open(definition);
    const sending = stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Ещё' } } });
    await once(doomed, 'exit');
    // The commit is there, and nobody may have been told: the answer has yet to come.
    expect(await stage.openTasks(id)).toHaveLength(2);
    await aWorkerProcess();
    expect(await sending).toMatchObject({ seq: 2 });
    expect(await stage.openTasks(id)).toHaveLength(2);
    const { at } = await sending;
    const entries = await stage.journal(id);
    expect(entries.map((entry) => entry.type)).toEqual(['instance.start', 'userTask.add']);
    expect(entries[1]?.at.toISOString()).toBe(at);
    const voided = await stage.database
      .selectFrom('journal_entry')
      .select('event_id')
      .where('instance_id', '=', id)
      .where('voided_at', 'is not', null)
      .execute();
    expect(voided).toEqual([{ event_id: entries[1]?.event_id }]);
    expect(await stage.proof(id)).toEqual([]);
  });
});
