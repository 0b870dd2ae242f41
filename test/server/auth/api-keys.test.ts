import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureFirstKey } from '../../../server/auth/first-key.ts';
import { permissions } from '../../../server/auth/permissions.ts';
import { openDatabase } from '../../../server/database/index.ts';
import { freshDatabase } from '../../ground/database.ts';
import { type Application, anApplication, everyRoute, refusal } from '../api/application.ts';

describe('API keys', () => {
  let application: Application;

  beforeAll(async () => {
    application = await anApplication(everyRoute);
  });
  afterAll(() => application.close());

  const get = (url: string, authorization?: string) =>
    application.app.inject({ url, headers: authorization ? { authorization } : {} });
  const post = (url: string, authorization: string, body: object) =>
    application.app.inject({ method: 'POST', url, headers: { authorization }, payload: body });

  it('are demanded by every route that is not public', async () => {
    for (const [route, permission] of Object.entries(permissions)) {
      if (permission === 'public') continue;
      const [method, url] = route.split(' ') as ['GET' | 'POST', string];
      const answer = await application.app.inject({ method, url: url.replaceAll(/:\w+/g, 'x') });
      expect({ route, status: answer.statusCode, code: refusal(answer).code }).toEqual({
        route,
        status: 401,
        code: 'auth.missing',
      });
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('are stored as hashes only', async () => {
    const admin = await application.key();
    const created = await post('/api/v1/api-keys', admin, { title: 'x', actorId: 'a', roles: ['official'] });
    const { token } = created.json<{ token: string }>();
    const stored = JSON.stringify(await application.database.selectFrom('api_key').selectAll().execute());
    expect(stored).not.toContain(token.split('_').slice(2).join('_'));
    expect((await get('/api/v1/api-keys', admin)).body).not.toContain('secret');
  });

  it.each([
    ['no Bearer', (token: string) => token.replace('Bearer ', 'Basic ')],
    ['a wrong secret', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['an unknown id', (token: string) => token.replace(/rgl_.{16}/, 'rgl_0000000000000000')],
    ['an endless token', () => `Bearer rgl_${'a'.repeat(10_000)}`],
  ])('are refused alike with %s', async (_case, spoil) => {
    const answer = refusal(await get('/api/v1/api-keys', spoil(await application.key())));
    expect(answer).toMatchObject({ status: 401, code: 'auth.invalid' });
  });

  it('give only what their roles allow', async () => {
    const answer = refusal(await get('/api/v1/api-keys', await application.key({ roles: ['official'] })));
    expect(answer).toMatchObject({ status: 403, code: 'auth.forbidden' });
  });

  it('give less when narrowed by scopes', async () => {
    const narrow = await application.key({ scopes: ['instances:read'] });
    expect(refusal(await get('/api/v1/api-keys', narrow))).toMatchObject({ status: 403, code: 'auth.scope' });
    const right = await application.key({ scopes: ['keys:manage'] });
    expect((await get('/api/v1/api-keys', right)).statusCode).toBe(200);
  });

  it('expire', async () => {
    const expired = await application.key({ expiresAt: new Date(Date.now() - 1) });
    expect(refusal(await get('/api/v1/api-keys', expired)).code).toBe('auth.invalid');
  });

  it('stop at once when revoked', async () => {
    const admin = await application.key();
    const created = await post('/api/v1/api-keys', admin, { title: 'x', actorId: 'a', roles: ['administrator'] });
    const { id, token } = created.json<{ id: string; token: string }>();
    expect((await get('/api/v1/api-keys', `Bearer ${token}`)).statusCode).toBe(200);
    expect((await post(`/api/v1/api-keys/${id}/revoke`, admin, {})).statusCode).toBe(204);
    expect(refusal(await get('/api/v1/api-keys', `Bearer ${token}`)).code).toBe('auth.invalid');
    expect(refusal(await post(`/api/v1/api-keys/${id}/revoke`, admin, {})).code).toBe('apiKey.revoked');
  });

  it('leave what was done to them in the audit, without their secrets', async () => {
    const admin = await application.key();
    const created = await post('/api/v1/api-keys', admin, { title: 'x', actorId: 'audited', roles: ['official'] });
    const { id, token } = created.json<{ id: string; token: string }>();
    await post(`/api/v1/api-keys/${id}/revoke`, admin, {});
    const rows = await application.database
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject', '=', id)
      .orderBy('seq')
      .execute();
    expect(rows.map(({ operation, actor_id: by }) => `${operation} ${by}`)).toEqual([
      'api-key.create admin-1',
      'api-key.revoke admin-1',
    ]);
    expect(JSON.stringify(rows)).not.toContain(token.slice(21));
  });

  it('keep their rights through a rotation, the old one for the grace given', async () => {
    const admin = await application.key();
    const created = await post('/api/v1/api-keys', admin, { title: 'x', actorId: 'a', roles: ['administrator'] });
    const old = created.json<{ id: string; token: string }>();
    const rotated = await post(`/api/v1/api-keys/${old.id}/rotate`, admin, { graceSeconds: 60 });
    const fresh = rotated.json<{ id: string; token: string }>();
    expect((await get('/api/v1/api-keys', `Bearer ${old.token}`)).statusCode).toBe(200);
    expect((await get('/api/v1/api-keys', `Bearer ${fresh.token}`)).statusCode).toBe(200);
    expect(refusal(await post(`/api/v1/api-keys/${old.id}/rotate`, admin, {})).code).toBe('apiKey.unknown');
    await post(`/api/v1/api-keys/${fresh.id}/rotate`, admin, {});
    expect(refusal(await get('/api/v1/api-keys', `Bearer ${fresh.token}`)).code).toBe('auth.invalid');
  });
});

describe('the first key', () => {
  it('is made once, however many processes start at once, and opens the door', async () => {
    const fresh = await freshDatabase();
    const database = openDatabase(fresh.url);
    try {
      const tokens = await Promise.all(Array.from({ length: 5 }, () => ensureFirstKey(database)));
      expect(tokens.filter((token) => token !== undefined)).toHaveLength(1);
      expect(await ensureFirstKey(database)).toBeUndefined();
    } finally {
      await database.destroy();
    }
  });

  it("can't be revoked while it is the last administrator's", async () => {
    const application = await anApplication();
    try {
      const token = await ensureFirstKey(application.database);
      const authorization = `Bearer ${token}`;
      const { items } = (await application.app.inject({ url: '/api/v1/api-keys', headers: { authorization } })).json<{
        items: { id: string }[];
      }>();
      const answer = refusal(
        await application.app.inject({
          method: 'POST',
          url: `/api/v1/api-keys/${items[0]?.id}/revoke`,
          headers: { authorization },
        }),
      );
      expect(answer).toMatchObject({ status: 409, code: 'apiKey.lastAdministrator' });
    } finally {
      await application.close();
    }
  });
});
