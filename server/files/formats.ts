import type { FileFormat } from '../../definitions/schema/definition.ts';

/** what is accepted at the door. A definition may narrow it per document, never widen it. */
export const maxFileBytes = 10 * 1024 * 1024;

export type AcceptedFormat = Exclude<FileFormat, 'xml'>;

export const mediaTypes: { readonly [format in AcceptedFormat]: string } = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

const extensions: { readonly [extension: string]: AcceptedFormat } = {
  pdf: 'pdf',
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  docx: 'docx',
};

export function formatOfMediaType(mediaType: string): AcceptedFormat | undefined {
  return (Object.keys(mediaTypes) as AcceptedFormat[]).find((format) => mediaTypes[format] === mediaType);
}

/** What the name claims to be. */
export function formatOfName(name: string): AcceptedFormat | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return extension === undefined || !Object.hasOwn(extensions, extension) ? undefined : extensions[extension];
}

/** The name as shown to people: last path component, one line, without what could break a header or a screen. */
export function displayName(name: string | undefined): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // Control characters and the marks that turn the direction of a text, which can disguise an extension.
  const clean = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  const short = [...clean].slice(-150).join('');
  return short === '' || short === '.' || short === '..' ? 'file' : short;
}
