import type { Ledger } from '../calendar/ledger.ts';
import type { EngineEvent, Variables } from './event.ts';
import type { Command } from './command.ts';

/**
 * The journal: one entry per event applied, so `seq` counts transitions. An entry holds the event and the records of
 * what it changed; the read model is a fold over records (projection.ts), the audit chain covers entries. Applying the
 * entries' events again yields the same entries, byte for byte.
 */
export interface JournalEntry {
  seq: number;
  event: EngineEvent;
  records: JournalRecord[];
  commands: Command[];
}

/** What a record of an element refers to. */
interface At {
  elementId: string;
  scopeId: string;
}

export interface OpenUserTask {
  id: string;
  elementId: string;
  scopeId: string;
  title: { ru: string; en?: string };
  performer: 'official' | 'applicant';
  candidateGroups: string[];
  candidateUsers: string[];
  assignee?: string;
  excludedUsers: string[];
  priority: number;
  openedAt: string;
  /** Earliest due moment of the deadlines on it, if any. */
  dueAt?: string;
  /** The task was added by an official to a running case. */
  added?: boolean;
  /** Inline form of an added task; others take theirs from the element. */
  form?: { schema: { [k: string]: unknown } };
}

export interface Incident {
  id: string;
  code: string;
  message: string;
  elementId?: string;
  scopeId?: string;
  commandId?: string;
  raisedAt: string;
}

export interface Subscription {
  id: string;
  kind: 'message' | 'signal';
  name: string;
  correlationKey?: unknown;
  elementId: string;
  scopeId: string;
}

export type JournalRecord =
  | {
      type: 'instance.started';
      key: string;
      programme: string;
      number?: string;
      parent?: { instanceId: string; commandId: string };
      links?: { kind: string; instanceId: string }[];
    }
  | { type: 'instance.completed'; output: Variables; endElements: string[] }
  | { type: 'instance.failed'; code: string; message?: string }
  | { type: 'instance.cancelled'; reason: string }
  | { type: 'instance.suspended'; reason: string }
  | { type: 'instance.resumed'; reason?: string }
  | ({ type: 'element.entered' } & At)
  | ({ type: 'element.completed' } & At)
  | ({ type: 'element.cancelled' } & At)
  | ({ type: 'element.compensated' } & At)
  | { type: 'flow.taken'; flowId: string; scopeId: string }
  | {
      type: 'status.changed';
      code: string;
      canonical: string;
      reason?: string | { ru: string; en?: string };
      elementId?: string;
    }
  | { type: 'variables.set'; scopeId: string; values: Variables }
  | {
      type: 'documents.attached';
      documents: { document: string; fileId: string; name: string; mediaType: string; bytes: number; sha256: string }[];
    }
  | { type: 'userTask.opened'; userTask: OpenUserTask }
  | { type: 'userTask.changed'; userTaskId: string; changes: Partial<OpenUserTask> }
  | { type: 'userTask.completed'; userTaskId: string; elementId: string; by: string; outcome?: string; reason?: string }
  | { type: 'userTask.cancelled'; userTaskId: string; elementId: string }
  | { type: 'timer.armed'; timerId: string; dueAt?: string; elementId: string; scopeId: string }
  | { type: 'timer.fired'; timerId: string; dueAt: string; elementId: string; scopeId: string }
  | { type: 'timer.cancelled'; timerId: string }
  | {
      type: 'deadline.opened';
      ledgerId: string;
      deadlineId: string;
      scopeId: string;
      elementId?: string;
      dueAt?: string;
    }
  | { type: 'deadline.changed'; ledgerId: string; state: Ledger['state']; dueAt?: string; reason: string }
  | { type: 'deadline.reminded'; ledgerId: string; reminder: number }
  | { type: 'deadline.breached'; ledgerId: string; deadlineId: string; dueAt: string }
  | { type: 'deadline.fulfilled'; ledgerId: string; deadlineId: string; dueAt: string }
  | { type: 'deadline.closed'; ledgerId: string }
  | { type: 'subscription.opened'; subscription: Subscription }
  | { type: 'subscription.closed'; subscriptionId: string }
  | { type: 'command.issued'; commandId: string; command: Command['type']; elementId?: string; scopeId?: string }
  | { type: 'command.settled'; commandId: string; result: 'completed' | 'error' | 'failed' | 'cancelled' | 'stale' }
  | { type: 'message.caught'; message: string; elementId: string; scopeId: string }
  | { type: 'message.noReceiver'; message: string; elementId: string; commandId: string }
  | { type: 'signal.caught'; signal: string; elementId: string; scopeId: string }
  | { type: 'error.thrown'; code: string; elementId: string; caughtBy?: string }
  | { type: 'escalation.thrown'; code: string; elementId: string; caughtBy?: string }
  | { type: 'incident.raised'; incident: Incident }
  | { type: 'incident.closed'; incidentId: string; how: 'retried' | 'resolved' | 'cancelled'; reason?: string };
