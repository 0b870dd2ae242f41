import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';

/** An applicant sends only what the procedure declares for applicants: a withdrawal, not a register's answer. */
export function applicantMaySend(definition: ProcessDefinition, message: string): boolean {
  return (definition.messages ?? []).some(({ name, fromApplicant }) => name === message && fromApplicant === true);
}

/** An applicant attaches what applicants are asked for anywhere in the procedure: an official's signed decision is not. */
export function documentsOfApplicant(definition: ProcessDefinition): string[] {
  const keys = definition.elements.flatMap((element) => {
    if (element.type === 'startEvent') return element.documents ?? [];
    return element.type === 'userTask' && element.performer === 'applicant' ? (element.documents ?? []) : [];
  });
  return [...new Set(keys)];
}
