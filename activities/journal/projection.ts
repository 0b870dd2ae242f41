import type { EventOf, JournalEntry, JournalRecord } from '../../definitions/engine/index.ts';
import { timelineDetail } from './timeline.ts';

/**
 * The read model as a fold of the journal: what entries change, as rows. A row that appears or ends within the entries
 * comes out once, in its last shape. Pure: the same entries give the same changes, whether they come one by one or all
 * at once for a rebuild.
 */
export interface ReadModelChanges {
  /** Columns of `instance` that change. */
  instance: { [column: string]: unknown };
  /** Variables of the process scope that change. */
  data: { [name: string]: unknown };
  /** By id: whole rows where `id` was opened here, else the columns that change. */
  userTasks: Map<string, Row>;
  incidents: Map<string, Row>;
  deadlines: Map<string, Row>;
  /** Rows, or null where the subscription has ended. */
  subscriptions: Map<string, Row | null>;
  documents: Row[];
  links: Row[];
  timeline: Row[];
}

export interface Row {
  [column: string]: unknown;
}

/** The process itself is the first scope. */
const PROCESS_SCOPE = 's1';

export function projectEntries(entries: JournalEntry[]): ReadModelChanges {
  const changes: ReadModelChanges = {
    instance: {},
    data: {},
    userTasks: new Map(),
    incidents: new Map(),
    deadlines: new Map(),
    subscriptions: new Map(),
    documents: [],
    links: [],
    timeline: [],
  };
  for (const entry of entries) {
    changes.instance['updated_at'] = entry.event.at;
    if (entry.event.type === 'instance.start') applyStart(changes, entry.event);
    entry.records.forEach((record, ordinal) => {
      applyRecord(changes, record, entry);
      const line = timelineDetail(record);
      if (!line) return;
      changes.timeline.push({
        seq: entry.seq,
        ordinal,
        at: entry.event.at,
        type: record.type,
        actor_kind: entry.event.actor.kind,
        actor_id: entry.event.actor.id,
        element_id: line.elementId ?? null,
        detail: line.detail,
      });
    });
  }
  return changes;
}

function applyRecord(changes: ReadModelChanges, record: JournalRecord, entry: JournalEntry): void {
  const at = entry.event.at;
  switch (record.type) {
    case 'instance.completed':
      Object.assign(changes.instance, { engine_status: 'completed', ended_at: at, output: record.output });
      break;
    case 'instance.failed':
      Object.assign(changes.instance, { engine_status: 'failed', ended_at: at });
      break;
    case 'instance.cancelled':
      Object.assign(changes.instance, { engine_status: 'cancelled', ended_at: at });
      break;
    case 'instance.suspended':
      changes.instance['engine_status'] = 'suspended';
      break;
    case 'instance.resumed':
      changes.instance['engine_status'] = 'running';
      break;
    case 'status.changed':
      Object.assign(changes.instance, {
        case_status: record.code,
        case_status_canonical: record.canonical,
        case_status_reason: record.reason ?? null,
        case_status_at: at,
      });
      break;
    case 'variables.set':
      if (record.scopeId === PROCESS_SCOPE) Object.assign(changes.data, record.values);
      break;
    case 'documents.attached':
      for (const document of record.documents) {
        changes.documents.push({
          file_id: document.fileId,
          document: document.document,
          name: document.name,
          media_type: document.mediaType,
          bytes: document.bytes,
          sha256: document.sha256,
          attached_at: at,
        });
      }
      break;
    case 'userTask.opened':
      changes.userTasks.set(record.userTask.id, {
        element_id: record.userTask.elementId,
        scope_id: record.userTask.scopeId,
        state: 'open',
        opened_at: record.userTask.openedAt,
        ...userTaskColumns({ ...emptyUserTask, ...record.userTask }),
      });
      break;
    case 'userTask.changed':
      merge(changes.userTasks, record.userTaskId, userTaskColumns(record.changes));
      break;
    case 'userTask.completed':
      merge(changes.userTasks, record.userTaskId, {
        state: 'completed',
        closed_at: at,
        completed_by: record.by,
        outcome: record.outcome ?? null,
        reason: record.reason ?? null,
      });
      break;
    case 'userTask.cancelled':
      merge(changes.userTasks, record.userTaskId, { state: 'cancelled', closed_at: at });
      break;
    case 'deadline.opened':
      changes.deadlines.set(record.ledgerId, {
        deadline_id: record.deadlineId,
        element_id: record.elementId ?? null,
        scope_id: record.scopeId,
        state: record.dueAt === undefined ? 'waiting' : 'running',
        due_at: record.dueAt ?? null,
        opened_at: at,
      });
      break;
    case 'deadline.changed':
      merge(changes.deadlines, record.ledgerId, {
        state: record.state,
        ...(record.dueAt === undefined ? {} : { due_at: record.dueAt }),
      });
      break;
    case 'deadline.breached':
      merge(changes.deadlines, record.ledgerId, { state: 'breached' });
      break;
    case 'deadline.fulfilled':
      merge(changes.deadlines, record.ledgerId, { state: 'fulfilled', closed_at: at });
      break;
    case 'deadline.closed':
      merge(changes.deadlines, record.ledgerId, { state: 'closed', closed_at: at });
      break;
    case 'subscription.opened': {
      const { id, kind, name, correlationKey, elementId, scopeId } = record.subscription;
      const key = correlationKeyText(correlationKey);
      changes.subscriptions.set(id, { kind, name, correlation_key: key, element_id: elementId, scope_id: scopeId });
      break;
    }
    case 'subscription.closed':
      changes.subscriptions.set(record.subscriptionId, null);
      break;
    case 'incident.raised': {
      const { id, code, message, elementId, scopeId, commandId, raisedAt } = record.incident;
      changes.incidents.set(id, {
        code,
        message,
        element_id: elementId ?? null,
        scope_id: scopeId ?? null,
        command_id: commandId ?? null,
        state: 'open',
        raised_at: raisedAt,
      });
      break;
    }
    case 'incident.closed':
      merge(changes.incidents, record.incidentId, { state: record.how, closed_at: at, reason: record.reason ?? null });
      break;
    case 'instance.started':
    case 'element.entered':
    case 'element.completed':
    case 'element.cancelled':
    case 'element.compensated':
    case 'flow.taken':
    case 'timer.armed':
    case 'timer.fired':
    case 'timer.cancelled':
    case 'deadline.reminded':
    case 'command.issued':
    case 'command.settled':
    case 'message.caught':
    case 'message.noReceiver':
    case 'signal.caught':
    case 'error.thrown':
    case 'escalation.thrown':
      break;
    default:
      record satisfies never;
  }
}

/** By the event and not by a record: a start that the engine could not carry out is an instance with an incident too. */
function applyStart(changes: ReadModelChanges, { at, data }: EventOf<'instance.start'>): void {
  Object.assign(changes.instance, { engine_status: 'running', started_at: at, start_request: null });
  for (const link of data.links ?? []) changes.links.push({ to_instance: link.instanceId, kind: link.kind });
  if (data.parent) changes.links.push({ to_instance: data.parent.instanceId, kind: 'calledBy' });
}

/** How a correlation key is compared: no key is the empty text, which no key's JSON is. */
export function correlationKeyText(key: unknown): string {
  return key === undefined || key === null ? '' : JSON.stringify(key);
}

function merge(rows: Map<string, Row>, id: string, columns: Row): void {
  rows.set(id, { ...rows.get(id), ...columns });
}

const emptyUserTask = { assignee: null, dueAt: null, form: null, added: false };

const userTaskColumnNames: { [name: string]: string } = {
  title: 'title',
  performer: 'performer',
  candidateGroups: 'candidate_groups',
  candidateUsers: 'candidate_users',
  assignee: 'assignee',
  excludedUsers: 'excluded_users',
  priority: 'priority',
  dueAt: 'due_at',
  added: 'added',
  form: 'form',
};

function userTaskColumns(task: { [name: string]: unknown }): Row {
  const row: Row = {};
  for (const [name, column] of Object.entries(userTaskColumnNames)) {
    if (name in task) row[column] = task[name] ?? null;
  }
  return row;
}
