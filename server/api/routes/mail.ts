import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import type { Inbox } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import { listOf } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';

const anExample = {
  id: '9f86d081884c7d65',
  messageId: '<c1.4f6a@reglament>',
  from: 'reglament@localhost',
  to: ['jurist@example.com'],
  subject: 'Жалоба AP-000000-0001 зарегистрирована',
  receivedAt: ['2026-11-22T10:00:00.000Z'],
};

const Mail = Type.Object(
  {
    id: Type.String(),
    messageId: Type.String(),
    from: Type.String(),
    to: Type.Array(Type.String()),
    subject: Type.String(),
    receivedAt: Type.Array(Type.String()),
  },
  { examples: [anExample] },
);

const MailText = Type.Object(
  {
    ...Mail.properties,
    text: Type.String(),
    html: Type.Optional(Type.String()),
    attachments: Type.Array(Type.Object({ filename: Type.String(), contentType: Type.String(), size: Type.Integer() })),
  },
  { examples: [{ ...anExample, text: 'Ваша жалоба зарегистрирована', attachments: [] }] },
);

const maxListed = 200;

/** The catch-all inbox of the embedded mode: for whoever sits at this very machine. */
export function mailRoutes(app: App, inbox: Inbox): void {
  app.get(
    '/dev/mail',
    {
      onRequest: refuseRemote,
      schema: {
        tags: ['dev'],
        operationId: 'listMail',
        summary: 'Письма, отправленные системой · Letters the system has sent',
        response: { 200: listOf(Mail), ...refusals },
      },
    },
    async () => ({ items: inbox.list().slice(0, maxListed) }),
  );
  app.get(
    '/dev/mail/:mailId',
    {
      onRequest: refuseRemote,
      schema: {
        tags: ['dev'],
        operationId: 'readMail',
        summary: 'Одно письмо · One letter',
        params: Type.Object({ mailId: Type.String({ minLength: 1, maxLength: 100 }) }),
        response: { 200: MailText, ...refusals },
      },
    },
    async (request) => {
      const mail = await inbox.get(request.params.mailId);
      if (!mail) throw problem('mail.unknown');
      const { html, ...rest } = mail;
      return html === undefined ? rest : { ...rest, html };
    },
  );
}

const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** By address, and by Host too: a page that rebinds its name to 127.0.0.1 comes from a loopback address. */
async function refuseRemote(request: FastifyRequest): Promise<void> {
  if (!loopbackAddress.test(request.ip) || !loopbackHost.test(request.headers.host ?? ''))
    throw problem('route.unknown');
}
