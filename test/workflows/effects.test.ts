import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connector, type ConnectorCall, ConnectorFailure } from '../../activities/connector.ts';
import { aDefinition, type AnElement } from '../definitions/engine/a-definition.ts';
import { aStage, operator, type Stage, until } from './stage.ts';

/** A connector that does what the input tells it, and remembers in the database that it was called. */
const obedient: Connector = {
  key: 'test.obedient',
  title: { ru: 'Послушный' },
  description: { ru: 'Делает, что сказано' },
  input: {},
  output: {},
  settings: {},
  errors: [{ code: 'refused', title: { ru: 'Отказ' } }],
  retry: { maxAttempts: 3, initialInterval: 'PT0.05S', maxInterval: 'PT0.2S', backoff: 2 },
  async invoke(call: ConnectorCall) {
    await sql`insert into done values (${call.idempotencyKey})`.execute(stage.database);
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from done where key = ${call.idempotencyKey}`.execute(stage.database);
    const calls = Number(rows[0]?.n);
    switch (call.input['does']) {
      case 'answer':
        return { output: { result: 'готово' } };
      case 'refuse':
        return { error: { code: 'refused', message: 'Отказано', payload: { why: 'нет прав' } } };
      case 'fail':
        throw new ConnectorFailure('test.down', `Вызов ${calls} не удался`);
      case 'failTwice':
        if (calls < 3) throw new ConnectorFailure('test.down', `Вызов ${calls} не удался`);
        return { output: { result: 'с третьего раза' } };
      case 'failForGood':
        throw new ConnectorFailure('test.broken', 'Бесполезно', { retryable: false });
      default:
        return new Promise((_resolve, reject) =>
          call.signal.addEventListener('abort', () => reject(call.signal.reason)),
        );
    }
  },
};

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ connectors: [obedient] });
  await sql`create table done (key text not null)`.execute(stage.database);
});
afterAll(() => stage.close());

const calling = (key: string, ...more: AnElement[]) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      {
        type: 'serviceTask',
        id: 'call',
        connector: 'test.obedient',
        inputs: [{ to: 'does', value: 'does' }],
        outputs: [{ to: 'result', value: 'output.result' }],
      },
      { type: 'endEvent', id: 'end' },
      ...more,
    ],
    ['start>call', 'call>end', ...(more.length > 0 ? ['caught>handled'] : [])],
    { key, errors: [{ code: 'refused' }] },
  );

async function callsOf(id: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from done where key like ${`${id}/%`}`.execute(stage.database);
  return rows.map((row) => row.key);
}

const opened = (does: string, ...more: AnElement[]) =>
  stage.open(calling(`calling-${randomUUID().slice(0, 8)}`, ...more), { input: { does } });

const incidentOf = (id: string) => until(async () => (await stage.openIncidents(id))[0]);

describe('a service task', () => {
  it('calls its connector after the commit and goes on with the answer', async () => {
    const id = await opened('answer');
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed', data: { result: 'готово' } });
    expect(await callsOf(id)).toEqual([`${id}/c1`]);
    expect(await stage.proof(id)).toEqual([]);
  });

  it('takes an error the connector names as a BPMN error', async () => {
    const boundary = { type: 'boundaryEvent', id: 'caught', attachedTo: 'call' } as const;
    const id = await opened(
      'refuse',
      { ...boundary, triggers: [{ type: 'error', error: 'refused' }] },
      { type: 'endEvent', id: 'handled' },
    );
    await stage.ended(id);
    const [, answered] = await stage.journal(id);
    expect(answered?.type).toBe('service.error');
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed' });
  });

  it('tries again by the policy until it works', async () => {
    const id = await opened('failTwice');
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ data: { result: 'с третьего раза' } });
    expect(await callsOf(id)).toHaveLength(3);
  });

  it('becomes an incident when retries are exhausted; a retry is another attempt with the same patience', async () => {
    const id = await opened('fail');
    const incident = await incidentOf(id);
    expect(incident).toMatchObject({ code: 'test.down', element_id: 'call' });
    expect(await callsOf(id)).toHaveLength(3);
    await stage.send(id, { type: 'incident.retry', actor: operator, data: { incidentId: incident.id } });
    const again = await incidentOf(id);
    expect(again.id).not.toBe(incident.id);
    expect(await callsOf(id)).toHaveLength(6);
    const byHand = { incidentId: again.id, value: { result: 'вручную' }, reason: 'Узнали по телефону' };
    await stage.send(id, { type: 'incident.resolve', actor: operator, data: byHand });
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'completed' });
    expect(await stage.proof(id)).toEqual([]);
  });

  it('becomes an incident at once when another attempt can not help', async () => {
    const id = await opened('failForGood');
    expect(await incidentOf(id)).toMatchObject({ code: 'test.broken' });
    expect(await callsOf(id)).toHaveLength(1);
  });

  it('becomes an incident when nobody knows the connector', async () => {
    const definition = aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'serviceTask', id: 'call', connector: 'test.nobody' },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>call', 'call>end'],
      { key: 'unknown-connector' },
    );
    const id = await stage.open(definition);
    expect(await incidentOf(id)).toMatchObject({ code: 'connector.unknown' });
  });

  it('is called back when its instance is cancelled', async () => {
    const id = await opened('hang');
    await until(async () => (await callsOf(id)).length > 0);
    await stage.send(id, { type: 'instance.cancel', actor: operator, data: { reason: 'Отозвано' } });
    await stage.ended(id);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'cancelled' });
  });

  it('does nothing twice when its activity is repeated after the answer was recorded', async () => {
    const id = await opened('answer');
    await stage.ended(id);
    const { ConnectorCalls } = await import('../../activities/effects/invoke-connector.ts');
    const { CommandBox } = await import('../../activities/outbox/command-box.ts');
    const { seal, unseal } = await import('../../server/crypto/index.ts');
    const ports = { database: stage.database, keyring: stage.ground.keyring, seal, unseal };
    const calls = new ConnectorCalls(ports, new CommandBox(ports), [obedient]);
    expect(await calls.invoke({ instanceId: id, commandId: 'c1' })).toEqual({ output: { result: 'готово' } });
    expect(await callsOf(id)).toHaveLength(1);
  });
});
