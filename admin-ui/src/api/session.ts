import { call } from './http.ts';

export type Role =
  | 'administrator'
  | 'author'
  | 'publisher'
  | 'official'
  | 'senior'
  | 'head'
  | 'auditor'
  | 'applicant'
  | 'system';

export interface Me {
  id: string;
  name: string;
  roles: Role[];
  groups: string[];
  duty?: 'changePassword' | 'enrolSecondFactor';
  expiresAt: string;
  idleSeconds: number;
}

export type Next = 'secondFactor' | 'enrolSecondFactor' | 'changePassword' | 'done';

const session = '/api/v1/session';

export const whoAmI = () => call<Me>('GET', session);
export const signIn = (email: string, password: string) =>
  call<{ next: Next }>('POST', session, { body: { email, password } });
export const provideSecondFactor = (code: string, recovery: boolean) =>
  call<{ next: Next }>('POST', `${session}/second-factor`, { body: { code, recovery } });
export const signOut = () => call<void>('DELETE', session);
export const changePassword = (current: string, next: string) =>
  call<void>('POST', `${session}/password`, { body: { current, next } });
export const beginEnrolment = (password: string) =>
  call<{ uri: string; recoveryCodes: string[] }>('POST', `${session}/second-factor/enrolment`, { body: { password } });
export const confirmEnrolment = (code: string) =>
  call<void>('POST', `${session}/second-factor/confirmation`, { body: { code } });
