import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface SmtpStand {
  url: string;
  /** Letters taken, oldest first. */
  letters: ParsedMail[];
  close(): Promise<void>;
}

/** What the server says at a stage instead of 250: a reply code with its text. */
export interface Misbehaviour {
  recipient?: (address: string) => { code: number; text: string } | undefined;
  data?: () => { code: number; text: string } | undefined;
  /** The letter is taken, then the line drops before the answer. */
  dropBeforeAnswer?: () => boolean;
}

/** A real SMTP server on loopback. */
export async function smtpStand(misbehaviour: Misbehaviour = {}): Promise<SmtpStand> {
  const letters: ParsedMail[] = [];
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      done(refusal(misbehaviour.recipient?.(address)));
    },
    onData(stream, session, done) {
      simpleParser(stream).then((letter) => {
        const refused = misbehaviour.data?.();
        if (refused) return done(refusal(refused));
        letters.push(letter);
        if (misbehaviour.dropBeforeAnswer?.()) {
          for (const connection of (server as unknown as { connections: Set<Connection> }).connections) {
            if (connection.session.id === session.id) connection._socket.destroy();
          }
          return;
        }
        done();
      }, done);
    },
  };
  const server = new SMTPServer(options);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The SMTP server has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

interface Connection {
  session: { id: string };
  _socket: { destroy(): void };
}

function refusal(reply: { code: number; text: string } | undefined): Error | null {
  return reply === undefined ? null : Object.assign(new Error(reply.text), { responseCode: reply.code });
}

export function recipientsOf(letter: ParsedMail | undefined): string[] {
  const to = letter?.to as AddressObject | undefined;
  return (to?.value ?? []).map(({ address }) => address ?? '');
}
