import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import type { Acting } from '../accounts/people.ts';
import { type Publication, publishDefinition } from '../api/definitions/publish.ts';
import { appendAudit } from '../audit/append.ts';
import type { Database } from '../database/index.ts';
import { DraftProblem } from './draft-problem.ts';
import { demandVersion, lockDraft } from './edit.ts';

/** The author is done: nobody edits until it is approved or returned. */
export async function submitDraft(
  database: Database,
  id: string,
  version: number,
  note: string,
  acting: Acting,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const draft = await lockDraft(transaction, id);
    if (draft.state === 'submitted') throw new DraftProblem('draft.submitted', { submittedBy: draft.submitted_by });
    demandVersion(draft, version);
    await transaction
      .updateTable('definition_draft')
      .set({ state: 'submitted', submitted_by: acting.actor.id, submitted_at: new Date(), note })
      .where('id', '=', id)
      .execute();
    await appendAudit(transaction, {
      ...acting,
      operation: 'draft.submit',
      subject: id,
      after: { key: draft.key, version, note },
    });
  });
}

/** Back to the author, with what has to be mended. */
export async function returnDraft(database: Database, id: string, reason: string, acting: Acting): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const draft = await lockDraft(transaction, id);
    if (draft.state !== 'submitted') throw new DraftProblem('draft.notSubmitted');
    await transaction
      .updateTable('definition_draft')
      .set({ state: 'draft', submitted_by: null, submitted_at: null, note: reason })
      .where('id', '=', id)
      .execute();
    await appendAudit(transaction, {
      ...acting,
      operation: 'draft.return',
      subject: id,
      after: { key: draft.key, reason },
    });
  });
}

/**
 * Four eyes: whoever edited or submitted the draft does not approve it. The draft is published and gone in one go; a crash
 * between leaves a published version and a draft that publishes to the same version again.
 */
export async function approveDraft(
  database: Database,
  id: string,
  judge: (definition: unknown) => Promise<void>,
  acting: Acting,
): Promise<Publication> {
  const draft = await database.transaction().execute(async (transaction) => {
    const row = await lockDraft(transaction, id);
    if (row.state !== 'submitted') throw new DraftProblem('draft.notSubmitted');
    if (row.authors.includes(acting.actor.id) || row.submitted_by === acting.actor.id)
      throw new DraftProblem('draft.fourEyes');
    return row;
  });
  await judge(draft.body);
  const publication = await publishDefinition(database, draft.body as ProcessDefinition, acting.actor, acting.address);
  await database.transaction().execute(async (transaction) => {
    const gone = await transaction.deleteFrom('definition_draft').where('id', '=', id).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return;
    await appendAudit(transaction, {
      ...acting,
      operation: 'draft.approve',
      subject: id,
      before: { authors: draft.authors, submittedBy: draft.submitted_by, note: draft.note },
      after: { key: publication.key, version: publication.version, programme: publication.programmeHash },
    });
  });
  return publication;
}

/** A retired version starts no new case; running ones go on. */
export async function retireVersion(
  database: Database,
  key: string,
  version: number,
  reason: string,
  acting: Acting,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('definition_version')
      .set({ status: 'retired', retired_at: new Date(), retired_by: acting.actor.id })
      .where('key', '=', key)
      .where('version', '=', version)
      .where('status', '=', 'published')
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new DraftProblem('definition.inUse');
    await appendAudit(transaction, {
      ...acting,
      operation: 'definition.retire',
      subject: `${key}/${version}`,
      after: { reason },
    });
  });
}
