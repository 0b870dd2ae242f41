import { Type } from 'typebox';
import { problemCodes } from '../problem/codes.ts';

const codes = Object.keys(problemCodes).map((code) => `\`${code}\``);

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:reglament:problem:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({
      description: `Stable code. Of the API itself: ${codes.join(', ')}. The engine and the checks of definitions add theirs.`,
    }),
    pointer: Type.String({
      description: 'JSON pointer into the body, or /query/…, /path/…, /headers/…; empty: the request as a whole',
    }),
    detail: Type.Optional(Type.String()),
    errors: Type.Array(Type.Object({ code: Type.String(), pointer: Type.String(), message: Type.String() })),
  },
  {
    $id: 'Problem',
    additionalProperties: true,
    description: 'RFC 9457, in the language of Accept-Language (ru, en)',
    examples: [
      {
        type: 'urn:reglament:problem:request.unknownProperty',
        title: 'Неизвестное свойство',
        status: 400,
        code: 'request.unknownProperty',
        pointer: '/inputs',
        errors: [
          {
            code: 'request.unknownProperty',
            pointer: '/inputs',
            message: 'Такого свойства здесь нет: уберите его',
          },
        ],
      },
    ],
  },
);

const content = { 'application/problem+json': { schema: Type.Ref('Problem') } };

/** Every route may refuse; what it refuses with has one shape. */
export const refusals = {
  '4xx': { description: 'Отказ · Refusal', content },
  '5xx': { description: 'Сбой · Fault', content },
} as const;
