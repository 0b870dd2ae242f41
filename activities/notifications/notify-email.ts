import type { JsonSchema } from '../../definitions/schema/definition.ts';
import type { Connector, ConnectorAnswer, ConnectorCall } from '../connector.ts';
import { ConnectorFailure } from '../connector.ts';
import { isPlainAddress } from './address.ts';
import type { Language, LetterTemplate } from './letter.ts';
import type { Mailer } from './mailer.ts';
import { messageIdFor } from './message-id.ts';
import { renderLetter } from './render-letter.ts';
import { inputSchema, outputSchema, settingsSchema } from './schemas.ts';

interface Input {
  to: string;
  template?: string;
  language?: Language;
  data?: { [name: string]: unknown };
}

interface Settings {
  letter?: Pick<LetterTemplate, 'subject' | 'text'>;
  replyTo?: string;
  zone?: string;
}

/**
 * Sends one letter to one address. The mail server's lasting refusal of the recipient is an answer, `email.rejected`,
 * that the procedure deals with; anything temporary is thrown and tried again.
 */
export function notifyEmail({
  mailer,
  templates,
}: {
  mailer: Mailer;
  templates: readonly LetterTemplate[];
}): Connector {
  const byKey = new Map(templates.map((template) => [template.key, template]));
  return {
    key: 'notify.email',
    title: { ru: 'Письмо по электронной почте', en: 'E-mail letter' },
    description: {
      ru: 'Составляет письмо по шаблону и отправляет его на один адрес. Повторная отправка узнаётся по Message-ID.',
      en: 'Writes a letter from a template and sends it to one address. A repeated sending is recognised by its Message-ID.',
    },
    input: inputSchema(templates) as JsonSchema,
    output: outputSchema,
    settings: settingsSchema,
    errors: [
      {
        code: 'email.rejected',
        title: { ru: 'Адрес не принят почтовым сервером', en: 'The mail server refused the address' },
      },
    ],
    retry: { maxAttempts: 8, initialInterval: 'PT5S', maxInterval: 'PT10M', backoff: 3 },
    invoke: (call) => send(call, mailer, byKey),
  };
}

async function send(
  call: ConnectorCall,
  mailer: Mailer,
  templates: ReadonlyMap<string, LetterTemplate>,
): Promise<ConnectorAnswer> {
  const input = call.input as unknown as Input;
  const settings = call.settings as Settings;
  const language = input.language ?? 'ru';
  if (!isPlainAddress(input.to)) return rejected(input.to, 'not one plain address');
  if (settings.replyTo !== undefined && !isPlainAddress(settings.replyTo)) {
    throw new ConnectorFailure('email.replyTo', 'settings.replyTo is not one plain address', { retryable: false });
  }
  const template = input.template === undefined ? settings.letter : templates.get(input.template);
  if (!template) {
    throw new ConnectorFailure('email.templateUnknown', `No letter template ${input.template ?? '(none named)'}`, {
      retryable: false,
    });
  }
  const letter = renderLetter(template, input.data ?? {}, { language, zone: settings.zone ?? 'Europe/Moscow' });
  const messageId = messageIdFor(call.idempotencyKey, mailer.from);
  const delivery = await mailer.send({
    ...letter,
    to: input.to,
    messageId,
    signal: call.signal,
    ...(settings.replyTo === undefined ? {} : { replyTo: settings.replyTo }),
  });
  return delivery.accepted
    ? { output: { messageId, to: input.to, subject: letter.subject, sentAt: call.at } }
    : rejected(input.to, delivery.response);
}

function rejected(to: string, response: string): ConnectorAnswer {
  return {
    error: { code: 'email.rejected', message: 'The mail server does not take this address', payload: { to, response } },
  };
}
