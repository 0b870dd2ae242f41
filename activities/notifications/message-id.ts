import { createHash } from 'node:crypto';

/**
 * The same letter sent again carries the same Message-ID, so that a receiver that has it can tell: SMTP itself can't
 * promise a single delivery when the connection drops before the final answer.
 */
export function messageIdFor(idempotencyKey: string, from: string): string {
  const host = from.slice(from.lastIndexOf('@') + 1);
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@${host}>`;
}
