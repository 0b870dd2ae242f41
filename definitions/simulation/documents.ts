import type { FileFormat } from '../schema/definition.ts';
import type { DocumentRef, Programme } from '../engine/index.ts';
import { hashOf } from '../engine/canonical.ts';
import type { ScenarioDocument } from './scenario.ts';
import type { Instance } from './world.ts';

const mediaTypes = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xml: 'application/xml',
} as const satisfies { [format in FileFormat]: string };

/** Files for the documents of a scenario: what it leaves out is made up, the same on every run. */
export function documentRefs(
  programme: Programme | undefined,
  documents: ScenarioDocument[],
  prefix: string,
): DocumentRef[] {
  return documents.map(({ document, name, mediaType, bytes = 10_000 }, i) => {
    const rule = programme?.definition.documents?.find(({ key }) => key === document);
    const format = rule?.formats[0] ?? 'pdf';
    const fileId = `${prefix}-file-${i + 1}`;
    return {
      document,
      fileId,
      name: name ?? `${document}.${format}`,
      mediaType: mediaType ?? mediaTypes[format],
      bytes,
      sha256: hashOf({ fileId, document }),
    };
  });
}

/** Documents taken over by reference from a linked instance, where the applicant attached none of that kind. */
export function inheritedRefs(
  programme: Programme | undefined,
  attached: DocumentRef[],
  links: { kind: string; instance: Instance }[],
): DocumentRef[] {
  return (programme?.definition.documents ?? []).flatMap(({ key, inherits }) => {
    const linked = links.find(({ kind }) => kind === inherits?.link);
    if (inherits === undefined || linked === undefined || attached.some(({ document }) => document === key)) return [];
    return attachedTo(linked.instance)
      .filter(({ document }) => document === inherits.document)
      .map((file) => ({ ...file, document: key }));
  });
}

function attachedTo(instance: Instance): DocumentRef[] {
  return instance.journal.flatMap(({ records }) =>
    records.flatMap((record) => (record.type === 'documents.attached' ? record.documents : [])),
  );
}
