import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectors } from '../../../activities/connectors.ts';
import { smtpMailer } from '../../../activities/notifications/mailer.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { publishShipped } from '../../../server/api/definitions/publish-shipped.ts';
import { openDatabase } from '../../../server/database/index.ts';
import { aDefinition } from '../../definitions/engine/a-definition.ts';
import { freshDatabase } from '../../ground/database.ts';
import { type Application, anApplication, refusal } from './application.ts';
import { aPermit, Caller, ok } from './living.ts';

interface Summary {
  key: string;
  version: number;
  hash: string;
  status: string;
}

const short = (key: string, more: Partial<ProcessDefinition> = {}): ProcessDefinition =>
  aDefinition(
    [
      { type: 'startEvent', id: 'begin' },
      { type: 'endEvent', id: 'end' },
    ],
    ['begin>end'],
    { key, ...more },
  );

const caller = (key: string, calls: string): ProcessDefinition =>
  aDefinition(
    [
      { type: 'startEvent', id: 'begin' },
      { type: 'callActivity', id: 'call', calls, noDeadlineBecause: 'Ждёт вызванной процедуры' },
      { type: 'endEvent', id: 'end' },
    ],
    ['begin>call', 'call>end'],
    { key },
  );

describe('definitions over the API', () => {
  let application: Application;
  let publisher: Caller;

  beforeAll(async () => {
    application = await anApplication();
    publisher = new Caller(application, await application.key({ actorId: 'publisher-1', roles: ['publisher'] }));
  });
  afterAll(() => application.close());

  const rows = async () => {
    const { database } = application;
    const count = async (table: 'content' | 'definition_version' | 'audit_entry') =>
      (
        await database
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    return {
      content: await count('content'),
      versions: await count('definition_version'),
      audit: await count('audit_entry'),
    };
  };
  const programmeOf = async (key: string, version: number) => {
    const row = await application.database
      .selectFrom('definition_version')
      .innerJoin('content', 'content.hash', 'definition_version.programme_hash')
      .select('content.body')
      .where('key', '=', key)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return row.body as { bindings: object; calendars: object; definition: ProcessDefinition };
  };

  it('are published as immutable versions, and what has not changed makes no new one', async () => {
    const first = await publisher.post('/definitions', short('letter'));
    expect([first.statusCode, first.headers['location']]).toEqual([201, '/api/v1/definitions/letter/versions/1']);
    const before = await rows();
    const same = await publisher.post('/definitions', short('letter'));
    expect([same.statusCode, same.json<Summary>().version]).toEqual([200, 1]);
    expect(await rows()).toEqual(before);
    const second = ok<Summary>(await publisher.post('/definitions', short('letter', { title: { ru: 'Письмо' } })));
    expect(second.version).toBe(2);
    expect(
      ok<{ definition: ProcessDefinition }>(await publisher.get('/definitions/letter/versions/1')).definition,
    ).toEqual(short('letter'));
    const newest = ok<{ title: object; versions: Summary[] }>(await publisher.get('/definitions/letter'));
    expect(newest.title).toEqual({ ru: 'Письмо' });
    expect(newest.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect((await publisher.get('/definitions/letter')).headers['etag']).toBe(`"${second.hash}"`);
  });

  it('keep the order in which an author wrote the fields of a form', async () => {
    ok(await publisher.post('/definitions', aPermit('ordered')));
    const { definition } = ok<{ definition: ProcessDefinition }>(await publisher.get('/definitions/ordered'));
    expect(JSON.stringify(definition)).toBe(JSON.stringify(aPermit('ordered')));
  });

  it('get one version each when published at the same moment', async () => {
    const titles = Array.from({ length: 8 }, (_, index) => `Вариант ${index}`);
    const answers = await Promise.all(
      titles.map((ru) => publisher.post('/definitions', short('raced', { title: { ru } }))),
    );
    const versions = answers.map((answer) => ok<Summary>(answer).version);
    expect(versions.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each([
    [
      'an unknown element type',
      { ...short('bad'), elements: [{ type: 'teleport', id: 'x', title: { ru: 'x' } }] },
      'schema.unknownType',
      '/elements/0/type',
    ],
    [
      'a flow to no element',
      aDefinition(
        [
          { type: 'startEvent', id: 'begin' },
          { type: 'endEvent', id: 'end' },
        ],
        ['begin>end', 'begin>nowhere'],
        { key: 'bad' },
      ),
      'ref.element',
      '/flows/1/to',
    ],
    ['an unknown property', { ...short('bad'), colour: 'red' }, 'schema.unknownProperty', '/colour'],
    ['a call of an unknown procedure', caller('bad', 'nobody'), 'ref.procedure', '/elements/1/calls'],
    ['something that is no definition at all', { a: 1 }, 'schema.required', ''],
  ])('are refused with %s, by code and pointer, and nothing is published', async (_case, definition, code, pointer) => {
    const before = await rows();
    const judged = ok<{ publishable: boolean; issues: { code: string; pointer: string }[] }>(
      await publisher.post('/definitions/validate', definition),
    );
    expect(judged.publishable).toBe(false);
    const answer = refusal(await publisher.post('/definitions', definition));
    expect(answer).toMatchObject({ status: 422, code: 'definition.invalid' });
    const places = answer.errors.map((fault) => `${fault.code} ${fault.pointer}`);
    expect(places.some((place) => place === `${code} ${pointer}` || (pointer === '' && place.startsWith(code)))).toBe(
      true,
    );
    expect(judged.issues.map((issue) => `${issue.code} ${issue.pointer}`)).toEqual(expect.arrayContaining(places));
    expect(await rows()).toEqual(before);
    expect(refusal(await publisher.get('/definitions/bad')).code).toBe('definition.unknown');
  });

  it('bind calls to the versions that are newest when the caller is published', async () => {
    ok(await publisher.post('/definitions', short('called')));
    ok(await publisher.post('/definitions', caller('calling', 'called')));
    expect((await programmeOf('calling', 1)).bindings).toEqual({ called: 1 });
    ok(await publisher.post('/definitions', short('called', { title: { ru: 'Новая' } })));
    expect((await programmeOf('calling', 1)).bindings).toEqual({ called: 1 });
    const again = await publisher.post('/definitions', caller('calling', 'called'));
    expect([again.statusCode, again.json<Summary>().version]).toEqual([201, 2]);
    expect((await programmeOf('calling', 2)).bindings).toEqual({ called: 2 });
  });

  it('carry the calendars their terms count by', async () => {
    ok(await publisher.post('/definitions', aPermit('counted')));
    expect(Object.keys((await programmeOf('counted', 1)).calendars)).toEqual(['ru']);
  });

  it('are listed, page by page', async () => {
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = ok<{ items: Summary[]; nextCursor?: string }>(
        await publisher.get(`/definitions?limit=2${cursor ? `&cursor=${cursor}` : ''}`),
      );
      keys.push(...page.items.map(({ key }) => key));
      cursor = page.nextCursor;
    } while (cursor);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(keys).toContain('letter');
  });

  it('are published by who may, and the audit says who did', async () => {
    const author = new Caller(application, await application.key({ actorId: 'author-1', roles: ['author'] }));
    expect(refusal(await author.post('/definitions', short('letter', { title: { ru: 'Моё' } }))).code).toBe(
      'auth.forbidden',
    );
    expect(ok(await author.post('/definitions/validate', short('letter')))).toEqual({ publishable: true, issues: [] });
    const { database } = application;
    const row = await database
      .selectFrom('audit_entry')
      .select(['actor_id', 'operation', 'address'])
      .where('subject', '=', 'letter/2')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ actor_id: 'publisher-1', operation: 'definition.publish', address: '127.0.0.1' });
  });
});

describe('the shipped procedures', () => {
  it('pass their checks and are published once, however often the system starts', async () => {
    const fresh = await freshDatabase();
    const database = openDatabase(fresh.url);
    try {
      const connectors = createConnectors({
        mailer: smtpMailer({ url: 'smtp://127.0.0.1:1', from: 'x@localhost' }),
        register: postgresRegister(database),
      });
      const descriptions = Object.fromEntries(connectors.map((connector) => [connector.key, connector]));
      const starts = await Promise.all([1, 2, 3].map(() => publishShipped(database, shippedProcedures, descriptions)));
      const again = await publishShipped(database, shippedProcedures, descriptions);
      for (const publications of [...starts, again])
        expect(publications.map(({ version }) => version)).toEqual(publications.map(() => 1));
      expect(
        starts
          .flat()
          .filter(({ created }) => created)
          .map(({ key }) => key)
          .sort(),
      ).toEqual(Object.keys(shippedProcedures).sort());
      expect(again.some(({ created }) => created)).toBe(false);
    } finally {
      await database.destroy();
    }
  });

  it('are published called ones first', async () => {
    const fresh = await freshDatabase();
    const database = openDatabase(fresh.url);
    try {
      const published = await publishShipped(database, { a: caller('a', 'b'), b: caller('b', 'c'), c: short('c') });
      expect(published.map(({ key }) => key)).toEqual(['c', 'b', 'a']);
    } finally {
      await database.destroy();
    }
  });
});
