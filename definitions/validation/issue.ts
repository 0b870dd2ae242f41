import { type IssueCode, issueCodes } from './codes.ts';
import type { BothLanguages } from './codes/code-description.ts';

/** One problem of a definition: a durable code, where it is, and what to tell the author. */
export interface Issue {
  code: IssueCode;
  severity: 'error' | 'warning';
  /** `unsupported`: known, but this system does not run it. `invalid`: wrong by the rules of the language. */
  category: 'invalid' | 'unsupported';
  /** JSON pointer into the definition. */
  pointer: string;
  message: BothLanguages;
  /** What to do about it. */
  remedy: BothLanguages;
  elementId?: string;
}

/** What a message needs beside its code; a pair of words where they differ by language. */
export type Details = { [name: string]: string | number | BothLanguages };

export function issue(code: IssueCode, pointer: string, details: Details = {}, elementId?: string): Issue {
  const { severity, message, remedy } = issueCodes[code];
  return {
    code,
    severity,
    category: code.startsWith('unsupported.') ? 'unsupported' : 'invalid',
    pointer,
    message: filled(message, details),
    remedy: filled(remedy, details),
    ...(elementId === undefined ? {} : { elementId }),
  };
}

function filled(text: BothLanguages, details: Details): BothLanguages {
  return { ru: fill(text.ru, details, 'ru'), en: fill(text.en, details, 'en') };
}

function fill(template: string, details: Details, language: 'ru' | 'en'): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const detail = details[name];
    if (detail === undefined) return placeholder;
    return typeof detail === 'object' ? detail[language] : String(detail);
  });
}
