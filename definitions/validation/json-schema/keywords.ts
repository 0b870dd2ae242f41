/** What the value of a keyword must be. */
export type KeywordValue =
  | 'schema'
  | 'schemaList'
  | 'schemaMap'
  | 'text'
  | 'number'
  | 'positiveNumber'
  | 'count'
  | 'boolean'
  | 'names'
  | 'namesMap'
  | 'types'
  | 'values'
  | 'pattern'
  | 'patternMap'
  | 'format'
  | 'reference'
  | 'anything';

/**
 * Keywords of JSON Schema 2020-12 that data schemas may use: those the eval-free interpreter judges the same in
 * workflow, API and browser. Identifiers and dynamic references are left out: a data schema is one document.
 */
export const keywords: { readonly [keyword: string]: KeywordValue } = {
  $schema: 'text',
  $ref: 'reference',
  $defs: 'schemaMap',
  $comment: 'text',
  type: 'types',
  enum: 'values',
  const: 'anything',
  multipleOf: 'positiveNumber',
  maximum: 'number',
  exclusiveMaximum: 'number',
  minimum: 'number',
  exclusiveMinimum: 'number',
  maxLength: 'count',
  minLength: 'count',
  pattern: 'pattern',
  items: 'schema',
  prefixItems: 'schemaList',
  contains: 'schema',
  minContains: 'count',
  maxContains: 'count',
  maxItems: 'count',
  minItems: 'count',
  uniqueItems: 'boolean',
  properties: 'schemaMap',
  patternProperties: 'patternMap',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  unevaluatedItems: 'schema',
  propertyNames: 'schema',
  required: 'names',
  dependentRequired: 'namesMap',
  dependentSchemas: 'schemaMap',
  minProperties: 'count',
  maxProperties: 'count',
  allOf: 'schemaList',
  anyOf: 'schemaList',
  oneOf: 'schemaList',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  format: 'format',
  title: 'text',
  description: 'text',
  default: 'anything',
  examples: 'anything',
  readOnly: 'boolean',
  writeOnly: 'boolean',
  deprecated: 'boolean',
};

/** Keywords judge the same data again: a circle of references through these alone would never end. */
export const inPlace: ReadonlySet<string> = new Set([
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
]);

/** Names of data types. */
export const types: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'object',
  'array',
  'number',
  'integer',
  'string',
]);
