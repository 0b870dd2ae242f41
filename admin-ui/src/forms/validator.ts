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
import { type FormProblem, judgeForm } from '../../../definitions/engine/form.ts';
import type { JsonSchema } from '../../../definitions/schema/definition.ts';

/**
 * rjsf's validator over the very function that judges forms in the workflow and the API: the same verdict everywhere,
 * Russian identifiers included, and a Content-Security-Policy without unsafe-eval.
 */
class EvalFreeValidator<T> implements ValidatorType<T, RJSFSchema, FormContextType> {
  validateFormData(
    formData: T | undefined,
    schema: RJSFSchema,
    customValidate?: CustomValidator<T, RJSFSchema, FormContextType>,
    transformErrors?: ErrorTransformer<T, RJSFSchema, FormContextType>,
    uiSchema?: UiSchema<T, RJSFSchema, FormContextType>,
  ) {
    let errors = judge(schema, formData).map((problem) => inWords(problem, schema));
    if (transformErrors) errors = transformErrors(errors, uiSchema);
    const data = { errors, errorSchema: toErrorSchema<T>(errors) };
    if (!customValidate || formData === undefined) return data;
    const handler = customValidate(formData, createErrorHandler<T>(formData), uiSchema, data.errorSchema);
    return validationDataMerge<T>(data, unwrapErrorHandler<T>(handler));
  }

  isValid(schema: RJSFSchema, formData: T | undefined, rootSchema: RJSFSchema): boolean {
    const rooted = rootSchema.$defs && !schema.$defs ? { ...schema, $defs: rootSchema.$defs } : schema;
    return judge(rooted as RJSFSchema, formData).length === 0;
  }

  rawValidation<Result>(schema: RJSFSchema, formData?: T) {
    return { errors: judge(schema, formData) as Result[] };
  }
}

function judge(schema: RJSFSchema, data: unknown): FormProblem[] {
  // JSON has no undefined: what rjsf keeps as undefined is absent.
  return judgeForm(schema as JsonSchema, data === undefined ? {} : JSON.parse(JSON.stringify(data)));
}

function inWords({ code, pointer }: FormProblem, schema: RJSFSchema): RJSFValidationError {
  const keyword = code.replace(/^form\./, '');
  const at = pathOf(pointer);
  const field = fieldAt(schema, at);
  const limit = field?.[keyword as keyof RJSFSchema];
  const key = `form.error.${keyword}${keyword === 'format' ? `.${String(field?.format)}` : ''}`;
  // `limit` is a number for lengths and bounds alone; `count` chooses the form of the noun beside it.
  const count = typeof limit === 'number' ? { count: limit } : {};
  const known = i18n.exists(key, count);
  const message = known ? i18n.t(key, { limit, ...count }) : i18n.t('form.error.other');
  const label = typeof field?.title === 'string' ? field.title : at.join('.');
  return {
    name: keyword,
    property: at.length > 0 ? `.${at.join('.')}` : '.',
    message,
    stack: label ? `${label}: ${message}` : message,
    params: {},
  };
}

function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
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
