import type { Check } from '../check.ts';
import { checkSchema } from '../json-schema/check-schema.ts';

/** Schemas of forms, case data and messages are schemas, and safe to judge data by. */
export const dataSchemas: Check = (outline, report) => {
  for (const { value, pointer } of outline.all('JsonSchema')) {
    for (const problem of checkSchema(value)) report(problem.code, pointer + problem.pointer, problem.details);
  }
};
