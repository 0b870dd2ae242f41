import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deadline } from '../../../definitions/schema/definition.ts';
import { aDefinition } from '../../definitions/engine/a-definition.ts';
import { refusal } from './application.ts';
import { aLivingApplication, type Caller, type Living, ok } from './living.ts';

interface Told {
  items: {
    ledgerId: string;
    deadlineId: string;
    state: string;
    dueAt?: string;
    lastDay?: string;
    remaining?: { amount: number; unit: string };
    explain: string[];
  }[];
}

let living: Living;
let head: Caller;
let clerk: Caller;

beforeAll(async () => {
  living = await aLivingApplication();
  head = await living.caller('head-1', ['head']);
  clerk = await living.caller('clerk-1', ['official']);
  await living.stage.publish(procedure());
});
afterAll(() => living.close());

/** A term from a legal event that may be suspended and extended, one of citizens' law, one internal. */
function procedure() {
  const common = { owner: 'authority', basis: 'Регламент, п. 1', term: { amount: 30, unit: 'calendarDays' } } as const;
  const deadlines: Deadline[] = [
    {
      ...{ ...common, id: 'decision', title: { ru: 'Решение', en: 'Decision' }, regime: 'civil-code' },
      ...{ class: 'statutory', from: { event: 'registered' } },
      suspension: { basis: 'Регламент, п. 12', grounds: [{ ru: 'Запрошены документы' }] },
      extension: { basis: 'Регламент, п. 14', cap: { amount: 10, unit: 'calendarDays' }, role: 'head' },
    },
    { ...common, id: 'citizen', title: { ru: 'Ответ гражданину' }, regime: '59-fz', class: 'statutory' },
    { ...common, id: 'inner', title: { ru: 'Внутренний' }, regime: 'internal', class: 'internal' },
  ];
  return aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'userTask', id: 'decide' },
      { type: 'endEvent', id: 'done' },
    ],
    ['start>decide', 'decide>done'],
    { key: 'terms', zone: 'Europe/Moscow', deadlines },
  );
}

async function opened(caller = clerk): Promise<string> {
  return ok<{ instanceId: string }>(await caller.post('/instances', { key: 'terms', input: {} })).instanceId;
}

async function term(id: string, deadlineId: string, caller = head) {
  const found = ok<Told>(await caller.get(`/instances/${id}/deadlines`)).items.find(
    (item) => item.deadlineId === deadlineId,
  );
  if (!found) throw new Error(`No term ${deadlineId}`);
  return found;
}

async function act(id: string, deadlineId: string, verb: string, body: object, caller = head) {
  const { ledgerId } = await term(id, deadlineId);
  return caller.post(`/instances/${id}/deadlines/${ledgerId}/${verb}`, body);
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const stop = { ground: 'Запрошены документы', basis: 'Регламент, п. 12' };

async function registered(days = 2): Promise<{ id: string; eventId: string }> {
  const id = await opened();
  const event = { kind: 'registered', effectiveAt: daysAgo(days), evidence: 'Вх. 17' };
  const { eventId } = ok<{ eventId: string }>(await head.post(`/instances/${id}/legal-events`, event));
  return { id, eventId };
}

describe('the terms of a case', () => {
  it('are told with state, due moment, what is left and how it was counted (R-097)', async () => {
    const { id } = await registered();
    const decision = await term(id, 'decision');
    expect(decision).toMatchObject({ state: 'running', remaining: { unit: 'calendarDays' } });
    expect(decision.remaining?.amount).toBeGreaterThanOrEqual(27);
    const [year, month, day] = (decision.lastDay ?? '').split('-');
    expect(decision.explain.join('\n')).toContain(`${day}.${month}.${year}`);
  });

  it('are explained in the language the caller reads', async () => {
    const id = await opened();
    const key = await living.application.key({ actorId: 'head-2', roles: ['head'] });
    const told = async (language: string) => {
      const answer = await living.application.app.inject({
        url: `/api/v1/instances/${id}/deadlines`,
        headers: { authorization: key, 'accept-language': language },
      });
      expect(answer.headers['content-language']).toBe(language);
      return ok<Told>(answer)
        .items.flatMap(({ explain }) => explain)
        .join(' ');
    };
    expect(await told('en')).not.toMatch(/[а-яё]{4,} (событие|дней)/i);
    expect(await told('ru')).toMatch(/срок не начался/i);
  });

  it('show an applicant the terms of the law and own ones, not what the authority sets itself', async () => {
    const applicant = await living.caller('applicant-1', ['applicant']);
    const id = await opened(applicant);
    const { items } = ok<Told>(await applicant.get(`/instances/${id}/deadlines`));
    expect(items.map(({ deadlineId }) => deadlineId)).toEqual(['decision', 'citizen']);
  });
});

describe('a legal event', () => {
  it('starts a term at the moment it took effect, and a correction counts it again (R-096)', async () => {
    const { id, eventId } = await registered(5);
    const before = await term(id, 'decision');
    const correction = { kind: 'registered', effectiveAt: daysAgo(15), supersedes: eventId, reason: 'Опечатка' };
    ok(await head.post(`/instances/${id}/legal-events`, correction));
    const after = await term(id, 'decision');
    expect(Date.parse(after.dueAt as string)).toBeLessThan(Date.parse(before.dueAt as string));
    expect(await living.stage.proof(id)).toEqual([]);
  });

  it.each([
    ['is yet to come', { effectiveAt: daysAgo(-2) }, 'legalEvent.inFuture', '/effectiveAt'],
    ['has an unreadable moment', { effectiveAt: 'вчера' }, 'instant.invalid', '/effectiveAt'],
    ['happened in no known zone', { zone: 'Mars/Olympus' }, 'zone.unknown', '/zone'],
    ['corrects one that nobody recorded', { supersedes: 'nothing' }, 'legalEvent.unknown', '/supersedes'],
  ])('is refused when it %s, and nothing changes', async (_title, more, code, pointer) => {
    const id = await opened();
    const refused = refusal(await head.post(`/instances/${id}/legal-events`, { kind: 'registered', ...more }));
    expect(refused).toMatchObject({ status: 422, code: `deadline.${code}`, pointer });
    expect((await living.stage.instance(id)).seq).toBe(1);
  });
});

describe('what officials decide about a term', () => {
  it('is applied once under a key: suspended, resumed, extended, moved', async () => {
    const { id } = await registered();
    const { ledgerId, dueAt } = await term(id, 'decision');
    const path = `/instances/${id}/deadlines/${ledgerId}`;
    const first = ok<{ seq: number }>(await head.post(`${path}/suspend`, stop, 'stop-1'));
    expect(ok<{ seq: number }>(await head.post(`${path}/suspend`, stop, 'stop-1')).seq).toBe(first.seq);
    expect(await term(id, 'decision')).toMatchObject({ state: 'suspended' });
    ok(await head.post(`${path}/resume`, { reason: 'Получены' }));
    const by = { amount: 10, unit: 'calendarDays' };
    ok(await head.post(`${path}/extend`, { by, reason: 'Экспертиза', basis: 'Регламент, п. 14' }));
    const extended = await term(id, 'decision');
    expect(Date.parse(extended.dueAt as string)).toBeGreaterThan(Date.parse(dueAt as string));
    ok(await head.post(`${path}/move`, { dueAt: '2031-03-03', reason: 'Поручение', basis: 'Поручение № 7' }));
    expect(await term(id, 'decision')).toMatchObject({ lastDay: '2031-03-03', state: 'running' });
    expect(await living.stage.proof(id)).toEqual([]);
  });

  it.each([
    ['decision', 'suspend', { ...stop, basis: ' ' }, 422, 'suspension.basisMissing', '/basis'],
    ['decision', 'suspend', { ...stop, ground: 'Отпуск' }, 422, 'suspension.groundUnknown', '/ground'],
    ['citizen', 'suspend', stop, 422, 'suspension.forbidden', ''],
    ['decision', 'resume', { reason: 'Так' }, 409, 'suspension.none', ''],
    ['decision', 'extend', extension(-5, 'calendarDays'), 422, 'term.amountInvalid', '/by/amount'],
    ['decision', 'extend', extension(5, 'workingDays'), 422, 'extension.unitMismatch', '/by/unit'],
    ['decision', 'extend', extension(11, 'calendarDays'), 422, 'extension.overCap', '/by/amount'],
    ['decision', 'move', { dueAt: 'завтра', reason: 'Так', basis: 'Так' }, 422, 'instant.invalid', '/dueAt'],
    ['decision', 'restore', { dueAt: '2031-01-01', reason: 'Так', basis: 'Так' }, 422, 'restoration.notApplicant', ''],
    ['decision', 'confirm', { reason: 'Так' }, 409, 'confirmation.none', ''],
  ])('is refused: %s %s %o', async (deadlineId, verb, body, status, code, pointer) => {
    const { id } = await registered();
    const { seq } = await living.stage.instance(id);
    const refused = refusal(await act(id, deadlineId, verb, body));
    expect(refused).toMatchObject({ status, code: `deadline.${code}`, pointer });
    expect(refused.detail).toMatch(/[а-яё]/i);
    expect((await living.stage.instance(id)).seq).toBe(seq);
  });

  it('needs a basis, and names the term that does not run', async () => {
    const { id } = await registered();
    const { basis: _left, ...without } = stop;
    expect(refusal(await act(id, 'decision', 'suspend', without)).errors).toMatchObject([{ pointer: '/basis' }]);
    const unknown = refusal(await head.post(`/instances/${id}/deadlines/d99/suspend`, stop));
    expect(unknown).toMatchObject({ status: 409, code: 'deadline.notOpen', pointer: '/path/ledgerId' });
  });

  it('is for seniors, heads and administrators; an extension for the role its rule names', async () => {
    const { id } = await registered();
    expect(refusal(await act(id, 'decision', 'suspend', stop, clerk))).toMatchObject({ code: 'auth.forbidden' });
    const senior = await living.caller('senior-1', ['senior']);
    const refused = refusal(await act(id, 'decision', 'extend', extension(5, 'calendarDays'), senior));
    expect(refused).toMatchObject({ code: 'deadline.extension.role', pointer: '/role' });
    ok(await act(id, 'decision', 'extend', extension(5, 'calendarDays'), head));
  });
});

function extension(amount: number, unit: string) {
  return { by: { amount, unit }, reason: 'Экспертиза', basis: 'Регламент, п. 14' };
}
