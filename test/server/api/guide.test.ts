import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createConnectors } from '../../../activities/connectors.ts';
import { smtpMailer } from '../../../activities/notifications/mailer.ts';
import { postgresRegister } from '../../../activities/registry/postgres-register.ts';
import type { Connector } from '../../../activities/connector.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import { publishShipped } from '../../../server/api/definitions/publish-shipped.ts';
import { ensureFirstKey } from '../../../server/auth/first-key.ts';
import { startInbox } from '../../../server/embedded/smtp-inbox.ts';
import { until } from '../../workflows/stage.ts';
import { aLivingApplication, Caller, ok } from './living.ts';

const guide = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');

describe('docs/api.md', () => {
  it('has lines that work as printed, from the first key to the letter in the inbox', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reglament-guide-'));
    const inbox = await startInbox({ folder: join(folder, 'mail'), port: 0 });
    const worked: Connector[] = [];
    const living = await aLivingApplication({ worker: false, worked, inbox });
    const { database } = living.stage;
    try {
      worked.push(
        ...createConnectors({
          mailer: smtpMailer({ url: inbox.url, from: 'reglament@localhost' }),
          register: postgresRegister(database),
        }),
      );
      await living.stage.startWorker();
      await publishShipped(database, shippedProcedures, Object.fromEntries(worked.map((one) => [one.key, one])));
      const { app } = living.application;
      await app.listen({ port: 0, host: '127.0.0.1' });
      const API = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
      const KEY = (await ensureFirstKey(database)) as string;

      const lines = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
      expect(lines.length).toBeGreaterThan(8);
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines.join('\n')], {
        cwd: folder,
        env: { ...process.env, API, KEY },
      });
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
      await living.close();
      await inbox.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
