import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { JsonSchema } from '../schema/definition.ts';
import type { Variables } from './event.ts';
import { patternOf, prepared } from './form-schema.ts';

export interface FormProblem {
  code: string;
  pointer: string;
  message: string;
}

const validators = new WeakMap<JsonSchema, { whole?: Validator; partial?: Validator }>();

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

/**
 * Judges data by JSON Schema 2020-12 without eval: the same verdict in workflow, API and browser. `partial`: data that
 * come step by step, of which nothing is required yet.
 */
export function judgeForm(schema: JsonSchema, value: unknown, at = '', partial = false): FormProblem[] {
  try {
    const { valid, errors } = validatorOf(schema, partial).validate(value);
    if (valid) return [];
    const leaves = errors.filter((error) => !composed.has(error.keyword) || error.error.startsWith('False boolean'));
    return withoutEchoes((leaves.length > 0 ? leaves : errors).map((error) => problemOf(error, at)));
  } catch {
    return [{ code: 'form.schema', pointer: at, message: 'The data can not be judged: the schema is not usable' }];
  }
}

function validatorOf(schema: JsonSchema, partial: boolean): Validator {
  const known = validators.get(schema) ?? {};
  validators.set(schema, known);
  const which = partial ? 'partial' : 'whole';
  return (known[which] ??= new Validator(prepared(schema, partial), '2020-12', false));
}

/** The interpreter also calls a field unforeseen when its value is wrong. */
function withoutEchoes(problems: readonly FormProblem[]): FormProblem[] {
  return problems.filter(({ code, pointer }) => {
    if (code !== 'form.additionalProperties') return true;
    return !problems.some((other) => other.code !== code && `${other.pointer}/`.startsWith(`${pointer}/`));
  });
}

function problemOf({ keyword, instanceLocation, error }: OutputUnit, at: string): FormProblem {
  const missing = keyword === 'required' ? /"(.+)"/.exec(error)?.[1] : undefined;
  const pointer =
    at +
    instanceLocation.replace(/^#/, '') +
    (missing === undefined ? '' : `/${missing.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  // A property nobody foresaw is refused by the schema `false` that additionalProperties puts in its place.
  if (keyword === 'false') return { code: 'form.additionalProperties', pointer, message: 'No such field is foreseen' };
  const pattern = keyword === 'format' ? patternOf(error) : undefined;
  if (pattern !== undefined)
    return { code: 'form.pattern', pointer, message: `String does not match pattern "${pattern}".` };
  return { code: `form.${keyword}`, pointer, message: error };
}

/** Case data come step by step: what is there is judged, nothing is missing yet. */
export function judgeVariables(schema: JsonSchema | undefined, values: Variables, at: string): FormProblem[] {
  return schema ? judgeForm(schema, values, at, true) : [];
}
