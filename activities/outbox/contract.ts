import type { IncomingEvent, StartRequest } from '../../server/runtime.ts';
import type { CommandReference } from '../effects/contract.ts';

export interface OutboxActivities {
  /** Carries a message, signal, call, cancellation or outcome to the instances it concerns. Idempotent. */
  deliver(command: CommandReference): Promise<DeliveryAnswer>;
}

/** The message found nobody and the sender wants to know. */
export type DeliveryAnswer = { noReceiver: { message: string; elementId: string } } | undefined;

/** What delivery asks of the runtime. */
export interface Instances {
  /** `refused`: it stands but doesn't take the event (now or any more); `gone`: there is no such instance. */
  apply(instanceId: string, event: IncomingEvent): Promise<'applied' | 'refused' | 'gone'>;
  /** Starts it, unless it was started before. `unknown`: no such procedure or version; `refused`: it can't start so. */
  start(request: InternalStart): Promise<'started' | 'unknown' | { refused: { code: string; message: string } }>;
}

/** A start by another instance: the number is given out when the row is written. */
export type InternalStart = Omit<StartRequest, 'number'>;
