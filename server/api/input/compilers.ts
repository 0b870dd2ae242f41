import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { ErrorObject } from 'ajv';
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import { type Fault, problem } from '../problem/problem.ts';
import { escapePointer } from './pointer.ts';

const options = { allErrors: true, useDefaults: true, removeAdditional: false, strict: true, $data: false } as const;

/** Bodies are taken as they are; texts from URLs and headers become numbers and booleans where the schema wants them. */
const ofBodies = new Ajv2020({ ...options, coerceTypes: false });
const ofTexts = new Ajv2020({ ...options, coerceTypes: true });
for (const ajv of [ofBodies, ofTexts]) {
  formats.default(ajv);
  // OpenAPI annotations that say nothing about validity.
  for (const keyword of ['example', 'x-note']) ajv.addKeyword(keyword);
}

const maxFaults = 20;

/** Which part of the request a fault lies in; pointers into a body need no prefix. */
const prefixes: { [part: string]: string } = { body: '', querystring: '/query', params: '/path', headers: '/headers' };

export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const part = httpPart ?? 'body';
  return (part === 'body' ? ofBodies : ofTexts).compile(schema);
};

/** Turns Ajv's errors of one request into one refusal with a stable code and pointer for each. */
export function schemaErrorFormatter(errors: FastifySchemaValidationError[], part: string): Error {
  const faults = faultsOf(errors as unknown as ErrorObject[], prefixes[part] ?? '');
  const first = faults[0] as Fault & { code: FaultCode };
  if (first.pointer === '/headers/idempotency-key') return problem('idempotency.keyRequired', { errors: faults });
  return problem(first.code, { errors: faults });
}

type FaultCode = 'request.unknownProperty' | 'request.missingProperty' | 'request.type' | 'request.value';

export function faultsOf(errors: ErrorObject[], prefix: string): (Fault & { code: FaultCode })[] {
  const faults = new Map<string, Fault & { code: FaultCode }>();
  for (const error of errors) {
    // A failed branch already says what is wrong; the keyword around it adds nothing.
    if (errors.length > 1 && (error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'if'))
      continue;
    const fault = faultOf(error, prefix);
    faults.set(`${fault.code} ${fault.pointer}`, fault);
    if (faults.size === maxFaults) break;
  }
  return [...faults.values()];
}

function faultOf(error: ErrorObject, prefix: string): Fault & { code: FaultCode } {
  const at = prefix + error.instancePath;
  const parameters = error.params as { [name: string]: unknown };
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(parameters['additionalProperty'] ?? parameters['unevaluatedProperty']);
      return {
        code: 'request.unknownProperty',
        pointer: `${at}/${escapePointer(name)}`,
        message: { ru: 'Такого свойства здесь нет: уберите его', en: 'There is no such property here: leave it out' },
      };
    }
    case 'required': {
      const name = String(parameters['missingProperty']);
      return {
        code: 'request.missingProperty',
        pointer: `${at}/${escapePointer(name)}`,
        message: { ru: 'Обязательное свойство', en: 'This property is required' },
      };
    }
    case 'type': {
      const wanted = String(parameters['type']);
      return { code: 'request.type', pointer: at, message: { ru: `Нужен тип ${wanted}`, en: `Must be ${wanted}` } };
    }
    default:
      return { code: 'request.value', pointer: at, message: valueMessage(error) };
  }
}

function valueMessage(error: ErrorObject): { ru: string; en: string } {
  const parameters = error.params as { [name: string]: unknown };
  switch (error.keyword) {
    case 'enum': {
      const allowed = (parameters['allowedValues'] as unknown[]).join(', ');
      return { ru: `Допустимо: ${allowed}`, en: `One of: ${allowed}` };
    }
    case 'const':
      return {
        ru: `Допустимо: ${String(parameters['allowedValue'])}`,
        en: `Must be ${String(parameters['allowedValue'])}`,
      };
    case 'format':
      return {
        ru: `Нужен формат ${String(parameters['format'])}`,
        en: `Must have the format ${String(parameters['format'])}`,
      };
    case 'minLength':
    case 'minItems':
    case 'minimum':
      return { ru: `Не меньше ${String(parameters['limit'])}`, en: `At least ${String(parameters['limit'])}` };
    case 'maxLength':
    case 'maxItems':
    case 'maximum':
      return { ru: `Не больше ${String(parameters['limit'])}`, en: `At most ${String(parameters['limit'])}` };
    default:
      return { ru: 'Значение не подходит', en: error.message ?? 'The value does not fit' };
  }
}
