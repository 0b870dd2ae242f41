import { Temporal } from 'temporal-polyfill';
import type { RetryPolicy } from '../../definitions/engine/index.ts';

/** How long to wait before the attempt after `failures` failed ones. */
export function retryDelayMs(policy: RetryPolicy, failures: number): number {
  const wait = milliseconds(policy.initialInterval) * policy.backoff ** (failures - 1);
  return Math.min(wait, milliseconds(policy.maxInterval));
}

/** An ISO 8601 duration; days are 24 hours, as a wait between attempts knows no calendar. */
function milliseconds(duration: string): number {
  return Temporal.Duration.from(duration).total({ unit: 'milliseconds', relativeTo: '2000-01-01T00:00:00Z[UTC]' });
}
