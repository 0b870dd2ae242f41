import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import './provided.ts';

/** The Temporal server of this run and the namespace all its tests share. */
export function testTemporal(): { address: string; namespace: string } {
  const { temporalAddress, temporalNamespace } = inject('ground');
  return { address: temporalAddress, namespace: temporalNamespace };
}

/** A task queue that no other worker polls: enough to keep tests apart in one namespace. */
export function freshTaskQueue(): string {
  return `test-${randomBytes(6).toString('hex')}`;
}
