import { diagram, element } from './ru-diagram.ts';
import { forms, rjsf } from './ru-forms.ts';

/** Russian words of the screens, grouped by page. */
export const ru = {
  app: { name: 'Регламент', language: 'Язык', russian: 'Русский', english: 'English', skip: 'К содержанию' },
  form: forms,
  rjsf,
  diagram,
  element,
};
