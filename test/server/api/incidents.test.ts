import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../workflows/stage.ts';
import { refusal } from './application.ts';
import { ok } from './living.ts';
import { aPermitOffice, type PermitOffice } from './permit-office.ts';

let office: PermitOffice;
let admin: PermitOffice['admin'];
let clerk: PermitOffice['clerk'];
let head: PermitOffice['head'];
let applicant: PermitOffice['applicant'];
let register: PermitOffice['register'];
let view: PermitOffice['view'];
let complete: PermitOffice['complete'];

beforeAll(async () => {
  office = await aPermitOffice();
  ({ admin, clerk, head, applicant, register, view, complete } = office);
});
afterAll(() => office.living.close());

describe('incidents', () => {
  interface Incident {
    id: string;
    instanceId: string;
    code: string;
  }
  const anIncident = async (): Promise<Incident> => {
    register.away = true;
    const { instanceId } = await applicant.open();
    ok(await complete(clerk, instanceId, 'check', { outcome: 'accept' }));
    ok(await complete(head, instanceId, 'approve', {}));
    const found = await until(async () => {
      const { items } = ok<{ items: Incident[] }>(await admin.get(`/incidents?instanceId=${instanceId}`));
      return items[0];
    });
    register.away = false;
    return found;
  };

  it('are listed and retried', async () => {
    const { id, instanceId, code } = await anIncident();
    expect(code).toBe('register.unavailable');
    expect(refusal(await clerk.get('/incidents')).code).toBe('auth.forbidden');
    ok(await admin.post(`/incidents/${id}/retry`));
    await until(async () => (await view(clerk, instanceId)).engineStatus === 'completed');
    expect(
      ok<{ items: Incident[] }>(await admin.get(`/incidents?state=retried&instanceId=${instanceId}`)).items,
    ).toHaveLength(1);
    expect(refusal(await admin.post(`/incidents/${id}/retry`)).code).toBe('instance.finished');
  });

  it('are resolved with a value', async () => {
    const { id, instanceId } = await anIncident();
    ok(await admin.post(`/incidents/${id}/resolve`, { value: { record: 'вручную' }, reason: 'Записано вручную' }));
    expect(await view(clerk, instanceId)).toMatchObject({ engineStatus: 'completed', status: { code: 'granted' } });
  });

  it('are cancelled with a reason', async () => {
    const { id, instanceId } = await anIncident();
    expect(refusal(await admin.post(`/incidents/${id}/cancel`, {}))).toMatchObject({
      code: 'request.missingProperty',
      pointer: '/reason',
    });
    ok(await admin.post(`/incidents/${id}/cancel`, { reason: 'Запись не нужна' }));
    expect((await view(clerk, instanceId)).incidents).toEqual([]);
    expect(refusal(await admin.post(`/incidents/${instanceId}.i99/retry`)).code).toBe('incident.unknown');
  });
});
