import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../../activities/connector.ts';
import { createConnectors } from '../../../activities/connectors.ts';
import { smtpMailer } from '../../../activities/notifications/mailer.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import { publishShipped } from '../../../server/api/definitions/publish-shipped.ts';
import { principalOf } from '../../../server/auth/key-store.ts';
import { type DemoDependencies, loadDemo } from '../../../server/demo/load-demo.ts';
import type { DemoAccess } from '../../../server/demo/people.ts';
import { demoCases } from '../../../server/demo/plan.ts';
import { localStorage } from '../../../server/files/local-storage.ts';
import { type SmtpStand, smtpStand } from '../../activities/notifications/smtp-stand.ts';
import { aStage, type Stage, until } from '../../workflows/stage.ts';

let stage: Stage;
let mail: SmtpStand;
let folder: string;
let dependencies: DemoDependencies;

/** One case of each kind of ending and waiting. */
const some = new Set([
  'appeal-received-1',
  'appeal-mismatch-1',
  'appeal-unanswered-1',
  'appeal-overdue-1',
  'appeal-annulled-1',
  'appeal-upheld-1',
  'appeal-upheld-3',
  'appeal-left-1',
  'appeal-forwarded-1',
  'appeal-withdrawn-1',
  'escalation-received',
  'escalation-annulled',
]);
const cases = demoCases().filter(({ id }) => some.has(id));

beforeAll(async () => {
  const connectors: Connector[] = [];
  stage = await aStage({ connectors, worker: false });
  mail = await smtpStand();
  folder = await mkdtemp(join(tmpdir(), 'reglament-demo-'));
  const mailer = smtpMailer({ url: mail.url, from: 'reglament@example.test' });
  connectors.push(...createConnectors({ mailer, register: postgresRegister(stage.database) }));
  await publishShipped(
    stage.database,
    shippedProcedures,
    Object.fromEntries(connectors.map(({ key, input, settings }) => [key, { input, settings }])),
  );
  await stage.startWorker();
  dependencies = {
    database: stage.database,
    runtime: stage.runtime,
    files: localStorage(join(folder, 'files')),
    accounts: { masterKey: randomBytes(32), baseUrl: 'http://127.0.0.1', idleSeconds: 900 },
    dataFolder: folder,
    cases,
  };
});
afterAll(async () => {
  await stage.close();
  await mail.close();
  await rm(folder, { recursive: true });
});

const decided = ['annulled', 'upheld', 'left', 'forwarded', 'withdrawn'];

/** Every letter and look-up has ended, and what was decided is closed. */
const quiet = () =>
  until(async () => {
    const under = await sql`
      select 1 from outbox left join effect on effect.idempotency_key = outbox.instance_id || '/' || outbox.command_id
      where outbox.type = 'service.invoke' and effect.finished_at is null limit 1`.execute(stage.database);
    const closed = ({
      engine_status: engine,
      case_status: own,
    }: {
      engine_status: string;
      case_status: string | null;
    }) => engine === 'completed' || !decided.includes(own ?? '');
    return under.rows.length === 0 && (await instances()).every(closed);
  });

const instances = () =>
  stage.database
    .selectFrom('instance')
    .select(['id', 'number', 'definition_key', 'engine_status', 'case_status', 'case_status_canonical'])
    .orderBy('number')
    .execute();

describe('the demo', () => {
  it('plans a few dozen cases, each under its own name', () => {
    const ids = demoCases().map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(36);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...some].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('brings cases into their states through the real runtime, with letters and inherited documents', async () => {
    const loaded = await loadDemo(dependencies);
    await quiet();
    expect(loaded).toMatchObject({ people: 13, cases: cases.length, companies: { added: 1_000, refused: 0 } });
    const found = await instances();
    const states = found.map((row) => `${row.definition_key} ${row.case_status}`).sort();
    expect(states).toEqual([
      'appeal annulled',
      'appeal checking',
      'appeal checking',
      'appeal forwarded',
      'appeal left',
      'appeal overdue',
      'appeal received',
      'appeal upheld',
      'appeal upheld',
      'appeal withdrawn',
      'escalation annulled',
      'escalation escalated',
    ]);
    expect(await stage.database.selectFrom('incident').selectAll().execute()).toEqual([]);
    const escalations = found.filter((row) => row.definition_key === 'escalation').map(({ id }) => id);
    const inherited = await stage.database
      .selectFrom('instance_document')
      .select('document')
      .where('instance_id', 'in', escalations)
      .where('document', 'in', ['appealCopy', 'appealDecisionCopy'])
      .execute();
    expect(inherited).toHaveLength(4);
    expect(mail.letters.some(({ subject }) => subject?.startsWith('Жалоба зарегистрирована: № AP-'))).toBe(true);
    for (const { id } of found) expect(await stage.audit.replay(id)).toMatchObject({ problems: [] });
  }, 300_000);

  it('adds nothing when it is loaded again', async () => {
    const before = await instances();
    const letters = mail.letters.length;
    expect(await loadDemo(dependencies)).toMatchObject({
      people: 13,
      cases: cases.length,
      companies: { added: 0, unchanged: 1_000 },
    });
    expect(await instances()).toEqual(before);
    expect(mail.letters).toHaveLength(letters);
  }, 120_000);

  it('hands out keys that prove who they say, in a file for its owner alone', async () => {
    const path = join(folder, 'demo-people.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const access = JSON.parse(await readFile(path, 'utf8')) as DemoAccess[];
    const expert = access.find(({ key }) => key === 'expert-1') as DemoAccess;
    expect(await principalOf(stage.database, expert.apiKey, new Date())).toMatchObject({
      actorId: expert.personId,
      groups: ['appeal-experts'],
    });
  });
});
