import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../workflows/stage.ts';
import { samples } from '../files/samples.ts';
import { refusal } from './application.ts';
import { aPermit, ok } from './living.ts';
import { aPermitOffice, type PermitOffice } from './permit-office.ts';

let office: PermitOffice;
let living: PermitOffice['living'];
let admin: PermitOffice['admin'];
let clerk: PermitOffice['clerk'];
let head: PermitOffice['head'];
let applicant: PermitOffice['applicant'];
let traces: PermitOffice['traces'];

beforeAll(async () => {
  office = await aPermitOffice();
  ({ living, admin, clerk, head, applicant, traces } = office);
});
afterAll(() => office.living.close());

describe('starting a case', () => {
  const statement = async () => [{ document: 'statement', fileId: await clerk.upload() }];

  it.each([
    ['an unknown procedure', { key: 'nothing' }, 404, 'definition.unknown', '/key'],
    ['an unknown version', { version: 77 }, 404, 'definition.unknownVersion', '/version'],
    ['wrong form data', { input: { subject: 'x' } }, 422, 'form.minLength', '/input/subject'],
    ['a missing field', { input: {} }, 422, 'form.required', '/input/subject'],
    [
      'an unknown field',
      { input: { subject: 'Вывеска', colour: 'red' } },
      422,
      'form.additionalProperties',
      '/input/colour',
    ],
    ['a missing document', { documents: [] }, 422, 'document.required', '/documents'],
    [
      'an unknown document',
      { documents: [{ document: 'poem', fileId: '0'.repeat(32) }] },
      422,
      'document.unknown',
      '/documents/0/document',
    ],
    ['an unknown start element', { startElement: 'check' }, 422, 'start.unknownElement', '/startElement'],
    [
      'a link to no case',
      { links: [{ kind: 'appealAgainst', instanceId: randomUUID() }] },
      404,
      'instance.unknown',
      '/links/0/instanceId',
    ],
    ['an unknown property', { number: 'РЗ-00-0001' }, 400, 'request.unknownProperty', '/number'],
  ])('is refused with %s and leaves no trace', async (_case, change, status, code, pointer) => {
    const body = { key: 'permit', input: { subject: 'Вывеска' }, documents: await statement(), ...change };
    const before = await traces();
    const answer = refusal(await clerk.post('/instances', body));
    expect({ status: answer.status, code: answer.code, pointer: answer.pointer }).toEqual({ status, code, pointer });
    expect(await traces()).toEqual(before);
  });

  it('needs an Idempotency-Key', async () => {
    const answer = refusal(await clerk.post('/instances', { key: 'permit', input: {} }, ''));
    expect(answer).toMatchObject({ status: 400, pointer: '/headers/idempotency-key' });
    const bare = refusal(
      await living.application.app.inject({
        method: 'POST',
        url: '/api/v1/instances',
        headers: { authorization: await living.application.key({ roles: ['official'] }) },
        payload: { key: 'permit', input: {} },
      }),
    );
    expect(bare).toMatchObject({ status: 400, code: 'idempotency.keyRequired', pointer: '/headers/idempotency-key' });
  });

  it('ten times in parallel under one key opens one case and answers all alike', async () => {
    const body = { key: 'permit', input: { subject: 'Вывеска' }, documents: await statement() };
    const before = await traces();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => clerk.post('/instances', body, key)));
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(201);
    expect((await traces()).instances).toBe(before.instances + 1);
    const { instanceId } = ok<{ instanceId: string }>(answers[0] as never);
    const workflows = [];
    for await (const workflow of living.stage.client.workflow.list({ query: `WorkflowId = '${instanceId}'` }))
      workflows.push(workflow);
    expect(workflows.length).toBeLessThanOrEqual(1);
    expect((await living.stage.journal(instanceId)).filter(({ type }) => type === 'instance.start')).toHaveLength(1);
  });

  it('under a key used for something else is a conflict and opens nothing', async () => {
    const body = { key: 'permit', input: { subject: 'Вывеска' }, documents: await statement() };
    const key = randomUUID();
    ok(await clerk.post('/instances', body, key));
    const before = await traces();
    const other = refusal(await clerk.post('/instances', { ...body, input: { subject: 'Другая' } }, key));
    expect(other).toMatchObject({ status: 409, code: 'idempotency.conflict' });
    const { instanceId } = await applicant.open();

    const elsewhere = refusal(
      await clerk.post(`/instances/${instanceId}/messages`, { message: 'permit.withdraw' }, key),
    );
    expect(elsewhere.code).toBe('idempotency.conflict');
    // Keys belong to who uses them: the same text from another caller is another key.
    ok(await head.post(`/instances/${instanceId}/cancel`, { reason: 'Ошибка' }, key));
    expect((await traces()).instances).toBe(before.instances + 1);
  });

  it('may use a key again after a refusal, because nothing happened under it', async () => {
    const key = randomUUID();
    const documents = await statement();
    expect(refusal(await clerk.post('/instances', { key: 'permit', input: {}, documents }, key)).code).toBe(
      'form.required',
    );
    expect(
      (await clerk.post('/instances', { key: 'permit', input: { subject: 'Вывеска' }, documents }, key)).statusCode,
    ).toBe(201);
  });

  it('is finished by whoever comes next when a crash left only the row (the same request again)', async () => {
    const body = { key: 'permit', input: { subject: 'Вывеска' }, documents: await statement() };
    const key = randomUUID();
    const { instanceId, number } = ok<{ instanceId: string; number: string }>(
      await clerk.post('/instances', body, key),
    );
    expect(ok(await clerk.post('/instances', body, key))).toMatchObject({ instanceId, number });
    await living.stage.database
      .updateTable('request')
      .set({ answer: null })
      .where('instance_id', '=', instanceId)
      .execute();
    expect(ok(await clerk.post('/instances', body, key))).toMatchObject({ instanceId, number });
  });

  it('still answers when the case is closed and Temporal has forgotten it', async () => {
    const body = { key: 'permit', input: { subject: 'Вывеска' }, documents: await statement() };
    const [start, completion] = [randomUUID(), randomUUID()];
    const first = ok<{ instanceId: string }>(await clerk.post('/instances', body, start));
    const id = await clerk.task(first.instanceId, 'check');
    const answer = { outcome: 'reject', reason: 'Неполный пакет', form: { note: 'пакет' } };
    const rejected = ok(await clerk.post(`/user-tasks/${id}/complete`, answer, completion));
    await living.stage.ended(first.instanceId);
    const { client } = living.stage;
    await client.workflowService.deleteWorkflowExecution({
      namespace: living.stage.config.temporalNamespace,
      workflowExecution: { workflowId: first.instanceId },
    });
    await until(async () =>
      client.workflow
        .getHandle(first.instanceId)
        .describe()
        .then(
          () => false,
          () => true,
        ),
    );
    expect(ok(await clerk.post('/instances', body, start))).toEqual(first);
    expect(ok(await clerk.post(`/user-tasks/${id}/complete`, answer, completion))).toEqual(rejected);
  });

  it('gives every case a number of its own, however many are opened at once (R-016)', async () => {
    const documents = await Promise.all(Array.from({ length: 20 }, () => clerk.upload()));
    const started = await Promise.all(
      documents.map((fileId) =>
        clerk.post('/instances', {
          key: 'permit',
          input: { subject: 'Вывеска' },
          documents: [{ document: 'statement', fileId }],
        }),
      ),
    );
    const numbers = started.map((answer) => ok<{ number: string }>(answer).number);
    expect(new Set(numbers).size).toBe(20);
  });

  it('goes on with the version it began with when a new one is published', async () => {
    const key = 'permit-versions';
    ok(await admin.post('/definitions', aPermit(key)));
    const { instanceId } = await applicant.open(key);
    ok(await admin.post('/definitions', { ...aPermit(key), title: { ru: 'Разрешение-2' } }));
    expect(ok(await clerk.get(`/instances/${instanceId}`))).toMatchObject({ version: 1, title: { ru: 'Разрешение' } });
    const next = await applicant.open(key);
    expect(ok(await clerk.get(`/instances/${next.instanceId}`))).toMatchObject({
      version: 2,
      title: { ru: 'Разрешение-2' },
    });
  });
});

describe('documents of a case', () => {
  it('are attached later, within the rules, once per key', async () => {
    const { instanceId } = await applicant.open();
    const fileId = await applicant.upload(samples.docx, 'Уточнение.docx');
    const body = { documents: [{ document: 'statement', fileId }] };
    const key = randomUUID();
    const attached = ok(await applicant.post(`/instances/${instanceId}/documents`, body, key));
    expect(ok(await applicant.post(`/instances/${instanceId}/documents`, body, key))).toEqual(attached);
    const third = await applicant.upload();
    const over = refusal(
      await applicant.post(`/instances/${instanceId}/documents`, {
        documents: [{ document: 'statement', fileId: third }],
      }),
    );
    expect(over).toMatchObject({ status: 422, code: 'document.tooMany', pointer: '/documents/0' });
    const foreign = refusal(
      await head.post(`/instances/${instanceId}/documents`, {
        documents: [{ document: 'opinion', fileId: await clerk.upload() }],
      }),
    );
    expect(foreign).toMatchObject({ status: 422, code: 'document.noFile', pointer: '/documents/0/fileId' });
  });
});
