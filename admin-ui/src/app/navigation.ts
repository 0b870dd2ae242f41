import type { Role } from '../api/session.ts';

export interface Place {
  path: string;
  /** Key of its words. */
  words: string;
  roles: readonly Role[];
}

const workers: readonly Role[] = ['administrator', 'official', 'senior', 'head'];

/** Where a person may go from the shell, by role; the server decides again at every request. */
export const places: readonly Place[] = [{ path: '/', words: 'nav.tasks', roles: [...workers, 'auditor'] }];
