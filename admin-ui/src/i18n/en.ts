import { diagram, element } from './en-diagram.ts';
import { forms, rjsf } from './en-forms.ts';

/** English words of the screens, the same keys as Russian. */
export const en = {
  app: { name: 'Reglament', language: 'Language', russian: 'Русский', english: 'English', skip: 'Skip to content' },
  form: forms,
  rjsf,
  diagram,
  element,
};
