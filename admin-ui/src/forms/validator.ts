import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import {
  createErrorHandler,
  type CustomValidator,
  type ErrorTransformer,
  type FormContextType,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  type UiSchema,
  unwrapErrorHandler,
  validationDataMerge,
  type ValidatorType,
} from '@rjsf/utils';
import i18n from 'i18next';

/**
 * rjsf's validator over the eval-free interpreter that also judges forms in the workflow and the API: the same verdict
 * everywhere, and a Content-Security-Policy without unsafe-eval.
 */
class EvalFreeValidator<T> implements ValidatorType<T, RJSFSchema, FormContextType> {
  private readonly compiled = new WeakMap<object, Validator>();

  private judge(schema: RJSFSchema, data: unknown): OutputUnit[] {
    let validator = this.compiled.get(schema);
    if (!validator) {
      validator = new Validator(schema as Schema, '2020-12', false);
      this.compiled.set(schema, validator);
    }
    return validator.validate(withoutUndefined(data)).errors.filter(isLeaf);
  }

  validateFormData(
    formData: T | undefined,
    schema: RJSFSchema,
    customValidate?: CustomValidator<T, RJSFSchema, FormContextType>,
    transformErrors?: ErrorTransformer<T, RJSFSchema, FormContextType>,
    uiSchema?: UiSchema<T, RJSFSchema, FormContextType>,
  ) {
    let errors = this.judge(schema, formData).map((unit) => inWords(unit, schema));
    if (transformErrors) errors = transformErrors(errors, uiSchema);
    const data = { errors, errorSchema: toErrorSchema<T>(errors) };
    if (!customValidate || formData === undefined) return data;
    const handler = customValidate(formData, createErrorHandler<T>(formData), uiSchema, data.errorSchema);
    return validationDataMerge<T>(data, unwrapErrorHandler<T>(handler));
  }

  isValid(schema: RJSFSchema, formData: T | undefined, rootSchema: RJSFSchema): boolean {
    const rooted = rootSchema.$defs && !schema.$defs ? { ...schema, $defs: rootSchema.$defs } : schema;
    try {
      return this.judge(rooted as RJSFSchema, formData).length === 0;
    } catch {
      return false;
    }
  }

  rawValidation<Result>(schema: RJSFSchema, formData?: T) {
    return { errors: this.judge(schema, formData) as Result[] };
  }
}

/** Container keywords repeat what their children say more precisely. */
function isLeaf(unit: OutputUnit): boolean {
  return (
    ![
      'properties',
      'items',
      'prefixItems',
      'allOf',
      '$ref',
      'additionalProperties',
      'dependentSchemas',
      'then',
      'else',
      'if',
    ].includes(unit.keyword) ||
    (unit.keyword === 'additionalProperties' && unit.instanceLocation === '#')
  );
}

/** JSON has no undefined: what rjsf keeps as undefined is absent. */
function withoutUndefined(data: unknown): unknown {
  return data === undefined ? {} : JSON.parse(JSON.stringify(data));
}

function inWords(unit: OutputUnit, schema: RJSFSchema): RJSFValidationError {
  const path = pathOf(unit.instanceLocation);
  const missing = unit.keyword === 'required' ? /"([^"]+)"/.exec(unit.error)?.[1] : undefined;
  const at = missing ? [...path, missing] : path;
  const field = fieldAt(schema, at);
  const limit = field?.[unit.keyword as keyof RJSFSchema];
  const key = `form.error.${unit.keyword}${unit.keyword === 'format' ? `.${String(field?.format)}` : ''}`;
  const message = i18n.exists(key) ? i18n.t(key, { limit }) : i18n.t('form.error.other');
  const label = typeof field?.title === 'string' ? field.title : at.join('.');
  return {
    name: unit.keyword,
    property: at.length > 0 ? `.${at.join('.')}` : '.',
    message,
    stack: label ? `${label}: ${message}` : message,
    params: {},
  };
}

function pathOf(location: string): string[] {
  return location
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function fieldAt(schema: RJSFSchema, path: string[]): RJSFSchema | undefined {
  let here: RJSFSchema | undefined = schema;
  for (const part of path) {
    const next: unknown = here?.properties?.[part] ?? (/^\d+$/.test(part) ? here?.items : undefined);
    here = typeof next === 'object' && next !== null ? (next as RJSFSchema) : undefined;
  }
  return here;
}

export const validator = new EvalFreeValidator<Record<string, unknown>>();
