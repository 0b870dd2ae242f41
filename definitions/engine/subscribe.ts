import { nextId, type Run, record, writable } from './run.ts';
import type { ArmedSubscription } from './state.ts';

export function subscribe(run: Run, wanted: Omit<ArmedSubscription, 'id'>): void {
  const subscription: ArmedSubscription = { id: nextId(run, 'b'), ...wanted };
  writable(run, 'subscriptions')[subscription.id] = subscription;
  const { trigger: _trigger, ...shown } = subscription;
  record(run, { type: 'subscription.opened', subscription: shown });
}
