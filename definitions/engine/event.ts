import type { CountedTerm } from '../calendar/ledger.ts';

/**
 * Events: everything that can happen to a process instance. An event carries opaque ids, never names; `at` is the only
 * clock the engine has (`recordedAt` of the law: when we learnt it), an instant in UTC with milliseconds.
 */
export interface Actor {
  kind: 'person' | 'system' | 'applicant' | 'timer' | 'engine';
  id: string;
}

interface EventBase<Type extends string, Data> {
  /** Idempotency: the same id applied again changes nothing and answers as before. */
  id: string;
  type: Type;
  /** `2026-04-24T09:00:00.000Z`; never earlier than the event before it. */
  at: string;
  actor: Actor;
  data: Data;
}

export type JsonValue = unknown;
export type Variables = { [name: string]: JsonValue };

/** A document attached to the case: by reference, judged for kind, format and size before it becomes an event. */
export interface DocumentRef {
  document: string;
  fileId: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

export type EngineEvent =
  | EventBase<'instance.start', StartData>
  | EventBase<
      'userTask.complete',
      { userTaskId: string; outcome?: string; reason?: string; form?: Variables; documents?: DocumentRef[] }
    >
  | EventBase<
      'userTask.add',
      {
        elementId?: string;
        title: { ru: string; en?: string };
        candidateGroups?: string[];
        candidateUsers?: string[];
        dueAt?: string;
        form?: { schema: { [k: string]: unknown } };
        scopeId?: string;
      }
    >
  | EventBase<'adHoc.activate', { scopeId: string; elementId: string }>
  | EventBase<'documents.attach', { documents: DocumentRef[] }>
  | EventBase<
      'message.deliver',
      { message: string; correlationKey?: JsonValue; payload?: Variables; subscriptionId?: string }
    >
  | EventBase<'signal.deliver', { signal: string; payload?: Variables }>
  /** Time has come: every timer, reminder and deadline due at or before `at` fires, in order of due moment, then id. */
  | EventBase<'time.advance', Record<string, never>>
  | EventBase<'service.complete', { commandId: string; output?: Variables }>
  /** A BPMN error: caught by an error boundary event or event sub-process. */
  | EventBase<'service.error', { commandId: string; code: string; message?: string; payload?: Variables }>
  /** Retries are exhausted: an incident. */
  | EventBase<'service.fail', { commandId: string; code: string; message: string }>
  | EventBase<'call.complete', { commandId: string; output?: Variables; status?: string }>
  | EventBase<'call.error', { commandId: string; code: string; payload?: Variables }>
  | EventBase<'call.escalate', { commandId: string; code: string; payload?: Variables }>
  | EventBase<
      'message.undelivered',
      { commandId: string; code: 'message.noReceiver'; message?: string; elementId?: string }
    >
  | EventBase<'instance.cancel', { reason: string }>
  | EventBase<'instance.suspend', { reason: string }>
  | EventBase<'instance.resume', { reason?: string }>
  | EventBase<'incident.retry', { incidentId: string }>
  | EventBase<'incident.resolve', { incidentId: string; value?: JsonValue; reason: string }>
  | EventBase<'incident.cancel', { incidentId: string; reason: string }>
  /** An exception inside the engine while `failed` was applied: becomes an incident; retrying it applies `failed` again. */
  | EventBase<'engine.fault', { failed: unknown; message: string }>
  /** Something that counts for the law happened. `effectiveAt` defaults to `at`; `supersedes` names an earlier event's id. */
  | EventBase<
      'legal.event',
      {
        kind: string;
        effectiveAt?: string;
        zone?: string;
        evidence?: string;
        supersedes?: string;
        annuls?: true;
        reason?: string;
      }
    >
  /** What people do to a running term; `at` is its moment for the law, default the event's own. */
  | EventBase<'deadline.suspend', LedgerData & { ground: string; basis?: string; initiator?: string }>
  | EventBase<'deadline.resume', LedgerData & { reason?: string }>
  | EventBase<
      'deadline.extend',
      LedgerData & { by: CountedTerm; reason: string; basis?: string; notice?: string; role?: string }
    >
  | EventBase<'deadline.move', LedgerData & { dueAt: string; reason: string; basis?: string }>
  | EventBase<'deadline.restart', LedgerData & { reason: string; basis?: string }>
  | EventBase<'deadline.restore', LedgerData & { dueAt: string; reason: string; basis?: string }>
  | EventBase<'deadline.confirm', LedgerData & { reason?: string }>
  /** An operator corrects case data, with a reason. */
  | EventBase<'variables.set', { scopeId?: string; values: Variables; reason: string }>;

interface LedgerData {
  ledgerId: string;
  at?: string;
}

export type EventType = EngineEvent['type'];
export type EventOf<T extends EventType> = Extract<EngineEvent, { type: T }>;

export interface StartData {
  instanceId: string;
  /** Human number of the case. */
  number?: string;
  /** Start element; absent: the none start event. */
  startElement?: string;
  input: Variables;
  documents?: DocumentRef[];
  /** Who called this instance, and for which command. */
  parent?: { instanceId: string; commandId: string };
  links?: { kind: string; instanceId: string }[];
  /** For starts by message or signal. */
  message?: { name: string; payload?: Variables };
}
