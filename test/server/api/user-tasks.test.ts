import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../files/samples.ts';
import { refusal } from './application.ts';
import { type Caller, ok } from './living.ts';
import { aPermitOffice, type PermitOffice } from './permit-office.ts';

let office: PermitOffice;
let living: PermitOffice['living'];
let clerk: PermitOffice['clerk'];
let head: PermitOffice['head'];
let applicant: PermitOffice['applicant'];
let view: PermitOffice['view'];
let traces: PermitOffice['traces'];

beforeAll(async () => {
  office = await aPermitOffice();
  ({ living, clerk, head, applicant, view, traces } = office);
});
afterAll(() => office.living.close());

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
