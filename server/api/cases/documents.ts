import type { DocumentRef } from '../../../definitions/engine/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import type { Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import type { AcceptedFormat } from '../../files/formats.ts';
import { accessibleFiles } from '../files/access.ts';
import { type Fault, problem } from '../problem/problem.ts';
import type { ProblemCode } from '../problem/codes.ts';

/** A file offered as a document of the case. */
export interface OfferedDocument {
  document: string;
  fileId: string;
}

/** Where documents are offered: which rules apply and what is attached already. */
export interface DocumentPlace {
  definition: ProcessDefinition;
  /** Keys that may be attached here; absent: any of the definition. */
  allowed?: readonly string[];
  /** Files the case holds by document key. */
  attached: { readonly [document: string]: number };
  pointer: string;
}

/** Judges kind, format, size and count before the files become an event; names every wrong item. */
export async function judgeDocuments(
  database: Database,
  caller: Principal,
  offered: readonly OfferedDocument[],
  place: DocumentPlace,
): Promise<DocumentRef[]> {
  const files = new Map(
    (
      await accessibleFiles(
        database,
        caller,
        offered.map((item) => item.fileId),
      )
    ).map((file) => [file.id, file]),
  );
  const faults: (Fault & { code: ProblemCode })[] = [];
  const counts: { [document: string]: number } = { ...place.attached };
  const documents: DocumentRef[] = [];
  for (const [index, { document, fileId }] of offered.entries()) {
    const at = `${place.pointer}/${index}`;
    const rule = place.definition.documents?.find((candidate) => candidate.key === document);
    const file = files.get(fileId);
    if (!rule || (place.allowed && !place.allowed.includes(document))) {
      const keys = place.allowed ?? place.definition.documents?.map(({ key }) => key) ?? [];
      faults.push({
        code: 'document.unknown',
        pointer: `${at}/document`,
        message: { ru: `Предусмотрены: ${keys.join(', ') || '—'}`, en: `Foreseen: ${keys.join(', ') || '—'}` },
      });
      continue;
    }
    if (!file) {
      faults.push({
        code: 'document.noFile',
        pointer: `${at}/fileId`,
        message: { ru: 'Нет такого файла', en: 'There is no such file' },
      });
      continue;
    }
    counts[document] = (Object.hasOwn(counts, document) ? (counts[document] as number) : 0) + 1;
    if (!rule.formats.includes(file.format as AcceptedFormat)) {
      faults.push({
        code: 'document.format',
        pointer: `${at}/fileId`,
        message: {
          ru: `«${rule.title.ru}»: подходит ${rule.formats.join(', ')}, а это ${file.format}`,
          en: `${rule.title.en ?? rule.title.ru}: ${rule.formats.join(', ')} expected, this is ${file.format}`,
        },
      });
    } else if (file.bytes > rule.maxBytes) {
      faults.push({
        code: 'document.tooLarge',
        pointer: `${at}/fileId`,
        message: {
          ru: `«${rule.title.ru}»: не больше ${rule.maxBytes} байт`,
          en: `${rule.title.en ?? rule.title.ru}: at most ${rule.maxBytes} bytes`,
        },
      });
    } else if (rule.maxCount !== undefined && counts[document] > rule.maxCount) {
      faults.push({
        code: 'document.tooMany',
        pointer: at,
        message: {
          ru: `«${rule.title.ru}»: не больше ${rule.maxCount}`,
          en: `${rule.title.en ?? rule.title.ru}: at most ${rule.maxCount}`,
        },
      });
    } else {
      const { name, media_type: mediaType, bytes, sha256 } = file;
      documents.push({ document, fileId, name, mediaType, bytes, sha256 });
    }
  }
  const [first] = faults;
  if (first) throw problem(first.code, { errors: faults });
  return documents;
}

export async function attachedCounts(database: Database, instanceId: string): Promise<{ [document: string]: number }> {
  const rows = await database
    .selectFrom('instance_document')
    .select(['document', (select) => select.fn.countAll<number>().as('count')])
    .where('instance_id', '=', instanceId)
    .groupBy('document')
    .execute();
  return Object.fromEntries(rows.map(({ document, count }) => [document, count]));
}
