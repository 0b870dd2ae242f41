/** Words in both languages. `{name}` is filled in when the code is reported. */
export interface BothLanguages {
  ru: string;
  en: string;
}

/** What a stable code means and what to do about it: the text of docs/errors.md and of messages. */
export interface CodeDescription {
  severity: 'error' | 'warning';
  message: BothLanguages;
  remedy: BothLanguages;
}

export type CodeList = { readonly [code: string]: CodeDescription };

export function error(message: BothLanguages, remedy: BothLanguages): CodeDescription {
  return { severity: 'error', message, remedy };
}

export function warning(message: BothLanguages, remedy: BothLanguages): CodeDescription {
  return { severity: 'warning', message, remedy };
}

export function words(ru: string, en: string): BothLanguages {
  return { ru, en };
}
