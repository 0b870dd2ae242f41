import { createOTP } from '@better-auth/utils/otp';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The app on a person's phone: makes one-time codes from the address in the QR code. */
export function authenticator(uri: string): { code(): Promise<string> } {
  const secret = new URL(uri).searchParams.get('secret');
  if (!secret) throw new Error('The address holds no secret');
  const bits = [...secret.replaceAll('=', '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const raw = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString();
  const otp = createOTP(raw);
  return { code: () => otp.totp() };
}
