import { signIn } from './en-sign-in.ts';
import { diagram, element } from './en-diagram.ts';
import { forms, rjsf } from './en-forms.ts';
import { audit, cases, caseWords, due, incidents, lists, tasks, work } from './en-work.ts';

/** English words of the screens, the same keys as Russian. */
export const en = {
  app: {
    name: 'Reglament',
    language: 'Language',
    russian: 'Русский',
    english: 'English',
    skip: 'Skip to content',
    loading: 'Loading',
    offline: 'The server can’t be reached. Check the connection and try again.',
    fault: 'Something broke on our side. Try again in a minute.',
    retry: 'Try again',
    notFound: 'There is no such page',
    signOut: 'Sign out',
  },
  nav: {
    label: 'Sections',
    open: 'Sections',
    tasks: 'User tasks',
    cases: 'Cases',
    incidents: 'Incidents',
    audit: 'Audit',
  },
  idle: {
    title: 'The session ends soon',
    text: 'Nothing was done for a while. Seconds left: {{count}}. Drafts are saved already.',
    stay: 'Go on working',
  },
  signIn,
  form: forms,
  rjsf,
  diagram,
  element,
  lists,
  due,
  tasks,
  work,
  case: caseWords,
  cases,
  incidents,
  audit,
};
