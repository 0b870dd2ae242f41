import type { FormData } from '../../forms/SchemaForm.tsx';

/** What was typed into a user task and not sent yet. */
export interface Draft {
  form: FormData;
  reason: string;
}

const prefix = 'reglament.draft.';

/** Drafts hold personal data: they live in the tab and end with it, and with signing out. */
export function readDraft(personId: string, taskId: string): Draft | undefined {
  const kept = sessionStorage.getItem(`${prefix}${personId}.${taskId}`);
  return kept ? (JSON.parse(kept) as Draft) : undefined;
}

export function keepDraft(personId: string, taskId: string, draft: Draft): void {
  sessionStorage.setItem(`${prefix}${personId}.${taskId}`, JSON.stringify(draft));
}

export function dropDraft(personId: string, taskId: string): void {
  sessionStorage.removeItem(`${prefix}${personId}.${taskId}`);
}

/** Nobody who sits down after a person reads that person's drafts. */
export function dropAllDrafts(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
}
