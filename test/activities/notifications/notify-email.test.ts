import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectorCall } from '../../../activities/connector.ts';
import { smtpMailer } from '../../../activities/notifications/mailer.ts';
import { notifyEmail } from '../../../activities/notifications/notify-email.ts';
import { letterTemplates } from '../../../activities/notifications/templates.ts';
import { aCall, declares, errorOf, outputOf } from '../connector-call.ts';
import { type Misbehaviour, recipientsOf, type SmtpStand, smtpStand } from './smtp-stand.ts';

const stands: SmtpStand[] = [];
afterEach(async () => {
  await Promise.all(stands.splice(0).map((stand) => stand.close()));
});

async function aConnector(misbehaviour?: Misbehaviour) {
  const stand = await smtpStand(misbehaviour);
  stands.push(stand);
  const mailer = smtpMailer({ url: stand.url, from: 'reglament@example.test' });
  return { stand, connector: notifyEmail({ mailer, templates: letterTemplates }) };
}

const receipt = {
  number: 'AP-000001-0001',
  contactPerson: 'Анна Петровна',
  organisation: 'ООО «Росток»',
  requestNumber: 'AB-123456-7890',
  dueAt: '2026-05-25T20:59:59.999Z',
  responsible: 'Ильин Илья Ильич',
  responsibleContact: '8 800 555-35-35',
};

function aLetter(
  changes: { input?: object; settings?: object } & Partial<Omit<ConnectorCall, 'input' | 'settings'>> = {},
): ConnectorCall {
  const { input, settings, ...rest } = changes;
  return aCall({
    input: { to: 'anna@rostok.example', template: 'appeal.receipt', data: receipt, ...input },
    settings: { ...settings },
    ...rest,
  });
}

const own = (subject: string, text: string) => ({
  letter: { subject: { ru: subject, en: subject }, text: { ru: text, en: text } },
});

describe('notify.email', () => {
  it('tells number, term and who is responsible by a real SMTP server (R-017, R-020)', async () => {
    const { stand, connector } = await aConnector();
    const output = await outputOf(connector.invoke(aLetter()));
    expect(stand.letters).toHaveLength(1);
    const [letter] = stand.letters;
    expect(recipientsOf(letter)).toEqual(['anna@rostok.example']);
    expect(letter?.subject).toBe('Жалоба зарегистрирована: № AP-000001-0001');
    expect(letter?.text).toContain('Ответим не позднее: 25 мая 2026 г. в 23:59');
    expect(letter?.text).toContain('Ответственный: Ильин Илья Ильич, 8 800 555-35-35');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(output).toMatchObject({
      messageId: letter?.messageId,
      to: 'anna@rostok.example',
      sentAt: '2026-04-24T09:00:00.000Z',
    });
  });

  it('writes in English when asked (R-116)', async () => {
    const { stand, connector } = await aConnector();
    await connector.invoke(aLetter({ input: { language: 'en' } }));
    expect(stand.letters[0]?.subject).toBe('Appeal registered: No. AP-000001-0001');
    expect(stand.letters[0]?.text).toContain('Answer no later than: 25 May 2026 at 23:59');
  });

  it('gives a repeated call the same Message-ID, another call another one', async () => {
    const { stand, connector } = await aConnector();
    await connector.invoke(aLetter());
    await connector.invoke(aLetter());
    await connector.invoke(aLetter({ idempotencyKey: 'another' }));
    const ids = stand.letters.map(({ messageId }) => messageId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('is recognisable after the line dropped before the server answered', async () => {
    let drops = 1;
    const { stand, connector } = await aConnector({ dropBeforeAnswer: () => drops-- > 0 });
    await expect(connector.invoke(aLetter())).rejects.toMatchObject({ code: 'email.unreachable', retryable: true });
    await outputOf(connector.invoke(aLetter()));
    expect(stand.letters).toHaveLength(2);
    expect(stand.letters[1]?.messageId).toBe(stand.letters[0]?.messageId);
  });

  it('answers email.rejected when the server will never take the recipient', async () => {
    const { connector } = await aConnector({ recipient: () => ({ code: 550, text: '5.1.1 no such user' }) });
    const error = await errorOf(connector.invoke(aLetter()));
    expect(error).toMatchObject({ code: 'email.rejected', payload: { to: 'anna@rostok.example' } });
    expect(declares(connector, error.code)).toBe(true);
  });

  it('throws to be tried again when the server asks to come later', async () => {
    const { stand, connector } = await aConnector({
      recipient: () => ({ code: 451, text: '4.7.1 greylisted anna@rostok.example' }),
    });
    const failed = connector.invoke(aLetter());
    await expect(failed).rejects.toMatchObject({
      code: 'email.postponed',
      retryable: true,
      message: expect.stringContaining('451') as string,
    });
    await expect(failed).rejects.not.toThrow(/anna/);
    expect(stand.letters).toEqual([]);
  });

  it('throws to be tried again when nobody listens', async () => {
    const { stand, connector } = await aConnector();
    await stand.close();
    await expect(connector.invoke(aLetter())).rejects.toMatchObject({ code: 'email.unreachable', retryable: true });
  });

  it('gives up at once when the letter itself is refused for good', async () => {
    const { connector } = await aConnector({ data: () => ({ code: 554, text: '5.6.0 content refused' }) });
    await expect(connector.invoke(aLetter())).rejects.toMatchObject({ code: 'email.refused', retryable: false });
  });

  it('stops when the command is cancelled', async () => {
    const { stand, connector } = await aConnector();
    const cancelled = new AbortController();
    cancelled.abort();
    await expect(connector.invoke(aLetter({ signal: cancelled.signal }))).rejects.toThrow();
    expect(stand.letters).toEqual([]);
  });

  it.each([
    'anna@rostok.example, boss@rostok.example',
    'anna@rostok.example\r\nBcc: all@rostok.example',
    'Anna <anna@rostok.example>',
    'anna@rostok.example\u2028',
    '@rostok.example',
    'anna@',
    'a..b@rostok.example',
    '',
  ])('takes %j for no address', async (to) => {
    const { stand, connector } = await aConnector();
    expect(await errorOf(connector.invoke(aLetter({ input: { to } })))).toMatchObject({ code: 'email.rejected' });
    expect(stand.letters).toEqual([]);
  });

  it('refuses data that would add a header line to the letter', async () => {
    const { stand, connector } = await aConnector();
    const data = { ...receipt, number: '1\r\nBcc: all@rostok.example' };
    await expect(connector.invoke(aLetter({ input: { data } }))).rejects.toMatchObject({
      code: 'email.headerInjection',
      retryable: false,
    });
    expect(stand.letters).toEqual([]);
  });

  it('leaves control characters out of the text', async () => {
    const { stand, connector } = await aConnector();
    await connector.invoke(aLetter({ input: { data: { ...receipt, responsible: 'Иль\u0000ин\u001b[31m' } } }));
    expect(stand.letters[0]?.text).toContain('Ответственный: Ильин[31m,');
  });

  it('sends the letter of the element when none is named', async () => {
    const { stand, connector } = await aConnector();
    const settings = { ...own('О деле {{ number }}', 'Срок {{ on | day }}.'), replyTo: 'desk@example.test' };
    await connector.invoke(
      aCall({ input: { to: 'anna@rostok.example', data: { number: 7, on: '2026-05-25' } }, settings }),
    );
    expect(stand.letters[0]).toMatchObject({
      subject: 'О деле 7',
      replyTo: { value: [{ address: 'desk@example.test' }] },
    });
    expect(stand.letters[0]?.text?.trim()).toBe('Срок 25 мая 2026 г..');
  });

  it.each([
    ['a name that is not there', own('a', '{{ nobody }}')],
    ['a name of JavaScript', own('a', '{{ data.constructor.name }}')],
    ['a file', own('a', "{% include '/etc/passwd' %}")],
    ['another template', own('a', "{% render 'appeal.receipt' %}")],
    ['a filter that is not there', own('a', '{{ number | shell }}')],
    ['a tag that is not closed', own('a', '{% if number %}')],
    ['an endless loop', own('a', '{% for i in (1..100000000) %}x{% endfor %}')],
    ['a value that is no date', own('a', '{{ number | moment }}')],
  ])('refuses a letter that uses %s', async (_name, settings) => {
    const { stand, connector } = await aConnector();
    const call = aCall({ input: { to: 'anna@rostok.example', data: { number: 'secret', data: {} } }, settings });
    const failed = connector.invoke(call);
    await expect(failed).rejects.toMatchObject({ code: 'email.template', retryable: false });
    await expect(failed).rejects.not.toThrow(/secret/);
    expect(stand.letters).toEqual([]);
  });

  it('refuses a template that is not shipped', async () => {
    const { connector } = await aConnector();
    await expect(connector.invoke(aLetter({ input: { template: 'appeal.nothing' } }))).rejects.toMatchObject({
      code: 'email.templateUnknown',
      retryable: false,
    });
  });
});
