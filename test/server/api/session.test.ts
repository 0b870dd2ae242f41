import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/auth/roles.ts';
import { authenticator } from '../../builders/authenticator.ts';
import { CookieJar } from '../../builders/cookie-jar.ts';
import { type Application, anApplication, refusal } from './application.ts';

const origin = { host: 'office.example', origin: 'http://office.example' };
const password = 'Длинный-Пароль-2026';
let application: Application;
let admin: string;

beforeAll(async () => {
  application = await anApplication({
    accounts: { masterKey: randomBytes(32), baseUrl: 'http://office.example', idleSeconds: 900 },
  });
  admin = await application.key();
});
afterAll(() => application.close());

async function asAdmin(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers: object = {}) {
  return application.app.inject({
    method,
    url,
    headers: { authorization: admin, ...headers },
    ...(payload ? { payload } : {}),
  });
}

/** A browser with its cookies. */
function aBrowser() {
  const jar = new CookieJar();
  return async (method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, payload?: object, headers: object = {}) => {
    const answer = await application.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...origin, cookie: jar.cookie, ...headers },
      ...(payload ? { payload } : {}),
    });
    jar.keep(answer.headers['set-cookie']);
    return answer;
  };
}

let emails = 0;
async function aPerson(roles: Role[], groups: string[] = []) {
  emails += 1;
  const email = `person${emails}@example.org`;
  const answer = await asAdmin('POST', '/api/v1/people', { email, name: 'Петров Пётр', roles, groups });
  expect(answer.statusCode).toBe(201);
  const created = answer.json<{ id: string; password: string }>();
  return { email, ...created };
}

/** A person past the duties of a first visit, in a browser. */
async function signedIn(roles: Role[]) {
  const person = await aPerson(roles);
  const browse = aBrowser();
  await browse('POST', '/session', { email: person.email, password: person.password });
  await browse('POST', '/session/password', { current: person.password, next: password });
  const { uri } = (await browse('POST', '/session/second-factor/enrolment', { password })).json<{ uri: string }>();
  const phone = authenticator(uri);
  expect((await browse('POST', '/session/second-factor/confirmation', { code: await phone.code() })).statusCode).toBe(
    204,
  );
  return { ...person, browse, phone };
}

describe('sessions over HTTP', () => {
  it('lead through the duties of a first visit and then carry the roles', async () => {
    const person = await aPerson(['official']);
    const browse = aBrowser();
    const first = await browse('POST', '/session', { email: person.email, password: person.password });
    expect(first.json()).toEqual({ next: 'changePassword' });
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/i);
    expect((await browse('GET', '/session')).json()).toMatchObject({ duty: 'changePassword', roles: [] });
    expect(refusal(await browse('GET', '/user-tasks')).code).toBe('auth.forbidden');
    expect((await browse('POST', '/session/password', { current: person.password, next: password })).statusCode).toBe(
      204,
    );
    const enrolment = await browse('POST', '/session/second-factor/enrolment', { password });
    const phone = authenticator(enrolment.json<{ uri: string }>().uri);
    expect((await browse('POST', '/session/second-factor/confirmation', { code: await phone.code() })).statusCode).toBe(
      204,
    );
    expect((await browse('GET', '/session')).json()).toMatchObject({
      id: person.id,
      roles: ['official'],
      idleSeconds: 900,
    });
    expect((await browse('GET', '/user-tasks')).statusCode).toBe(200);
    expect((await browse('DELETE', '/session')).statusCode).toBe(204);
    expect(refusal(await browse('GET', '/session')).code).toBe('auth.missing');
  });

  it('are refused to other sites, and a changed password names every weakness', async () => {
    const person = await aPerson(['official']);
    const browse = aBrowser();
    const foreign = await browse(
      'POST',
      '/session',
      { email: person.email, password: person.password },
      { origin: 'https://evil.example' },
    );
    expect(refusal(foreign).code).toBe('origin.foreign');
    await browse('POST', '/session', { email: person.email, password: person.password });
    const weak = refusal(await browse('POST', '/session/password', { current: person.password, next: 'пароль' }));
    expect(weak).toMatchObject({ code: 'password.weak', status: 422 });
    expect(weak.errors.map(({ code }) => code)).toEqual([
      'password.length',
      'password.upperCase',
      'password.digit',
      'password.special',
    ]);
  });

  it('end the moment the account is disabled', async () => {
    const { id, browse } = await signedIn(['official']);
    expect((await asAdmin('POST', `/api/v1/people/${id}/disable`)).statusCode).toBe(204);
    expect(refusal(await browse('GET', '/session')).status).toBe(401);
  });
});

describe('people', () => {
  it('are changed only from the version that was read', async () => {
    const { id } = await aPerson(['official']);
    const change = { name: 'Петров Пётр', roles: ['senior'], groups: [] };
    expect(refusal(await asAdmin('PUT', `/api/v1/people/${id}`, change)).code).toBe('request.ifMatchRequired');
    const { headers } = await asAdmin('GET', `/api/v1/people/${id}`);
    const etag = String(headers.etag);
    expect((await asAdmin('PUT', `/api/v1/people/${id}`, change, { 'if-match': etag })).statusCode).toBe(204);
    expect(refusal(await asAdmin('PUT', `/api/v1/people/${id}`, change, { 'if-match': etag })).code).toBe(
      'person.changed',
    );
  });

  it('are not listed for those who may not see them', async () => {
    const { browse } = await signedIn(['official']);
    expect(
      refusal(await browse('POST', '/people', { email: 'x@example.org', name: 'Никто', roles: [], groups: [] })).code,
    ).toBe('auth.forbidden');
  });
});

describe('the life of a definition', () => {
  const definition = {
    language: 1,
    key: 'greeting',
    title: { ru: 'Приветствие' },
    elements: [
      { type: 'startEvent', id: 'begin', title: { ru: 'Начало' } },
      { type: 'endEvent', id: 'end', title: { ru: 'Конец' } },
    ],
    flows: [{ id: 'f1', from: 'begin', to: 'end' }],
  };

  it('passes from draft through submission and a second person to a published version, every step audited', async () => {
    const author = await signedIn(['author']);
    const publisher = await signedIn(['publisher']);
    const { id } = (await author.browse('POST', '/drafts', { definition })).json<{ id: string }>();
    const saved = await author.browse(
      'PUT',
      `/drafts/${id}`,
      { definition: { ...definition, title: { ru: 'Привет' } } },
      { 'if-match': '"1"' },
    );
    expect(saved.json()).toEqual({ id, version: 2 });
    const late = refusal(await author.browse('PUT', `/drafts/${id}`, { definition }, { 'if-match': '"1"' }));
    expect(late).toMatchObject({ code: 'draft.changed', changedBy: author.id });
    expect(refusal(await publisher.browse('POST', `/drafts/${id}/approve`)).code).toBe('draft.notSubmitted');
    expect(
      (await author.browse('POST', `/drafts/${id}/submit`, { note: 'Готово' }, { 'if-match': '"2"' })).statusCode,
    ).toBe(204);
    const published = await publisher.browse('POST', `/drafts/${id}/approve`);
    expect(published.json()).toEqual({ key: 'greeting', version: 1 });
    expect(refusal(await author.browse('GET', `/drafts/${id}`)).code).toBe('draft.unknown');
    const audit = await asAdmin('GET', '/api/v1/audit?limit=200');
    const operations = audit.json<{ items: { operation: string }[] }>().items.map(({ operation }) => operation);
    expect(operations).toEqual(
      expect.arrayContaining(['draft.create', 'draft.submit', 'draft.approve', 'definition.publish']),
    );
    expect((await asAdmin('GET', '/api/v1/audit/verification')).json()).not.toHaveProperty('broken');
  });

  it('is not approved by somebody who edited the draft', async () => {
    const both = await signedIn(['author', 'publisher']);
    const { id } = (await both.browse('POST', '/drafts', { definition })).json<{ id: string }>();
    await both.browse('POST', `/drafts/${id}/submit`, { note: 'Готово' }, { 'if-match': '"1"' });
    expect(refusal(await both.browse('POST', `/drafts/${id}/approve`)).code).toBe('draft.fourEyes');
  });

  it('refuses to submit what fails its checks, with every finding', async () => {
    const author = await signedIn(['author']);
    const broken = { ...definition, flows: [{ id: 'f1', from: 'begin', to: 'nowhere' }] };
    const { id } = (await author.browse('POST', '/drafts', { definition: broken })).json<{ id: string }>();
    const refused = refusal(
      await author.browse('POST', `/drafts/${id}/submit`, { note: 'Готово' }, { 'if-match': '"1"' }),
    );
    expect(refused.code).toBe('definition.invalid');
    expect(refused.errors.length).toBeGreaterThan(0);
  });
});
