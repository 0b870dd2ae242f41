import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInbox, type SmtpInbox } from '../../../server/embedded/smtp-inbox.ts';

let folder: string;
let inbox: SmtpInbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-inbox-'));
  inbox = await startInbox({ folder, port: 0 });
});

afterEach(async () => {
  await inbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function send(mail: { messageId?: string; subject?: string; bcc?: string }): Promise<void> {
  const transport = createTransport(inbox.url);
  await transport.sendMail({
    from: 'reglament@localhost',
    to: 'jurist@example.com',
    text: 'Ваша жалоба получена',
    ...mail,
  });
  transport.close();
}

test('a letter sent to anybody is kept with its Cyrillic subject and text, and as the file that came', async () => {
  await send({ subject: 'Жалоба AB-000001-0001 получена', bcc: 'archive@example.com' });
  const [summary] = inbox.list();
  const mail = await inbox.get(summary?.id ?? '');
  expect(mail).toMatchObject({ subject: 'Жалоба AB-000001-0001 получена', from: 'reglament@localhost' });
  expect(mail?.receivedAt).toHaveLength(1);
  expect(mail?.text.trim()).toBe('Ваша жалоба получена');
  expect(mail?.to).toEqual(['jurist@example.com', 'archive@example.com']);
  expect(readdirSync(folder)).toContain(`${mail?.id}.eml`);
  expect((await inbox.getRaw(mail?.id ?? ''))?.toString()).toContain('Message-ID:');
});

test('a letter sent twice with one Message-ID is one letter, marked as delivered twice (I3)', async () => {
  await send({ messageId: '<command-1@reglament>', subject: 'Один раз' });
  await send({ messageId: '<command-1@reglament>', subject: 'Один раз' });
  await send({ messageId: '<command-2@reglament>', subject: 'Другое' });
  const mails = inbox.list();
  expect(mails.map(({ messageId, receivedAt }) => [messageId, receivedAt.length]).sort()).toEqual([
    ['<command-1@reglament>', 2],
    ['<command-2@reglament>', 1],
  ]);
});

test('letters outlive the inbox that took them', async () => {
  await send({ messageId: '<kept@reglament>' });
  await inbox.stop();
  inbox = await startInbox({ folder, port: 0 });
  await send({ messageId: '<kept@reglament>' });
  expect(inbox.list().map(({ receivedAt }) => receivedAt.length)).toEqual([2]);
});

test('an id that is no id reads nothing, whatever path it spells', async () => {
  expect(await inbox.get('../../package')).toBeUndefined();
  expect(await inbox.getRaw('0123456789abcdef')).toBeUndefined();
});
