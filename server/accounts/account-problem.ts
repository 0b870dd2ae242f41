/** Why an account can't do what was asked; codes are documented in docs/errors.md. */
export type AccountProblemCode =
  | 'signIn.failed'
  | 'signIn.locked'
  | 'signIn.expired'
  | 'signIn.code'
  | 'signIn.codeUsed'
  | 'signIn.tooManyCodes'
  | 'password.weak'
  | 'password.wrong'
  | 'password.same'
  | 'person.emailTaken'
  | 'person.unknown'
  | 'person.changed'
  | 'resetLink.invalid';

export class AccountProblem extends Error {
  readonly code: AccountProblemCode;
  readonly details: readonly string[];
  constructor(code: AccountProblemCode, details: readonly string[] = []) {
    super(code);
    this.name = 'AccountProblem';
    this.code = code;
    this.details = details;
  }
}
