import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { writeFileWhole } from './child-process.ts';

export interface InboxMail {
  id: string;
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  /** Every time it came, oldest first: more than one entry means that the sender repeated itself. */
  receivedAt: string[];
}

export interface InboxMailText extends InboxMail {
  text: string;
  html: string | undefined;
  attachments: { filename: string; contentType: string; size: number }[];
}

export interface SmtpInbox {
  url: string;
  /** Newest first. */
  list(): InboxMail[];
  get(id: string): Promise<InboxMailText | undefined>;
  /** The message as it was sent. */
  getRaw(id: string): Promise<Buffer | undefined>;
  stop(): Promise<void>;
}

const largestMessage = 25 * 1024 * 1024;
const idPattern = /^[0-9a-f]{16}$/;

/**
 * A mail server on loopback that takes every message for anybody and keeps it as `<id>.eml` with `<id>.json` beside it.
 * Messages with one Message-ID are one message, received several times.
 */
export async function startInbox({ folder, port }: { folder: string; port: number }): Promise<SmtpInbox> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMessage,
    logger: false,
    onData(stream, session, callback) {
      receive(folder, stream, session).then(
        () => callback(),
        (error: Error) => callback(error),
      );
    },
  });
  // A client that hangs up in the middle of a message is that client's trouble.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    list: () => listMails(folder),
    get: (id) => readText(folder, id),
    getRaw: async (id) => (readMail(folder, id) === undefined ? undefined : readFile(join(folder, `${id}.eml`))),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(folder: string, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 });
  const raw = Buffer.concat(chunks);
  const mail = await simpleParser(raw);
  const messageId = mail.messageId ?? `sha256:${createHash('sha256').update(raw).digest('hex')}`;
  const id = createHash('sha256').update(messageId).digest('hex').slice(0, 16);
  const before = readMail(folder, id);
  if (before === undefined) writeFileWhole(join(folder, `${id}.eml`), raw);
  const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
  const received: InboxMail = before ?? {
    id,
    messageId,
    from: mail.from?.text ?? sender,
    to: recipients(mail, session),
    subject: mail.subject ?? '',
    receivedAt: [],
  };
  const receivedAt = [...received.receivedAt, new Date().toISOString()];
  // Written last, and before the sender hears that we took the message: the list shows whole messages only.
  writeFileWhole(join(folder, `${id}.json`), JSON.stringify({ ...received, receivedAt }));
}

function recipients(mail: ParsedMail, session: SMTPServerSession): string[] {
  const headers = [mail.to ?? []]
    .flat()
    .flatMap((object: AddressObject) => object.value.map(({ address }) => address ?? ''));
  // Blind copies stand in the envelope only.
  return [...new Set([...headers, ...session.envelope.rcptTo.map(({ address }) => address)])].filter(
    (address) => address !== '',
  );
}

function listMails(folder: string): InboxMail[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readMail(folder, name.slice(0, -'.json'.length)))
    .filter((mail) => mail !== undefined)
    .sort((a, b) => latest(b).localeCompare(latest(a)));
}

const latest = (mail: InboxMail): string => mail.receivedAt.at(-1) ?? '';

async function readText(folder: string, id: string): Promise<InboxMailText | undefined> {
  const known = readMail(folder, id);
  if (known === undefined) return undefined;
  const mail = await simpleParser(await readFile(join(folder, `${id}.eml`)));
  const attachments = mail.attachments.map(({ filename, contentType, size }) => ({
    filename: filename ?? '',
    contentType,
    size,
  }));
  return { ...known, text: mail.text ?? '', html: mail.html || undefined, attachments };
}

function readMail(folder: string, id: string): InboxMail | undefined {
  if (!idPattern.test(id)) return undefined;
  try {
    return JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as InboxMail;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
