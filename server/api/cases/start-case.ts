import { randomUUID } from 'node:crypto';
import { accepts, compile, type DocumentRef } from '../../../definitions/engine/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { actorOf, hasRole, type Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import { type InstanceRuntime, RejectedError, type StartRequest } from '../../runtime.ts';
import type { Catalogue, CatalogueEntry } from '../definitions/catalogue.ts';
import { problem } from '../problem/problem.ts';
import { visibleInstances } from '../visibility.ts';
import { judgeDocuments, type OfferedDocument } from './documents.ts';
import { nextNumber } from './numbering.ts';
import { findRequest, type KeyedRequest, sendOnce, type StoredRequest, storeRequest } from './requests.ts';

export interface CaseToStart {
  key: string;
  version?: number;
  input: { [name: string]: unknown };
  documents?: OfferedDocument[];
  startElement?: string;
  links?: { kind: string; instanceId: string }[];
}

export interface StartedCase {
  instanceId: string;
  number: string;
  key: string;
  version: number;
  seq: number;
  at: string;
}

/**
 * Opens a case exactly once per caller and key: what is asked is judged first, then written down with an opaque id and a
 * number, and only then started under that id. Whoever repeats the request, at the same moment or after a crash,
 * comes to the same id.
 */
export async function startCase(
  ports: { database: Database; runtime: InstanceRuntime; catalogue: Catalogue },
  caller: Principal,
  request: KeyedRequest,
  asked: CaseToStart,
): Promise<StartedCase> {
  const { database, runtime, catalogue } = ports;
  const known = await findRequest(database, request);
  const entry = await entryToStart(database, catalogue, asked, known);
  const { definition } = await catalogue.programme(entry.programmeHash);
  const links = asked.links ?? [];
  const documents = await documentsToStart(database, caller, asked, definition, links);
  const stored =
    known ?? (await writeDown(database, caller, request, { asked, entry, definition, documents }, catalogue));
  const number = stored.number as string;
  return sendOnce(database, request, async () => {
    const { instanceId, seq, at } = await runtime.start({
      instanceId: stored.instanceId,
      key: entry.key,
      version: entry.version,
      number,
      eventId: request.eventId,
      actor: actorOf(caller),
      input: asked.input,
      documents,
      ...(asked.startElement === undefined ? {} : { startElement: asked.startElement }),
      ...(links.length === 0 ? {} : { links }),
    } satisfies StartRequest);
    return { instanceId, number, key: entry.key, version: entry.version, seq, at };
  });
}

/** A repeated request goes on with the version it began with, whatever has been published since. */
async function entryToStart(
  database: Database,
  catalogue: Catalogue,
  asked: CaseToStart,
  known: StoredRequest | undefined,
): Promise<CatalogueEntry> {
  const begun =
    known &&
    (await database.selectFrom('instance').select('version').where('id', '=', known.instanceId).executeTakeFirst());
  const entry = await catalogue.find(asked.key, begun?.version ?? asked.version);
  if (!entry) {
    if (asked.version !== undefined && (await catalogue.versions(asked.key)).length > 0) {
      throw problem('definition.unknownVersion', { pointer: '/version' });
    }
    throw problem('definition.unknown', { pointer: '/key' });
  }
  if (entry.status === 'retired' && !begun) throw problem('definition.retired', { pointer: '/version' });
  return entry;
}

async function writeDown(
  database: Database,
  caller: Principal,
  request: KeyedRequest,
  what: { asked: CaseToStart; entry: CatalogueEntry; definition: ProcessDefinition; documents: DocumentRef[] },
  catalogue: Catalogue,
): Promise<StoredRequest> {
  const { asked, entry, definition, documents } = what;
  const instanceId = randomUUID();
  const links = asked.links ?? [];
  // The same rule the workflow would apply, asked before anything exists: a refused start leaves no trace at all.
  const rejection = accepts(compile(await catalogue.programme(entry.programmeHash)), undefined, {
    id: request.eventId,
    type: 'instance.start',
    at: new Date().toISOString(),
    actor: actorOf(caller),
    data: {
      instanceId,
      input: asked.input,
      documents,
      ...(asked.startElement === undefined ? {} : { startElement: asked.startElement }),
      ...(links.length === 0 ? {} : { links }),
    },
  });
  if (rejection) throw new RejectedError(rejection.code, rejection.pointer, rejection.message, rejection.details);
  const number = await nextNumber(database, definition.numbering?.mask);
  const stored = await storeRequest(database, request, { instanceId, number });
  const role = hasRole(caller, ['applicant']) ? 'applicant' : 'starter';
  await database
    .insertInto('case_party')
    .values({ instance_id: stored.instanceId, actor_id: caller.actorId, role })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return stored;
}

/** The files offered, and those a document rule takes over from a linked case when none is offered (P-21). */
async function documentsToStart(
  database: Database,
  caller: Principal,
  asked: CaseToStart,
  definition: ProcessDefinition,
  links: readonly { kind: string; instanceId: string }[],
): Promise<DocumentRef[]> {
  for (const [index, { instanceId }] of links.entries()) {
    const linked = await database
      .selectFrom('instance')
      .select('id')
      .where('id', '=', instanceId)
      .where(visibleInstances(caller))
      .executeTakeFirst();
    if (!linked) throw problem('instance.unknown', { pointer: `/links/${index}/instanceId` });
  }
  const start = definition.elements.find(
    (element) =>
      element.type === 'startEvent' &&
      (asked.startElement === undefined ? !element.parent : element.id === asked.startElement),
  );
  const allowed = start?.type === 'startEvent' ? start.documents : undefined;
  const offered = await judgeDocuments(database, caller, asked.documents ?? [], {
    definition,
    ...(allowed ? { allowed } : {}),
    attached: {},
    pointer: '/documents',
  });
  const inherited: DocumentRef[] = [];
  for (const { key, inherits } of definition.documents ?? []) {
    const link = inherits && links.find(({ kind }) => kind === inherits.link);
    if (!link || offered.some(({ document }) => document === key)) continue;
    const rows = await database
      .selectFrom('instance_document')
      .select(['file_id', 'name', 'media_type', 'bytes', 'sha256'])
      .where('instance_id', '=', link.instanceId)
      .where('document', '=', inherits.document)
      .orderBy('attached_at')
      .orderBy('file_id')
      .execute();
    for (const { file_id: fileId, name, media_type: mediaType, bytes, sha256 } of rows) {
      inherited.push({ document: key, fileId, name, mediaType, bytes, sha256 });
    }
  }
  return [...offered, ...inherited];
}
