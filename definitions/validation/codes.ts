import { behaviourCodes } from './codes/behaviour-codes.ts';
import type { CodeDescription } from './codes/code-description.ts';
import { dataCodes } from './codes/data-codes.ts';
import { jsonCodes } from './codes/json-codes.ts';
import { referenceCodes } from './codes/reference-codes.ts';
import { schemaCodes } from './codes/schema-codes.ts';
import { structureCodes } from './codes/structure-codes.ts';

/** Every problem a definition can have. Codes are durable identifiers: docs/errors.md lists them. */
export const issueCodes = {
  ...jsonCodes,
  ...schemaCodes,
  ...referenceCodes,
  ...structureCodes,
  ...behaviourCodes,
  ...dataCodes,
} as const satisfies { [code: string]: CodeDescription };

export type IssueCode = keyof typeof issueCodes;
export type JsonCode = keyof typeof jsonCodes;
