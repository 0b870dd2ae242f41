import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Text } from '../../definitions/schema/definition.ts';
import type { Acting } from '../accounts/people.ts';
import { appendAudit } from '../audit/append.ts';
import type { Database } from '../database/index.ts';
import type { Tables } from '../database/tables.ts';
import { DraftProblem } from './draft-problem.ts';

export interface Draft {
  id: string;
  key: string;
  title: Text;
  body: unknown;
  state: 'draft' | 'submitted';
  baseVersion: number | undefined;
  version: number;
  authors: string[];
  createdBy: string;
  updatedBy: string;
  updatedAt: Date;
  submittedBy: string | undefined;
  note: string | undefined;
}

/** What a draft is listed by, taken from its body however unfinished that is. */
interface Named {
  key: string;
  title: Text;
}

function namesOf(body: unknown): Named {
  const { key, title } = (body ?? {}) as { key?: unknown; title?: { ru?: unknown; en?: unknown } };
  const ru = typeof title?.ru === 'string' ? title.ru : '';
  return {
    key: typeof key === 'string' ? key : '',
    title: typeof title?.en === 'string' ? { ru, en: title.en } : { ru },
  };
}

export async function createDraft(
  database: Database,
  body: unknown,
  baseVersion: number | undefined,
  acting: Acting,
): Promise<{ id: string; version: number }> {
  const id = randomUUID();
  const { key, title } = namesOf(body);
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('definition_draft')
      .values({
        id,
        key,
        title: JSON.stringify(title),
        body: JSON.stringify(body),
        base_version: baseVersion ?? null,
        authors: [acting.actor.id],
        created_by: acting.actor.id,
        updated_by: acting.actor.id,
        submitted_by: null,
        submitted_at: null,
        note: null,
      })
      .execute();
    await appendAudit(transaction, { ...acting, operation: 'draft.create', subject: id, after: { key, baseVersion } });
  });
  return { id, version: 1 };
}

/** Saves the body read at `version`; whoever saved in between is named, nothing is overwritten. */
export async function saveDraft(
  database: Database,
  id: string,
  version: number,
  body: unknown,
  acting: Acting,
): Promise<{ version: number }> {
  const { key, title } = namesOf(body);
  return database.transaction().execute(async (transaction) => {
    const before = await lockDraft(transaction, id);
    if (before.state === 'submitted') throw new DraftProblem('draft.submitted', { submittedBy: before.submitted_by });
    demandVersion(before, version);
    await transaction
      .updateTable('definition_draft')
      .set({
        key,
        title: JSON.stringify(title),
        body: JSON.stringify(body),
        version: version + 1,
        authors: [...new Set([...before.authors, acting.actor.id])],
        updated_by: acting.actor.id,
        updated_at: new Date(),
      })
      .where('id', '=', id)
      .execute();
    return { version: version + 1 };
  });
}

export async function removeDraft(database: Database, id: string, version: number, acting: Acting): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const before = await lockDraft(transaction, id);
    demandVersion(before, version);
    await transaction.deleteFrom('definition_draft').where('id', '=', id).execute();
    await appendAudit(transaction, { ...acting, operation: 'draft.remove', subject: id, before: { key: before.key } });
  });
}

export async function findDraft(database: Database, id: string): Promise<Draft> {
  const row = await database.selectFrom('definition_draft').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new DraftProblem('draft.unknown');
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    body: row.body,
    state: row.state,
    baseVersion: row.base_version ?? undefined,
    version: row.version,
    authors: row.authors,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
    submittedBy: row.submitted_by ?? undefined,
    note: row.note ?? undefined,
  };
}

export async function lockDraft(transaction: Transaction<Tables>, id: string) {
  const row = await transaction
    .selectFrom('definition_draft')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new DraftProblem('draft.unknown');
  return row;
}

export function demandVersion(row: { version: number; updated_by: string; updated_at: Date }, version: number): void {
  if (row.version === version) return;
  throw new DraftProblem('draft.changed', {
    version: row.version,
    changedBy: row.updated_by,
    changedAt: row.updated_at.toISOString(),
  });
}
