import type { Rejection } from './rejection.ts';

/** What an operator does by hand has a reason. */
export function judgeReason(reason: unknown): Rejection | undefined {
  if (typeof reason === 'string' && reason.trim() !== '') return undefined;
  return { code: 'reason.required', pointer: '/reason', message: 'A reason is required' };
}
