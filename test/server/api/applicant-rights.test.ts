import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { refusal } from './application.ts';
import { aLivingApplication, type Caller, type Living, ok } from './living.ts';

let living: Living;
let applicant: Caller;
let stranger: Caller;

beforeAll(async () => {
  living = await aLivingApplication();
  const admin = await living.caller('admin', ['administrator', 'publisher']);
  ok(await admin.post('/definitions', shippedProcedures['appeal'] as ProcessDefinition));
  applicant = await living.caller('applicant-1', ['applicant']);
  stranger = await living.caller('applicant-2', ['applicant']);
});
afterAll(() => living.close());

const open = () =>
  applicant.open('appeal', {
    requestNumber: 'AB-123456-7890',
    decisionReceivedOn: '2026-04-20',
    description: 'Отказ без причины',
    applicant: {
      name: 'ООО «Волгасофт»',
      inn: '7707083893',
      ogrn: '1027700132195',
      head: 'Белова Ирина Олеговна',
      contactPerson: 'Анна Зимина',
      email: 'office@volgasoft.example',
    },
  });

describe('an applicant', () => {
  it('withdraws an own appeal by a message, with a reason (P-20, P-35)', async () => {
    const { instanceId } = await open();
    const message = { message: 'appeal.withdraw', payload: { reason: 'Вопрос решён' } };
    expect(refusal(await stranger.post(`/instances/${instanceId}/messages`, message)).code).toBe('instance.unknown');
    ok(await applicant.post(`/instances/${instanceId}/messages`, message));
    expect(ok(await applicant.get(`/instances/${instanceId}`))).toMatchObject({
      status: { canonical: 'WITHDRAWN', reason: { ru: 'Вопрос решён' } },
    });
  });

  it('sends no message that is not declared for applicants', async () => {
    const { instanceId } = await open();
    const refused = refusal(
      await applicant.post(`/instances/${instanceId}/messages`, { message: 'registry.answered' }),
    );
    expect(refused).toMatchObject({ status: 403, code: 'auth.forbidden' });
  });

  it("attaches evidence to an own case, but no official's decision", async () => {
    const { instanceId } = await open();
    const attach = async (document: string) =>
      applicant.post(`/instances/${instanceId}/documents`, {
        documents: [{ document, fileId: await applicant.upload() }],
      });
    expect(refusal(await attach('appealDecision'))).toMatchObject({ status: 422, code: 'document.unknown' });
    ok(await attach('evidence'));
  });
});
