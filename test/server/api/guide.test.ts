import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createConnectors } from '../../../activities/connectors.ts';
import { smtpMailer } from '../../../activities/notifications/mailer.ts';
import { importCompanies } from '../../../activities/registry/import-companies.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import type { Connector } from '../../../activities/connector.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import { publishShipped } from '../../../server/api/definitions/publish-shipped.ts';
import { ensureFirstKey } from '../../../server/auth/first-key.ts';
import { demoCompanies } from '../../../server/demo/companies.ts';
import { startInbox } from '../../../server/embedded/smtp-inbox.ts';
import { until } from '../../workflows/stage.ts';
import { aLivingApplication, Caller, ok } from './living.ts';

/** The lines of a document that a reader copies into a shell. */
function linesOf(path: string): string {
  const text = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block).join('\n');
}

/** Everything that `npm start` brings up, but the processes: real servers, real letters, the demo's companies. */
async function anInstallation() {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-guide-'));
  const inbox = await startInbox({ folder: join(folder, 'mail'), port: 0 });
  const worked: Connector[] = [];
  const living = await aLivingApplication({ worker: false, worked, inbox });
  const { database } = living.stage;
  const register = postgresRegister(database);
  worked.push(...createConnectors({ mailer: smtpMailer({ url: inbox.url, from: 'reglament@localhost' }), register }));
  await living.stage.startWorker();
  await publishShipped(database, shippedProcedures, Object.fromEntries(worked.map((one) => [one.key, one])));
  const { app } = living.application;
  await app.listen({ port: 0, host: '127.0.0.1' });
  const API = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const KEY = (await ensureFirstKey(database)) as string;
  return {
    ...{ living, app, KEY, register },
    async run(lines: string): Promise<string> {
      const options = { cwd: folder, env: { ...process.env, API, KEY } };
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], options);
      return stdout;
    },
    async close() {
      await living.close();
      await inbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe('docs/api.md', () => {
  it('has lines that work as printed, from the first key to the letter in the inbox', async () => {
    const { living, app, KEY, run, close } = await anInstallation();
    try {
      const lines = linesOf('docs/api.md');
      expect(lines.length).toBeGreaterThan(2_000);
      const stdout = await run(lines);
      expect(stdout).toContain('"code":"form.required"');
      expect(stdout).toContain('Отозвана');

      const admin = new Caller(living.application, `Bearer ${KEY}`);
      const { items } = ok<{ items: { id: string; number: string; status: { code: string } }[] }>(
        await admin.get('/instances'),
      );
      expect(items).toMatchObject([{ status: { code: 'withdrawn' } }]);
      const letters = await until(async () => {
        const answer = await app.inject({
          url: '/dev/mail',
          headers: { authorization: `Bearer ${KEY}`, host: 'localhost:1' },
        });
        const { items: found } = ok<{ items: { id: string; to: string[]; subject: string }[] }>(answer);
        return found.length > 0 && found;
      });
      expect(letters[0]).toMatchObject({ to: ['jurist@example.com'] });
      const letter = await app.inject({
        url: `/dev/mail/${letters[0]?.id}`,
        headers: { authorization: `Bearer ${KEY}`, host: '127.0.0.1:1' },
      });
      expect(ok<{ text: string }>(letter).text).toContain(items[0]?.number);
      const rebound = await app.inject({
        url: '/dev/mail',
        headers: { authorization: `Bearer ${KEY}`, host: 'evil.example' },
      });
      expect(rebound.statusCode).toBe(404);
    } finally {
      await close();
    }
  });
});

describe('README.md', () => {
  it('tells a tour that works as printed: an appeal from its papers over a month to the decision (P-20)', async () => {
    const { register, run, close } = await anInstallation();
    try {
      await importCompanies(demoRegister(), register);
      const stdout = await run(linesOf('README.md'));
      expect(stdout).toContain('Напоминание о сроке: Рассмотрение жалобы');
      expect(stdout.trim().split('\n').at(-1)).toContain('Решение отменено');
    } finally {
      await close();
    }
  });
});

async function* demoRegister(): AsyncGenerator<string> {
  for (const company of demoCompanies(1)) yield JSON.stringify(company);
}
