import type { Variables } from './event.ts';

/**
 * Commands: effects the engine asks for, returned and never performed here. `id` is unique in the instance
 * (`c1`, `c2` ...), stable on replay, and the base of the idempotency key of the effect.
 */
export type Command =
  /** Call a connector; answered by service.complete / service.error / service.fail with the same commandId. */
  | {
      type: 'service.invoke';
      id: string;
      connector: string;
      input: Variables;
      settings?: Variables;
      retry?: RetryPolicy;
      elementId: string;
    }
  /** Nobody waits for the answer any more (the scope was cancelled). */
  | { type: 'service.cancel'; id: string; commandId: string }
  /** Send a message through the subscription table. `awaitsReceiver`: answer message.undelivered when nobody waits. */
  | {
      type: 'message.send';
      id: string;
      message: string;
      correlationKey?: unknown;
      payload: Variables;
      toInstance?: string;
      elementId: string;
      awaitsReceiver?: boolean;
    }
  | { type: 'signal.broadcast'; id: string; signal: string; payload: Variables; elementId: string }
  /** Start a called instance; answered by call.complete / call.error / call.escalate. */
  | { type: 'instance.call'; id: string; key: string; version?: number; input: Variables; elementId: string }
  | { type: 'instance.cancelCalled'; id: string; commandId: string; reason: string }
  /** Tell the caller how this called instance ended. */
  | {
      type: 'parent.complete';
      id: string;
      parent: { instanceId: string; commandId: string };
      output: Variables;
      status?: string;
    }
  | {
      type: 'parent.error';
      id: string;
      parent: { instanceId: string; commandId: string };
      code: string;
      payload: Variables;
    }
  | {
      type: 'parent.escalate';
      id: string;
      parent: { instanceId: string; commandId: string };
      code: string;
      payload: Variables;
    };

export interface RetryPolicy {
  maxAttempts: number;
  /** ISO 8601 durations. */
  initialInterval: string;
  maxInterval: string;
  backoff: number;
}

export type CommandType = Command['type'];
