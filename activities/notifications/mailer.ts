import { createTransport, type NodemailerError } from 'nodemailer';
import { ConnectorFailure } from '../connector.ts';
import type { Letter } from './letter.ts';

export interface OutgoingMail extends Letter {
  to: string;
  messageId: string;
  replyTo?: string;
  signal?: AbortSignal;
}

/** `rejected`: the server will never take this recipient. Anything else that goes wrong is thrown as ConnectorFailure. */
export type Delivery = { accepted: true; response: string } | { accepted: false; response: string };

/** Port: something that takes a letter. */
export interface Mailer {
  readonly from: string;
  send(mail: OutgoingMail): Promise<Delivery>;
}

/** One SMTP server by its address, `smtp://host:port` or `smtps://user:password@host:port`. */
export function smtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    ...serverOf(url),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    from,
    async send({ to, subject, text, messageId, replyTo, signal }) {
      try {
        const sent = await transport.sendMail({
          from,
          to,
          envelope: { from, to: [to] },
          subject,
          text,
          messageId,
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(signal === undefined ? {} : { signal }),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { accepted: true, response: sent.response };
      } catch (error) {
        return judge(error as NodemailerError);
      }
    },
  };
}

function serverOf(url: string): { host: string; port: number; secure: boolean; auth?: { user: string; pass: string } } {
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw new Error(`SMTP_URL must begin with smtp:// or smtps://, not ${protocol}//`);
  const secure = protocol === 'smtps:';
  const auth =
    username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
  return { host: hostname, port: Number(port || (secure ? 465 : 587)), secure, ...auth };
}

/**
 * Which party is at fault, and whether another attempt can help. Servers echo addresses in what they say, and messages of
 * failures are stored unencrypted: a failure tells the codes only.
 */
function judge(error: NodemailerError): Delivery {
  const code = error.responseCode;
  const response = typeof error.response === 'string' ? error.response : error.message;
  if (code !== undefined && code >= 500 && error.command === 'RCPT TO') return { accepted: false, response };
  const codes = [code, /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0]]
    .filter((part) => part !== undefined)
    .join(' ');
  if (error.code === 'EAUTH' && code !== undefined && code >= 500) {
    throw new ConnectorFailure('email.authentication', `The mail server refuses our credentials (${codes})`, {
      retryable: false,
    });
  }
  if (code !== undefined && code >= 500) {
    throw new ConnectorFailure('email.refused', `The mail server refuses the letter (${codes})`, { retryable: false });
  }
  if (code !== undefined) throw new ConnectorFailure('email.postponed', `The mail server asks to try later (${codes})`);
  throw new ConnectorFailure('email.unreachable', `The mail server can't be reached (${error.code ?? error.name})`);
}
