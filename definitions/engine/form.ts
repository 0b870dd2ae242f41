import { format, type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { identifierFormats } from '../identifiers/index.ts';
import type { JsonSchema } from '../schema/definition.ts';
import type { Variables } from './event.ts';

export interface FormProblem {
  code: string;
  pointer: string;
  message: string;
}

// The interpreter has one table of formats; ours stand beside the standard's.
Object.assign(format, identifierFormats);

const validators = new WeakMap<JsonSchema, Validator>();

/** Keywords that only say that something inside them is wrong. */
const composed = new Set([
  'properties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'additionalProperties',
  'patternProperties',
  'if',
  'then',
  'else',
  'dependentSchemas',
]);

/** Judges data by JSON Schema 2020-12 without eval: the same verdict in workflow, API and browser. */
export function judgeForm(schema: JsonSchema, value: unknown, at = ''): FormProblem[] {
  let validator = validators.get(schema);
  if (!validator) {
    // The interpreter writes into the schema it is given, and programmes are frozen.
    validator = new Validator(JSON.parse(JSON.stringify(schema)) as Schema, '2020-12', false);
    validators.set(schema, validator);
  }
  const { valid, errors } = validator.validate(value);
  if (valid) return [];
  const leaves = errors.filter((error) => !composed.has(error.keyword) || error.error.startsWith('False boolean'));
  return (leaves.length > 0 ? leaves : errors).map((error) => problemOf(error, at));
}

function problemOf({ keyword, instanceLocation, error }: OutputUnit, at: string): FormProblem {
  const missing = keyword === 'required' ? /"(.+)"/.exec(error)?.[1] : undefined;
  const pointer =
    at +
    instanceLocation.replace(/^#/, '') +
    (missing === undefined ? '' : `/${missing.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  // A property nobody foresaw is refused by the schema `false` that additionalProperties puts in its place.
  if (keyword === 'false') return { code: 'form.additionalProperties', pointer, message: 'No such field is foreseen' };
  return { code: `form.${keyword}`, pointer, message: error };
}

/** Case data come step by step: only the properties that are there are judged. */
export function judgeVariables(schema: JsonSchema | undefined, values: Variables, at: string): FormProblem[] {
  const properties = schema?.['properties'];
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    const rule = Object.hasOwn(properties, name) ? (properties as { [name: string]: unknown })[name] : undefined;
    return typeof rule === 'object' && rule !== null ? judgeForm(rule as JsonSchema, value, `${at}/${name}`) : [];
  });
}
