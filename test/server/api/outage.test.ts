import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextNumber } from '../../../server/api/cases/numbering.ts';
import { type ClientConnection, connectClient, TemporalRuntime } from '../../../server/temporal/index.ts';
import { until } from '../../workflows/stage.ts';
import { anApplication, refusal } from './application.ts';
import { aLivingApplication, aPermit, type Caller, Living, ok } from './living.ts';
import { aWire, type Wire } from './wire.ts';

/** An API process whose wire to Temporal can be cut; workers, whose wire is whole, come when they are called. */
describe('an API process that loses Temporal', () => {
  let living: Living;
  let wire: Wire;
  let connection: ClientConnection;
  let afar: Living;
  let clerk: Caller;

  beforeAll(async () => {
    living = await aLivingApplication({ worker: false });
    const { ground, database } = living.stage;
    wire = await aWire(ground.config.temporalAddress);
    connection = await connectClient({ ...ground, config: { ...ground.config, temporalAddress: wire.address } });
    const runtime = new TemporalRuntime(ground, connection.client, { nextNumber });
    afar = new Living(living.stage, await anApplication({ database, runtime }));
    const admin = await afar.caller('admin', ['administrator', 'publisher']);
    ok(await admin.post('/definitions', aPermit()));
    clerk = await afar.caller('clerk-1', ['official'], { groups: ['clerks'] });
  });
  afterAll(async () => {
    await connection.close();
    await wire.close();
    await afar.application.close();
    await living.close();
  });

  it('leaves a row between writing and starting; the sweeper finishes it, and the same request gets its answer', async () => {
    const body = {
      key: 'permit',
      input: { subject: 'Вывеска' },
      documents: [{ document: 'statement', fileId: await clerk.upload() }],
    };
    const key = randomUUID();
    wire.cut();
    const away = refusal(await clerk.post('/instances', body, key));
    expect(away).toMatchObject({ status: 503, code: 'server.unavailable' });
    const { database, runtime } = living.stage;
    const left = await database.selectFrom('instance').select(['id', 'number', 'engine_status']).execute();
    expect(left).toMatchObject([{ engine_status: 'starting' }]);
    const row = left[0] as { id: string; number: string };
    expect((await clerk.get(`/instances/${row.id}`)).statusCode).toBe(404);
    expect(ok<{ items: unknown[] }>(await clerk.get('/instances')).items).toEqual([]);

    await living.stage.startWorker();
    expect(await runtime.starter.sweep(0)).toBe(1);
    wire.mend();
    expect(ok(await clerk.post('/instances', body, key))).toMatchObject({
      instanceId: row.id,
      number: row.number,
      seq: 1,
    });
    expect(await living.stage.journal(row.id)).toHaveLength(1);
    expect(await database.selectFrom('instance').select('id').execute()).toHaveLength(1);
  }, 180_000);

  it('keeps a completion unacknowledged, and the same request completes it once when the wire is mended', async () => {
    const { instanceId } = await until(() => clerk.open().catch(() => undefined));
    const id = await clerk.task(instanceId, 'check');
    const key = randomUUID();
    wire.cut();
    const away = refusal(await clerk.post(`/user-tasks/${id}/complete`, { outcome: 'accept' }, key));
    expect(away.code).toBe('server.unavailable');
    const other = refusal(await clerk.post(`/user-tasks/${id}/complete`, { outcome: 'ask' }, key));
    expect(other.code).toBe('idempotency.conflict');
    wire.mend();
    const applied = ok(await clerk.post(`/user-tasks/${id}/complete`, { outcome: 'accept' }, key));
    expect(ok(await clerk.post(`/user-tasks/${id}/complete`, { outcome: 'accept' }, key))).toEqual(applied);
    expect((await living.stage.journal(instanceId)).filter(({ type }) => type === 'userTask.complete')).toHaveLength(1);
  }, 180_000);
});
