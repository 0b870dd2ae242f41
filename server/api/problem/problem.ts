import type { Text } from '../../../definitions/schema/definition.ts';
import { type ProblemCode, type ProblemKind, problemCodes } from './codes.ts';

/** One thing wrong in a request. `pointer` is a JSON pointer into the body, or `/query/x`, `/headers/x`, `/path/x`. */
export interface Fault {
  code: string;
  pointer: string;
  message: string | Text;
}

interface Extras {
  pointer?: string;
  detail?: string | Text;
  errors?: Fault[];
  /** Further members of the problem document, for example who holds a user task. */
  extensions?: { [name: string]: unknown };
}

/** A refusal on its way to the client as `application/problem+json` (RFC 9457). */
export class ApiProblem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly pointer: string;
  readonly detail: string | Text | undefined;
  readonly errors: Fault[];
  readonly extensions: { [name: string]: unknown };

  constructor(code: string, kind: ProblemKind, extras: Extras = {}) {
    super(`${code}: ${kind.en}`);
    this.name = 'ApiProblem';
    this.code = code;
    this.kind = kind;
    this.pointer = extras.pointer ?? extras.errors?.[0]?.pointer ?? '';
    this.detail = extras.detail;
    this.errors = extras.errors ?? [];
    this.extensions = extras.extensions ?? {};
  }
}

/** A refusal with one of the API's own codes. */
export function problem(code: ProblemCode, extras: Extras = {}): ApiProblem {
  return new ApiProblem(code, problemCodes[code], extras);
}
