import { type Principal, seesOwnCasesOnly } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import type { CaseRow } from './find-case.ts';
import { partId } from './part-id.ts';
import { both, TimelineWords } from './timeline.ts';

const maxTimeline = 2_000;

/** One case as a person reads it. Case data and what goes on inside are for staff; the applicant sees the course of it. */
export async function describeCase(database: Database, catalogue: Catalogue, caller: Principal, row: CaseRow) {
  const own = seesOwnCasesOnly(caller);
  const { definition } = await catalogue.programme(row.programme_hash);
  const [deadlines, tasks, incidents, documents, links, timeline] = await Promise.all([
    database.selectFrom('deadline').selectAll().where('instance_id', '=', row.id).orderBy('opened_at').execute(),
    database
      .selectFrom('user_task')
      .select(['id', 'element_id', 'title', 'performer', 'due_at', 'opened_at'])
      .where('instance_id', '=', row.id)
      .where('state', '=', 'open')
      .orderBy('opened_at')
      .orderBy('id')
      .execute(),
    database
      .selectFrom('incident')
      .select(['id', 'code', 'message', 'element_id', 'raised_at'])
      .where('instance_id', '=', row.id)
      .where('state', '=', 'open')
      .orderBy('raised_at')
      .execute(),
    database
      .selectFrom('instance_document')
      .selectAll()
      .where('instance_id', '=', row.id)
      .orderBy('attached_at')
      .execute(),
    database
      .selectFrom('instance_link')
      .select(['from_instance', 'to_instance', 'kind'])
      .where((where) => where.or([where('from_instance', '=', row.id), where('to_instance', '=', row.id)]))
      .execute(),
    database
      .selectFrom('timeline_entry')
      .select(['seq', 'ordinal', 'at', 'type', 'actor_kind', 'actor_id', 'element_id', 'detail'])
      .where('instance_id', '=', row.id)
      .orderBy('seq')
      .orderBy('ordinal')
      .limit(maxTimeline)
      .execute(),
  ]);
  const words = new TimelineWords(
    definition,
    new Map(deadlines.map(({ ledger_id: ledger, deadline_id: deadline }) => [ledger, deadline])),
  );
  const shown = timeline
    .map((line) => ({ ...line, detail: line.detail as { [name: string]: unknown } }))
    .filter((line) => !own || words.concernsApplicant(line))
    .map((line) => words.entry(line))
    .map((entry) => (own ? { ...entry, actor: { ...entry.actor, id: '' } } : entry));
  return {
    ...summariseCase(row, words),
    title: both(definition.title),
    clock: new Date(Date.now() + row.clock_offset_ms).toISOString(),
    ...(own ? {} : { data: row.data, ...(row.output ? { output: row.output } : {}) }),
    deadlines: deadlines.map((deadline) => ({
      id: deadline.deadline_id,
      title: words.deadlineTitle(deadline.deadline_id),
      state: deadline.state,
      ...(deadline.due_at ? { dueAt: deadline.due_at.toISOString() } : {}),
      ...(deadline.element_id ? { elementId: deadline.element_id } : {}),
    })),
    userTasks: tasks
      .filter(({ performer }) => !own || performer === 'applicant')
      .map((task) => ({
        id: partId(row.id, task.id),
        elementId: task.element_id,
        title: task.title,
        performer: task.performer,
        openedAt: task.opened_at.toISOString(),
        ...(task.due_at ? { dueAt: task.due_at.toISOString() } : {}),
      })),
    incidents: own
      ? []
      : incidents.map((incident) => ({
          id: partId(row.id, incident.id),
          code: incident.code,
          message: incident.message,
          raisedAt: incident.raised_at.toISOString(),
          ...(incident.element_id ? { elementId: incident.element_id } : {}),
        })),
    documents: documents.map((document) => ({
      document: document.document,
      fileId: document.file_id,
      name: document.name,
      mediaType: document.media_type,
      bytes: document.bytes,
      sha256: document.sha256,
      attachedAt: document.attached_at.toISOString(),
    })),
    links: links.map(({ from_instance: from, to_instance: to, kind }) => ({
      kind,
      instanceId: from === row.id ? to : from,
      direction: from === row.id ? ('to' as const) : ('from' as const),
    })),
    timeline: shown,
  };
}

type SummaryRow = Pick<
  CaseRow,
  | 'id'
  | 'number'
  | 'definition_key'
  | 'version'
  | 'engine_status'
  | 'case_status'
  | 'case_status_canonical'
  | 'case_status_reason'
  | 'case_status_at'
  | 'due_at'
  | 'started_at'
  | 'updated_at'
  | 'ended_at'
  | 'clock_offset_ms'
  | 'parent_id'
  | 'seq'
  | 'breached'
>;

export function summariseCase(row: SummaryRow, words: TimelineWords) {
  const now = Date.now() + row.clock_offset_ms;
  return {
    id: row.id,
    ...(row.number === null ? {} : { number: row.number }),
    key: row.definition_key,
    version: row.version,
    engineStatus: row.engine_status as Exclude<typeof row.engine_status, 'starting'>,
    ...(row.case_status === null
      ? {}
      : {
          status: {
            code: row.case_status,
            title: words.statusTitle(row.case_status),
            canonical: row.case_status_canonical ?? '',
            ...(row.case_status_at ? { at: row.case_status_at.toISOString() } : {}),
            ...(row.case_status_reason ? { reason: both(row.case_status_reason) } : {}),
          },
        }),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    // By the clock of the case, which may have been moved ahead.
    overdue: row.ended_at === null && (row.breached || (row.due_at !== null && row.due_at.getTime() < now)),
    ...(row.started_at ? { startedAt: row.started_at.toISOString() } : {}),
    ...(row.updated_at ? { updatedAt: row.updated_at.toISOString() } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.parent_id ? { parentId: row.parent_id } : {}),
    seq: row.seq,
  };
}
