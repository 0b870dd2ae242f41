import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Application, anApplication, refusal } from './application.ts';

describe('the conventions of the API', () => {
  let application: Application;
  let admin: string;

  beforeAll(async () => {
    application = await anApplication();
    admin = await application.key();
  });
  afterAll(() => application.close());

  const createKey = (payload: string | Buffer, headers: { [name: string]: string } = {}) =>
    application.app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers: { authorization: admin, 'content-type': 'application/json', ...headers },
      payload,
    });
  const countKeys = async () => (await application.database.selectFrom('api_key').select('id').execute()).length;

  it('answers /health without a key and says which parts are ready', async () => {
    const answer = await application.app.inject('/health');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ready', parts: { database: true } });
  });

  it('answers an unknown route with route.unknown', async () => {
    expect(refusal(await application.app.inject('/api/v1/nothing'))).toMatchObject({
      status: 404,
      code: 'route.unknown',
    });
  });

  it('answers a method a route does not serve with 405 and the methods it does', async () => {
    const answer = refusal(await application.app.inject({ method: 'DELETE', url: '/api/v1/api-keys' }));
    expect(answer).toMatchObject({ status: 405, code: 'route.method' });
    expect(answer.headers['allow']).toBe('GET, POST');
  });

  it('speaks Russian unless the client likes English better', async () => {
    const russian = refusal(await application.app.inject('/nowhere'));
    const english = refusal(
      await application.app.inject({ url: '/nowhere', headers: { 'accept-language': 'de, en;q=0.8, ru;q=0.3' } }),
    );
    expect([russian.title, russian.headers['content-language']]).toEqual(['Такого адреса нет', 'ru']);
    expect([english.title, english.headers['content-language']]).toEqual(['There is no such route', 'en']);
  });

  it.each([
    ['malformed JSON', '{"title": "x",}', 'request.malformedJson', ''],
    ['an empty body', '', 'request.emptyBody', ''],
    ['a body that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'request.malformedJson', ''],
    ['JSON 10,000 levels deep', '['.repeat(10_000) + ']'.repeat(10_000), 'request.tooDeep', ''],
    ['a key that reaches the prototype', '{"a": {"__proto__": {"roles": 1}}}', 'request.forbiddenKey', '/a/__proto__'],
    [
      'a key written with escapes that reaches the prototype',
      '{"\\u005f_proto__": 1}',
      'request.forbiddenKey',
      '/__proto__',
    ],
    ['a key given twice', '{"a": [{"b": 1, "b": 2}]}', 'request.duplicateKey', '/a/0/b'],
    ['a text with U+0000', '{"title": "a\\u0000b"}', 'request.forbiddenCharacter', '/title'],
    ['a text with half a character', '{"title": "\\ud83d"}', 'request.forbiddenCharacter', '/title'],
    ['a number no double holds', '{"title": 12345678901234567890}', 'request.unsafeNumber', '/title'],
    ['an endless number', '{"title": 1e999}', 'request.unsafeNumber', '/title'],
    [
      'an unknown property',
      '{"title":"x","actorId":"a","roles":["official"],"admin":true}',
      'request.unknownProperty',
      '/admin',
    ],
    ['a missing property', '{"title":"x","roles":["official"]}', 'request.missingProperty', '/actorId'],
    ['a value of a wrong type', '{"title":1,"actorId":"a","roles":["official"]}', 'request.type', '/title'],
    ['a value outside its list', '{"title":"x","actorId":"a","roles":["king"]}', 'request.value', '/roles/0'],
  ])('refuses %s with its own code and pointer, and changes nothing', async (_case, payload, code, pointer) => {
    const before = await countKeys();
    const answer = refusal(await createKey(payload));
    expect({ status: answer.status, code: answer.code, pointer: answer.pointer }).toEqual({
      status: 400,
      code,
      pointer,
    });
    expect(await countKeys()).toBe(before);
  });

  it('names every fault of a body, each with its pointer', async () => {
    const answer = refusal(await createKey('{"title":"","roles":["king"],"x/y":1}'));
    expect(answer.errors.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual([
      'request.missingProperty /actorId',
      'request.unknownProperty /x~1y',
      'request.value /roles/0',
      'request.value /title',
    ]);
    expect(answer.errors.every((fault) => fault.message.length > 0)).toBe(true);
  });

  it('refuses a body above 256 KB', async () => {
    const answer = refusal(await createKey(JSON.stringify({ title: 'x'.repeat(300_000) })));
    expect(answer).toMatchObject({ status: 413, code: 'request.tooLarge' });
  });

  it('refuses a body that is not JSON by its media type', async () => {
    const answer = refusal(await createKey('<a/>', { 'content-type': 'application/xml' }));
    expect(answer).toMatchObject({ status: 415, code: 'request.mediaType' });
  });

  it('refuses a broken URL', async () => {
    expect(refusal(await application.app.inject('/api/%E0%A4%A'))).toMatchObject({
      status: 400,
      code: 'request.badUrl',
    });
  });

  it('refuses a change from a page of another site', async () => {
    const answer = refusal(await createKey('{}', { origin: 'https://evil.example' }));
    expect(answer).toMatchObject({ status: 403, code: 'origin.foreign' });
  });

  it('sends security headers with every answer and forbids caches', async () => {
    for (const url of ['/health', '/nowhere']) {
      const { headers } = await application.app.inject(url);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['strict-transport-security']).toBeDefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('answers with Bad Request as problem+json when what comes is not HTTP', async () => {
    const { connect } = await import('node:net');
    await application.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = application.app.server.address() as { port: number };
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"request.rejected"');
  });
});

describe('the rate limit', () => {
  it('counts requests by key, says so in headers, and answers 429 above it', async () => {
    const application = await anApplication({
      config: { play: false, dataFolder: '', host: '127.0.0.1', port: 0, requestsPerMinute: 3 },
    });
    try {
      const [first, second] = [await application.key(), await application.key()];
      const list = (authorization: string) =>
        application.app.inject({ url: '/api/v1/api-keys', headers: { authorization } });
      const headers = (await list(first)).headers;
      expect([headers['ratelimit-limit'], headers['ratelimit-remaining']]).toEqual(['3', '2']);
      await list(first);
      await list(first);
      const over = refusal(await list(first));
      expect(over).toMatchObject({ status: 429, code: 'rate.limited' });
      expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
      expect((await list(second)).statusCode).toBe(200);
    } finally {
      await application.close();
    }
  });

  it('slows down whoever guesses keys', async () => {
    const application = await anApplication();
    try {
      const codes = new Set<string>();
      for (let i = 0; i < 70; i++) {
        codes.add(
          refusal(
            await application.app.inject({ url: '/api/v1/api-keys', headers: { authorization: 'Bearer rgl_no' } }),
          ).code,
        );
      }
      expect([...codes]).toEqual(['auth.invalid', 'rate.limited']);
    } finally {
      await application.close();
    }
  });
});
