import type { Ledger } from '../definitions/calendar/index.ts';
import type { Actor, DocumentRef, EngineEvent, Variables } from '../definitions/engine/index.ts';

/** An event as it comes from outside: the workflow stamps `at`. */
export type IncomingEvent = EngineEvent extends infer E ? (E extends { at: string } ? Omit<E, 'at'> : never) : never;

export interface StartRequest {
  instanceId: string;
  /** Procedure key; the newest published version unless given. */
  key: string;
  version?: number;
  number: string;
  /** Id of the start event: UUIDv5(caller, Idempotency-Key). */
  eventId: string;
  actor: Actor;
  input: Variables;
  documents?: DocumentRef[];
  startElement?: string;
  parent?: { instanceId: string; commandId: string };
  links?: { kind: string; instanceId: string }[];
  /** For a start by message or signal. */
  message?: { name: string; payload?: Variables };
}

export interface Applied {
  instanceId: string;
  /** Number of the transition the event became; the same for the same event id, however often it is sent. */
  seq: number;
  at: string;
}

/** What the API asks of Temporal. Rejections come as `RejectedError`, an unknown instance as `UnknownInstanceError`. */
export interface InstanceRuntime {
  start(request: StartRequest): Promise<Applied>;
  apply(instanceId: string, event: IncomingEvent): Promise<Applied>;
  /** The terms of the case, ended ones too, oldest first: counted again from the journal. None once its key is erased. */
  ledgers(instanceId: string): Promise<Ledger[]>;
  /** Moves the instance's clock (and in due order its linked instances') without waiting. For plays and tests. */
  fastForward(instanceId: string, target: { to: string } | { by: string }): Promise<{ at: string }>;
}

export class RejectedError extends Error {
  readonly code: string;
  readonly pointer: string;
  readonly details: { code: string; pointer: string; message: string }[];
  /** The message in Russian, where the engine has it. */
  readonly ru: string | undefined;
  constructor(
    code: string,
    pointer: string,
    message: string,
    details: { code: string; pointer: string; message: string }[] = [],
    ru?: string,
  ) {
    super(message);
    this.name = 'RejectedError';
    this.code = code;
    this.pointer = pointer;
    this.details = details;
    this.ru = ru;
  }
}

export class UnknownInstanceError extends Error {
  constructor(instanceId: string) {
    super(`No instance ${instanceId}`);
    this.name = 'UnknownInstanceError';
  }
}
