import { noFacts, requiredDocuments } from './case-context.ts';
import type { DocumentRef, Variables } from './event.ts';
import type { Programme } from './programme.ts';
import type { Rejection } from './rejection.ts';
import { type Run, record, writable } from './run.ts';
import type { State } from './state.ts';
import { own } from './own.ts';

const mediaTypes: { [format: string]: string[] } = {
  pdf: ['application/pdf'],
  jpg: ['image/jpeg'],
  png: ['image/png'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xml: ['application/xml', 'text/xml'],
};

interface Offered {
  documents: readonly DocumentRef[];
  at: string;
  /** Of these documents those that are required must be there afterwards. */
  required: readonly string[];
  state?: State;
  input?: Variables;
}

/** Are the documents offered of known kind, format, size and number, and is nothing required missing? */
export function judgeDocuments(
  programme: Programme,
  { documents, at, required, state, input }: Offered,
): Rejection | undefined {
  const rules = new Map((programme.definition.documents ?? []).map((rule) => [rule.key, rule]));
  const counts: { [document: string]: number } = Object.fromEntries(
    Object.entries(state?.documents ?? {}).map(([key, files]) => [key, files.length]),
  );
  for (const [index, offered] of documents.entries()) {
    const pointer = `/documents/${index}`;
    const rule = rules.get(offered.document);
    if (!rule)
      return {
        code: 'document.unknown',
        pointer: `${pointer}/document`,
        message: `The procedure knows no document ${offered.document}`,
      };
    if (offered.bytes > rule.maxBytes)
      return {
        code: 'document.tooLarge',
        pointer: `${pointer}/bytes`,
        message: `${offered.name}: at most ${rule.maxBytes} bytes`,
      };
    if (!rule.formats.some((format) => mediaTypes[format]?.includes(offered.mediaType))) {
      return {
        code: 'document.format',
        pointer: `${pointer}/mediaType`,
        message: `${offered.name}: only ${rule.formats.join(', ')}`,
      };
    }
    const count = (own(counts, rule.key) ?? 0) + 1;
    counts[rule.key] = count;
    if (rule.maxCount !== undefined && count > rule.maxCount)
      return { code: 'document.tooMany', pointer, message: `${rule.key}: at most ${rule.maxCount}` };
  }
  const seen = state ?? { ...noFacts, scopes: { s1: { id: 's1', variables: input ?? {} } } };
  const missing = requiredDocuments(programme, seen, at, required).filter((key) => !own(counts, key));
  if (missing.length === 0) return undefined;
  const details = missing.map((key) => ({
    code: 'document.required',
    pointer: '/documents',
    message: `The document ${key} is required`,
  }));
  return {
    code: 'document.required',
    pointer: '/documents',
    message: details.map(({ message }) => message).join('; '),
    details,
  };
}

export function attachDocuments(run: Run, documents: readonly DocumentRef[]): void {
  if (documents.length === 0) return;
  const known = writable(run, 'documents');
  for (const { document, fileId } of documents) known[document] = [...(own(known, document) ?? []), fileId];
  record(run, { type: 'documents.attached', documents: [...documents] });
}
