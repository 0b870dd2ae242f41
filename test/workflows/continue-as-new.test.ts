import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { type Connector } from '../../activities/connector.ts';
import { aStage, operator, type Stage, until } from './stage.ts';

let calls = 0;
let release = false;
/** Answers when it is let; called back before, it was not done. */
const patient: Connector = {
  key: 'test.patient',
  title: { ru: 'Терпеливый' },
  description: { ru: 'Ждёт' },
  ...{ input: {}, output: {}, settings: {}, errors: [] },
  retry: { maxAttempts: 3, initialInterval: 'PT0.1S', maxInterval: 'PT0.1S', backoff: 1 },
  async invoke({ signal }) {
    calls++;
    await until(async () => release || signal.aborted);
    signal.throwIfAborted();
    return { output: { done: true } };
  },
};

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ connectors: [patient] });
});
afterAll(() => stage.close());

const definition = aDefinition(
  [
    { type: 'startEvent', id: 'start' },
    { type: 'userTask', id: 'work' },
    { type: 'endEvent', id: 'end' },
    {
      type: 'boundaryEvent',
      id: 'remind',
      attachedTo: 'work',
      interrupting: false,
      triggers: [{ type: 'timer', duration: 'P3D' }],
    },
    { type: 'endEvent', id: 'reminded' },
  ],
  ['start>work', 'work>end', 'remind>reminded'],
  { key: 'long' },
);

const set = (n: number) =>
  ({ id: randomUUID(), type: 'variables.set', actor: operator, data: { values: { n }, reason: 'Счёт' } }) as const;

const runsOf = async (id: string) => {
  const runs: string[] = [];
  for await (const run of stage.client.workflow.list({ query: `WorkflowId = "${id}"` })) runs.push(run.runId);
  return runs;
};

const currentLength = async (id: string) => (await stage.client.workflow.getHandle(id).describe()).historyLength;

describe('a long life', () => {
  it('goes on in new runs well before a thousand events, losing nothing', async () => {
    const id = await stage.open(definition);
    const first = set(0);
    const answer = await stage.send(id, first);
    for (let n = 1; n <= 150; n++) {
      await stage.send(id, set(n));
      expect(await currentLength(id)).toBeLessThan(1_000);
    }
    await until(async () => (await runsOf(id)).length >= 2);
    expect(await stage.instance(id)).toMatchObject({ seq: 152, data: { n: 150 } });
    // Temporal has forgotten the Update's id with the run; the state has not.
    expect(await stage.send(id, first)).toEqual(answer);
    expect(await stage.instance(id)).toMatchObject({ seq: 152 });
    await stage.runtime.fastForward(id, { by: 'P4D' });
    expect((await stage.journal(id)).filter((entry) => entry.type === 'time.advance')).toHaveLength(1);
    await stage.complete(id);
    await stage.ended(id);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('loses and doubles none of the events that come while a new run begins', async () => {
    const id = await stage.open(definition);
    const answers: number[] = [];
    let next = 0;
    const sender = async () => {
      while (next < 300) answers.push((await stage.send(id, set(next++))).seq);
    };
    await Promise.all([sender(), sender(), sender(), sender()]);
    expect(new Set(answers).size).toBe(300);
    expect(await stage.instance(id)).toMatchObject({ seq: 301 });
    await until(async () => (await runsOf(id)).length >= 2);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('calls a connector back that takes too long, and calls it again in the new run', async () => {
    const calling = aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'serviceTask', id: 'call', connector: 'test.patient' },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>call', 'call>end'],
      { key: 'calling-long' },
    );
    const id = await stage.open(calling);
    await until(async () => calls > 0);
    let n = 0;
    while ((await runsOf(id)).length < 2) await stage.send(id, set(n++));
    await until(async () => calls > 1);
    release = true;
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed' });
    const effects = stage.database.selectFrom('effect').selectAll().where('instance_id', '=', id).execute();
    expect(await effects).toHaveLength(1);
    expect(await stage.proof(id)).toEqual([]);
  }, 120_000);
});
