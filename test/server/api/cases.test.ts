import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../workflows/stage.ts';
import { samples } from '../files/samples.ts';
import { refusal } from './application.ts';
import { ok } from './living.ts';
import { aPermitOffice, type PermitOffice } from './permit-office.ts';

let office: PermitOffice;
let living: PermitOffice['living'];
let admin: PermitOffice['admin'];
let clerk: PermitOffice['clerk'];
let head: PermitOffice['head'];
let applicant: PermitOffice['applicant'];
let register: PermitOffice['register'];
let view: PermitOffice['view'];
let complete: PermitOffice['complete'];

beforeAll(async () => {
  office = await aPermitOffice();
  ({ living, admin, clerk, head, applicant, register, view, complete } = office);
});
afterAll(() => office.living.close());

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
