import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * `rgl_<id>_<secret>`: the id finds the row, the secret (256 random bits) proves the right. Only the SHA-256 of the
 * secret is stored: a slow hash protects guessable passwords and would add nothing to 256 bits.
 */
export interface NewApiKey {
  id: string;
  secretHash: Buffer;
  /** Shown once, never stored. */
  token: string;
}

const tokenShape = /^rgl_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

export function newApiKey(): NewApiKey {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { id, secretHash: hashSecret(secret), token: `rgl_${id}_${secret}` };
}

export function parseToken(token: string): { id: string; secret: string } | undefined {
  const [, id, secret] = tokenShape.exec(token) ?? [];
  return id && secret ? { id, secret } : undefined;
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Takes the same time for every wrong secret. */
export function secretMatches(secret: string, storedHash: Buffer): boolean {
  const given = hashSecret(secret);
  return storedHash.length === given.length && timingSafeEqual(given, storedHash);
}
