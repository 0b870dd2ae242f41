import type { JournalRecord } from '../../definitions/engine/index.ts';

/** What of the journal a person reads, and in which words' place; undefined: machinery. */
export function timelineDetail(
  record: JournalRecord,
): { elementId?: string | undefined; detail: { [name: string]: unknown } } | undefined {
  switch (record.type) {
    case 'instance.started':
      return { detail: { number: record.number ?? null } };
    case 'instance.completed':
      return { detail: { endElements: record.endElements } };
    case 'instance.failed':
      return { detail: { code: record.code } };
    case 'instance.cancelled':
    case 'instance.suspended':
    case 'instance.resumed':
      return { detail: { reason: record.reason ?? null } };
    case 'status.changed':
      return {
        elementId: record.elementId,
        detail: { code: record.code, canonical: record.canonical, reason: record.reason ?? null },
      };
    case 'documents.attached':
      return {
        detail: { documents: record.documents.map(({ document, fileId, name }) => ({ document, fileId, name })) },
      };
    case 'userTask.opened':
      return {
        elementId: record.userTask.elementId,
        detail: { userTaskId: record.userTask.id, title: record.userTask.title },
      };
    case 'userTask.completed':
      return {
        elementId: record.elementId,
        detail: {
          userTaskId: record.userTaskId,
          by: record.by,
          outcome: record.outcome ?? null,
          reason: record.reason ?? null,
        },
      };
    case 'userTask.cancelled':
      return { elementId: record.elementId, detail: { userTaskId: record.userTaskId } };
    case 'deadline.opened':
      return {
        elementId: record.elementId,
        detail: { ledgerId: record.ledgerId, deadlineId: record.deadlineId, dueAt: record.dueAt ?? null },
      };
    case 'deadline.changed':
      return {
        detail: { ledgerId: record.ledgerId, state: record.state, dueAt: record.dueAt ?? null, reason: record.reason },
      };
    case 'deadline.reminded':
      return { detail: { ledgerId: record.ledgerId, reminder: record.reminder } };
    case 'deadline.breached':
    case 'deadline.fulfilled':
      return { detail: { ledgerId: record.ledgerId, deadlineId: record.deadlineId, dueAt: record.dueAt } };
    case 'message.caught':
      return { elementId: record.elementId, detail: { message: record.message } };
    case 'incident.raised':
      return {
        elementId: record.incident.elementId,
        detail: { incidentId: record.incident.id, code: record.incident.code, message: record.incident.message },
      };
    case 'incident.closed':
      return { detail: { incidentId: record.incidentId, how: record.how, reason: record.reason ?? null } };
    default:
      return undefined;
  }
}
