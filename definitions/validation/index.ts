/** What validation offers. See README.md in this folder. */
export { checkDefinition, publishable } from './check-definition.ts';
export { type IssueCode, issueCodes } from './codes.ts';
export type { CodeDescription, CodeList } from './codes/code-description.ts';
export type { CheckContext, ConnectorDescription } from './context.ts';
export {
  defaultJsonLimits,
  hostileValue,
  type JsonLimits,
  type JsonProblem,
  type ParsedJson,
  parseJson,
} from './hostile-json.ts';
export type { Issue } from './issue.ts';
export { checkSchema, type SchemaProblem } from './json-schema/check-schema.ts';
export type { DiffLine } from './diff/diff-line.ts';
export { semanticDiff } from './diff/semantic-diff.ts';
