import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connector, ConnectorFailure } from '../../../activities/connector.ts';
import { until } from '../../workflows/stage.ts';
import { samples } from '../files/samples.ts';
import { refusal } from './application.ts';
import { aLivingApplication, aPermit, type Caller, type Living, ok } from './living.ts';

/** A register of ours that is away while `away` is set. */
const register = { away: false, recorded: [] as string[] };
const recorder: Connector = {
  key: 'test.record',
  title: { ru: 'Запись в реестр' },
  description: { ru: 'Записывает разрешение' },
  input: { type: 'object' },
  output: { type: 'object' },
  settings: { type: 'object' },
  errors: [],
  retry: { maxAttempts: 1, initialInterval: 'PT0.1S', maxInterval: 'PT1S', backoff: 2 },
  async invoke({ input }) {
    if (register.away)
      throw new ConnectorFailure('register.unavailable', 'The register does not answer', { retryable: false });
    register.recorded.push(String(input['subject']));
    return { output: { record: 'R-1' } };
  },
};

interface CaseView {
  number: string;
  engineStatus: string;
  status: { code: string; title: { ru: string; en: string }; canonical: string; reason?: { ru: string } };
  data?: { [name: string]: unknown };
  userTasks: { id: string; elementId: string }[];
  incidents: { id: string; code: string }[];
  documents: { document: string; fileId: string; name: string }[];
  deadlines: { id: string; title: { ru: string }; state: string; dueAt?: string }[];
  timeline: { type: string; text: { ru: string; en: string }; reason?: { ru: string }; actor: { id: string } }[];
  clock: string;
  overdue: boolean;
  seq: number;
}

let living: Living;
let admin: Caller;
let clerk: Caller;
let head: Caller;
let applicant: Caller;

beforeAll(async () => {
  living = await aLivingApplication({ worked: [recorder] });
  admin = await living.caller('admin', ['administrator', 'publisher']);
  clerk = await living.caller('clerk-1', ['official'], { groups: ['clerks'] });
  head = await living.caller('head-1', ['head'], { groups: ['heads'] });
  applicant = await living.caller('citizen-1', ['applicant']);
  ok(await admin.post('/definitions', aPermit()));
});
afterAll(() => living.close());

const view = async (caller: Caller, id: string): Promise<CaseView> => ok(await caller.get(`/instances/${id}`));
const complete = async (caller: Caller, instanceId: string, elementId: string, body: object) =>
  caller.post(`/user-tasks/${await caller.task(instanceId, elementId)}/complete`, body);
/** Everything a refused request must leave as it was. */
const traces = async () => {
  const { database } = living.stage;
  const count = async (table: 'instance' | 'journal_entry' | 'request' | 'case_party') =>
    (
      await database
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  return {
    instances: await count('instance'),
    entries: await count('journal_entry'),
    requests: await count('request'),
    parties: await count('case_party'),
    claims: await database
      .selectFrom('user_task_claim')
      .selectAll()
      .orderBy('instance_id')
      .orderBy('user_task_id')
      .execute(),
  };
};

describe('a case over the API', () => {
  it('lives from the application to the decision, and tells its course in words', async () => {
    const fileId = await applicant.upload(samples.pdf, 'Заявление Иванова.pdf');
    const opened = await applicant.post('/instances', {
      key: 'permit',
      input: { subject: 'Вывеска', area: 4 },
      documents: [{ document: 'statement', fileId }],
    });
    expect(opened.statusCode).toBe(201);
    const { instanceId, number } = opened.json<{ instanceId: string; number: string }>();
    expect(opened.headers['location']).toBe(`/api/v1/instances/${instanceId}`);
    expect(number).toMatch(/^РЗ-\d{2}-\d{4}$/);

    expect(
      (await complete(clerk, instanceId, 'check', { outcome: 'accept', form: { note: 'полно' } })).statusCode,
    ).toBe(200);
    expect((await complete(head, instanceId, 'approve', {})).statusCode).toBe(200);
    const done = await until(async () => {
      const seen = await view(clerk, instanceId);
      return seen.engineStatus === 'completed' && seen;
    });
    expect(done).toMatchObject({
      number,
      status: {
        code: 'granted',
        title: { ru: 'Выдано', en: 'Granted' },
        canonical: 'APPROVED',
        reason: { ru: 'Нарушений нет' },
      },
      data: { subject: 'Вывеска', area: 4, note: 'полно' },
      documents: [{ document: 'statement', fileId, name: 'Заявление Иванова.pdf' }],
      deadlines: [{ id: 'whole', title: { ru: 'Рассмотрение' }, state: 'fulfilled' }],
      userTasks: [],
      incidents: [],
    });
    expect(register.recorded).toContain('Вывеска');
    const words = done.timeline.map(({ text }) => text);
    expect(words).toContainEqual({ ru: `Дело открыто: № ${number}`, en: `Case opened: № ${number}` });
    expect(words).toContainEqual({ ru: 'Статус: Подано', en: 'Status: Filed' });
    expect(words).toContainEqual({
      ru: 'Приложено: Заявление (Заявление Иванова.pdf)',
      en: 'Attached: Statement (Заявление Иванова.pdf)',
    });
    expect(words).toContainEqual({ ru: 'Выполнено: Проверка — Принять', en: 'Done: Check — Accept' });
    expect(words.at(-1)).toEqual({ ru: 'Дело завершено: granted', en: 'Case completed: granted' });

    const journal = ok<{ items: { seq: number; hash: string; previousHash: string }[] }>(
      await clerk.get(`/instances/${instanceId}/journal?limit=200`),
    ).items;
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_entry, index) => index + 1));
    journal.slice(1).forEach((entry, index) => expect(entry.previousHash).toBe(journal[index]?.hash));
    expect(JSON.stringify(journal)).not.toContain('Вывеска');
    expect(await living.stage.proof(instanceId)).toEqual([]);
  });

  it("shows an applicant the course of own cases and nothing of another's", async () => {
    const { instanceId } = await applicant.open();
    const stranger = await living.caller('citizen-2', ['applicant']);
    const mine = await view(applicant, instanceId);
    expect(mine.data).toBeUndefined();
    expect(mine.userTasks).toEqual([]);
    expect(mine.timeline.some(({ type }) => type.startsWith('userTask.'))).toBe(false);
    expect(mine.timeline.every(({ actor }) => actor.id === '')).toBe(true);
    for (const path of [
      `/instances/${instanceId}`,
      `/instances/${randomUUID()}`,
      `/files/${mine.documents[0]?.fileId}`,
    ]) {
      expect((await stranger.get(path)).statusCode, path).toBe(404);
    }
    const listed = ok<{ items: { id: string }[] }>(await stranger.get('/instances')).items;
    expect(listed).toEqual([]);
    expect((await stranger.get(`/user-tasks/${await clerk.task(instanceId, 'check')}`)).statusCode).toBe(404);
    const fetched = await applicant.get(`/files/${mine.documents[0]?.fileId}`);
    expect(fetched.rawPayload.equals(samples.pdf)).toBe(true);
    expect((await clerk.get(`/files/${mine.documents[0]?.fileId}`)).statusCode).toBe(200);
  });

  it('asks the applicant for more inside the same case', async () => {
    const { instanceId } = await applicant.open();
    ok(await complete(clerk, instanceId, 'check', { outcome: 'ask' }));
    const id = await applicant.task(instanceId, 'supplement');
    expect(ok<{ items: { id: string }[] }>(await applicant.get('/user-tasks')).items.map((task) => task.id)).toContain(
      id,
    );
    const official = refusal(await clerk.post(`/user-tasks/${id}/complete`, {}));
    expect(official).toMatchObject({ status: 403, code: 'userTask.notCandidate' });
    const stranger = await living.caller('citizen-2', ['applicant']);
    expect(refusal(await stranger.post(`/user-tasks/${id}/complete`, {})).code).toBe('userTask.unknown');
    const fileId = await applicant.upload();
    ok(await applicant.post(`/user-tasks/${id}/complete`, { documents: [{ document: 'statement', fileId }] }));
    expect(await clerk.task(instanceId, 'check')).toBeDefined();
    expect((await view(clerk, instanceId)).documents).toHaveLength(2);
  });

  it('takes a message by name and correlation key, once', async () => {
    const system = await living.caller('cabinet', ['system']);
    const { instanceId, number } = await applicant.open();
    const message = { message: 'permit.withdraw', correlationKey: number, payload: { reason: 'Передумал' } };
    const wrong = refusal(await system.post('/messages', { ...message, payload: { reason: 'x' } }));
    expect(wrong).toMatchObject({ status: 422, code: 'form.minLength', pointer: '/payload/reason' });
    expect(refusal(await system.post('/messages', { ...message, correlationKey: 'РЗ-99-9999' })).code).toBe(
      'message.noReceiver',
    );
    const key = randomUUID();
    const delivered = ok(await system.post('/messages', message, key));
    expect(ok(await system.post('/messages', message, key))).toEqual(delivered);
    expect(await view(clerk, instanceId)).toMatchObject({ engineStatus: 'completed', status: { code: 'withdrawn' } });
    expect(refusal(await system.post('/messages', message)).code).toBe('message.noReceiver');
  });

  it('takes a message addressed to it without the key', async () => {
    const { instanceId } = await applicant.open();
    const body = { message: 'permit.withdraw', payload: { reason: 'Передумал' } };
    ok(await clerk.post(`/instances/${instanceId}/messages`, body));
    expect((await view(clerk, instanceId)).status.code).toBe('withdrawn');
    expect(refusal(await clerk.post(`/instances/${instanceId}/messages`, body))).toMatchObject({
      status: 409,
      code: 'instance.finished',
    });
  });

  it('is cancelled with a reason by who may', async () => {
    const { instanceId } = await applicant.open();
    expect(refusal(await clerk.post(`/instances/${instanceId}/cancel`, { reason: 'Ошибка' })).code).toBe(
      'auth.forbidden',
    );
    ok(await head.post(`/instances/${instanceId}/cancel`, { reason: 'Подано повторно' }));
    const cancelled = await view(clerk, instanceId);
    expect(cancelled.engineStatus).toBe('cancelled');
    expect(cancelled.timeline.at(-1)).toMatchObject({ type: 'instance.cancelled', reason: { ru: 'Подано повторно' } });
  });

  it('has its clock moved ahead where playing is allowed, and is overdue by its own clock', async () => {
    const { instanceId } = await applicant.open();
    expect((await view(clerk, instanceId)).overdue).toBe(false);
    const { at } = ok<{ at: string }>(await admin.post(`/instances/${instanceId}/fast-forward`, { by: 'P45D' }));
    expect(Date.parse(at)).toBeGreaterThan(Date.now() + 44 * 86_400_000);
    const later = await view(clerk, instanceId);
    expect(later.overdue).toBe(true);
    expect(later.deadlines[0]).toMatchObject({ state: 'breached' });
    expect(Date.parse(later.clock)).toBeGreaterThanOrEqual(Date.parse(at));
    const overdue = ok<{ items: { instanceId: string }[] }>(await clerk.get('/user-tasks?limit=200')).items;
    expect(overdue.some((task) => task.instanceId === instanceId)).toBe(true);
    expect(refusal(await clerk.post(`/instances/${instanceId}/fast-forward`, { by: 'P1D' })).code).toBe(
      'auth.forbidden',
    );
  });

  it('lists cases newest first, page by page, and filters them', async () => {
    const opened = [];
    for (let i = 0; i < 3; i++) opened.push(await applicant.open());
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = ok<{ items: { id: string }[]; nextCursor?: string }>(
        await applicant.get(`/instances?limit=2${cursor ? `&cursor=${cursor}` : ''}`),
      );
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.slice(0, 3)).toEqual(opened.map(({ instanceId }) => instanceId).reverse());
    const number = opened[1]?.number as string;
    const found = ok<{ items: { number: string }[] }>(
      await clerk.get(`/instances?number=${encodeURIComponent(number)}`),
    ).items;
    expect(found.map((item) => item.number)).toEqual([number]);
    expect(
      ok<{ items: unknown[] }>(await clerk.get('/instances?key=permit&status=REJECTED&engineStatus=running')).items,
    ).toEqual([]);
    expect(refusal(await clerk.get('/instances?cursor=bm90aGluZw')).code).toBe('request.badCursor');
    expect(refusal(await clerk.get('/instances?colour=red'))).toMatchObject({
      code: 'request.unknownProperty',
      pointer: '/query/colour',
    });
  });
});

describe('user tasks', () => {
  it('are seen by candidates, with form, outcomes and documents', async () => {
    const { instanceId, number } = await applicant.open();
    const id = await clerk.task(instanceId, 'check');
    const listed = ok<{ items: { id: string; number: string; candidateGroups: string[] }[] }>(
      await clerk.get('/user-tasks?limit=200'),
    ).items;
    expect(listed.find((task) => task.id === id)).toMatchObject({ number, candidateGroups: ['clerks'] });
    const others = ok<{ items: { id: string }[] }>(await head.get('/user-tasks?limit=200')).items;
    expect(others.some((task) => task.id === id)).toBe(false);
    const all = ok<{ items: { id: string }[] }>(await head.get('/user-tasks?limit=200&whose=all')).items;
    expect(all.some((task) => task.id === id)).toBe(true);
    expect(refusal(await clerk.get('/user-tasks?whose=all')).code).toBe('auth.forbidden');
    expect(ok(await clerk.get(`/user-tasks/${id}`))).toMatchObject({
      title: { ru: 'Проверка', en: 'Check' },
      procedure: { ru: 'Разрешение' },
      form: { schema: { type: 'object', properties: { note: { type: 'string', minLength: 2 } } } },
      outcomes: [{ key: 'accept' }, { key: 'ask' }, { key: 'reject', requiresReason: true }],
      documents: [{ key: 'opinion', formats: ['pdf'], maxBytes: 1_000 }],
    });
  });

  it('come page by page in order of due date, each once', async () => {
    for (let i = 0; i < 3; i++) await applicant.open();
    const seen: { id: string; dueAt?: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = ok<{ items: { id: string; dueAt?: string }[]; nextCursor?: string }>(
        await clerk.get(`/user-tasks?limit=2${cursor ? `&cursor=${cursor}` : ''}`),
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    const whole = ok<{ items: { id: string }[] }>(await clerk.get('/user-tasks?limit=200')).items;
    expect(seen.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(3);
  });

  it('go to one of two clerks who claim at once; the other learns who and when', async () => {
    const other = await living.caller('clerk-2', ['official'], { groups: ['clerks'] });
    for (let i = 0; i < 10; i++) {
      const { instanceId } = await applicant.open();
      const id = await clerk.task(instanceId, 'check');
      const answers = await Promise.all([clerk, other].map((caller) => caller.post(`/user-tasks/${id}/claim`)));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
      const winner = answers.findIndex(({ statusCode }) => statusCode === 200);
      const lost = refusal(answers[1 - winner] as never);
      const { claim } = ok<{ claim: { by: string; at: string } }>(answers[winner] as never);
      expect(lost).toMatchObject({ code: 'userTask.claimedByOther', claimedBy: claim.by, claimedAt: claim.at });
      expect(claim.by).toBe(['clerk-1', 'clerk-2'][winner]);
      const loser = [clerk, other][1 - winner] as Caller;
      expect(refusal(await loser.post(`/user-tasks/${id}/complete`, { outcome: 'accept' })).code).toBe(
        'userTask.claimedByOther',
      );
      expect(refusal(await loser.post(`/user-tasks/${id}/release`)).code).toBe('userTask.claimedByOther');
      const holder = [clerk, other][winner] as Caller;
      expect((await holder.post(`/user-tasks/${id}/claim`)).statusCode).toBe(200);
      expect((await holder.post(`/user-tasks/${id}/release`)).statusCode).toBe(204);
      expect(refusal(await holder.post(`/user-tasks/${id}/release`)).code).toBe('userTask.notClaimed');
      expect((await loser.post(`/user-tasks/${id}/claim`)).statusCode).toBe(200);
    }
  });

  it('are completed once when two clerks race to complete', async () => {
    const other = await living.caller('clerk-2', ['official'], { groups: ['clerks'] });
    const { instanceId } = await applicant.open();
    const id = await clerk.task(instanceId, 'check');
    const answers = await Promise.all(
      [clerk, other].map((caller) => caller.post(`/user-tasks/${id}/complete`, { outcome: 'accept' })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await view(clerk, instanceId)).timeline.filter(({ type }) => type === 'userTask.completed')).toHaveLength(
      1,
    );
  });

  it('are completed once when one request comes ten times at once, and all answers are alike', async () => {
    for (let round = 0; round < 5; round++) {
      const { instanceId } = await applicant.open();
      const id = await clerk.task(instanceId, 'check');
      const documents = [{ document: 'opinion', fileId: await clerk.upload() }];
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          clerk.post(`/user-tasks/${id}/complete`, { outcome: 'accept', documents }, key),
        ),
      );
      expect([...new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`))]).toHaveLength(1);
      expect(answers[0]?.statusCode).toBe(200);
      const done = await view(clerk, instanceId);
      expect(done.timeline.filter(({ type }) => type === 'userTask.completed')).toHaveLength(1);
    }
  });

  it('are refused to outsiders and to excluded owners', async () => {
    const { instanceId } = await applicant.open();
    const id = await clerk.task(instanceId, 'check');
    expect(refusal(await head.post(`/user-tasks/${id}/claim`))).toMatchObject({
      status: 403,
      code: 'userTask.notCandidate',
    });
    expect(refusal(await applicant.post(`/user-tasks/${id}/claim`))).toMatchObject({
      status: 404,
      code: 'userTask.unknown',
    });
    const both = await living.caller('clerk-and-head', ['official'], { groups: ['clerks', 'heads'] });
    ok(await both.post(`/user-tasks/${id}/complete`, { outcome: 'accept' }));
    const approve = await both.task(instanceId, 'approve');
    expect(refusal(await both.post(`/user-tasks/${approve}/complete`, {}))).toMatchObject({
      status: 403,
      code: 'userTask.excludedOwner',
    });
    expect(
      ok<{ items: { id: string }[] }>(await both.get('/user-tasks?limit=200')).items.some(
        (task) => task.id === approve,
      ),
    ).toBe(false);
    ok(await head.post(`/user-tasks/${approve}/complete`, {}));
  });

  it.each([
    ['without an outcome', {}, 422, 'userTask.outcomeRequired', '/outcome'],
    ['with an unknown outcome', { outcome: 'burn' }, 422, 'userTask.unknownOutcome', '/outcome'],
    ['without the reason the outcome needs', { outcome: 'reject' }, 422, 'userTask.reasonRequired', '/reason'],
    ['with wrong form data', { outcome: 'accept', form: { note: 'x' } }, 422, 'form.minLength', '/form/note'],
    [
      'with an unknown form field',
      { outcome: 'accept', form: { nota: 'xx' } },
      422,
      'form.additionalProperties',
      '/form/nota',
    ],
    ['with an unknown property', { outcome: 'accept', comment: 'x' }, 400, 'request.unknownProperty', '/comment'],
    [
      'with a document that is not foreseen',
      { outcome: 'accept', documents: [{ document: 'statement', fileId: 'FILE' }] },
      422,
      'document.unknown',
      '/documents/0/document',
    ],
    [
      'with a document of a wrong format',
      { outcome: 'accept', documents: [{ document: 'opinion', fileId: 'PNG' }] },
      422,
      'document.format',
      '/documents/0/fileId',
    ],
    [
      'with a document that is too large',
      { outcome: 'accept', documents: [{ document: 'opinion', fileId: 'LARGE' }] },
      422,
      'document.tooLarge',
      '/documents/0/fileId',
    ],
    [
      'with a file nobody uploaded',
      { outcome: 'accept', documents: [{ document: 'opinion', fileId: '0'.repeat(32) }] },
      422,
      'document.noFile',
      '/documents/0/fileId',
    ],
  ])('stay as they are when completed %s', async (_case, body, status, code, pointer) => {
    const { instanceId } = await applicant.open();
    const id = await clerk.task(instanceId, 'check');
    const files: { [name: string]: string } = {
      FILE: await clerk.upload(),
      PNG: await clerk.upload(samples.png, 'a.png'),
      LARGE: await clerk.upload(Buffer.concat([samples.pdf, Buffer.alloc(2_000)]), 'a.pdf'),
    };
    const filled = JSON.parse(
      JSON.stringify(body).replaceAll(/"(FILE|PNG|LARGE)"/g, (_all, name: string) => `"${files[name]}"`),
    ) as object;
    const before = await traces();
    const answer = refusal(await clerk.post(`/user-tasks/${id}/complete`, filled));
    expect({ status: answer.status, code: answer.code, pointer: answer.pointer }).toEqual({ status, code, pointer });
    expect(answer.errors[0]).toMatchObject({ code, pointer });
    expect(await traces()).toEqual(before);
  });

  it('are not completed again, and the refusal says by whom they were', async () => {
    const { instanceId } = await applicant.open();
    const id = await clerk.task(instanceId, 'check');
    ok(await clerk.post(`/user-tasks/${id}/complete`, { outcome: 'accept' }));
    const before = await traces();
    const again = refusal(await clerk.post(`/user-tasks/${id}/complete`, { outcome: 'accept' }));
    expect(again).toMatchObject({
      status: 409,
      code: 'userTask.notOpen',
      pointer: '/path/userTaskId',
      completedBy: 'clerk-1',
    });
    expect(await traces()).toEqual(before);
    expect(refusal(await clerk.post(`/user-tasks/${instanceId}.u99/complete`, {})).code).toBe('userTask.unknown');
  });
});

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
