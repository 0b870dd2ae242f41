import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector } from '../../activities/connector.ts';
import { createConnectors } from '../../activities/connectors.ts';
import { smtpMailer } from '../../activities/notifications/mailer.ts';
import { postgresRegister } from '../../activities/registry/postgres-register.ts';
import { shippedProcedures } from '../../definitions/procedures/index.ts';
import { publishShipped } from '../../server/api/definitions/publish-shipped.ts';
import type { Role } from '../../server/auth/roles.ts';
import { startInbox } from '../../server/embedded/smtp-inbox.ts';
import { aLivingApplication, type Caller, ok } from '../server/api/living.ts';

const uiFolder = join(import.meta.dirname, '..', '..', 'dist', 'ui');

export interface Colleague {
  id: string;
  name: string;
  email: string;
  /** Temporary, as an administrator hands it over. */
  password: string;
}

/** An authority at work: everything that `npm start` brings up, and the port through which a test arranges what a person finds. */
export async function anOffice() {
  if (!existsSync(join(uiFolder, 'index.html'))) throw new Error('The web application is not built: see above why');
  const folder = mkdtempSync(join(tmpdir(), 'reglament-office-'));
  const inbox = await startInbox({ folder: join(folder, 'mail'), port: 0 });
  const worked: Connector[] = [];
  const living = await aLivingApplication({
    worker: false,
    worked,
    inbox,
    uiFolder,
    accounts: { masterKey: randomBytes(32), baseUrl: 'http://127.0.0.1', idleSeconds: 900 },
  });
  const { database } = living.stage;
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
  const administrator = await living.caller('arrangement', ['administrator']);
  const clerk = await living.caller('arrangement-clerk', ['official'], { groups: ['operators'] });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    administrator,
    async hires(name: string, roles: Role[], groups: string[]): Promise<Colleague> {
      for (const id of groups)
        await administrator.post('/groups', { id, title: { ru: 'Отдел приёма обращений', en: 'Intake desk' } });
      const email = `${randomBytes(4).toString('hex')}@example.org`;
      return {
        ...{ name, email },
        ...ok<{ id: string; password: string }>(await administrator.post('/people', { name, email, roles, groups })),
      };
    },
    files: (input: object = {}) => fileAnAppeal(clerk, input),
    async close() {
      await living.close();
      await inbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Office = Awaited<ReturnType<typeof anOffice>>;

async function fileAnAppeal(clerk: Caller, input: object): Promise<{ instanceId: string; number: string }> {
  const fileId = await clerk.upload();
  return ok(
    await clerk.post('/instances', {
      key: 'appeal',
      input: {
        requestNumber: 'AB-123456-7890',
        decisionReceivedOn: '2026-11-10',
        applicant: {
          name: 'ООО «Ромашка»',
          inn: '7707083893',
          ogrn: '1027700132195',
          head: 'Иванов Иван Иванович',
          contactPerson: 'Петрова Анна',
          email: 'jurist@example.com',
        },
        description: 'Не согласны с отказом: пакет документов был полным.',
        ...input,
      },
      documents: [{ document: 'statement', fileId }],
    }),
  );
}
