import { bundle } from './bundle.ts';
import { errorsDoc } from './errors-doc.ts';
import { labels } from './labels.ts';
import { languageDoc } from './language-doc.ts';
import { shapes } from './shapes.ts';
import { types } from './types.ts';
import { validator, validatorTypes } from './validator.ts';

/** Path in the repository -> text. */
export async function generatedFiles(): Promise<{ [path: string]: string }> {
  const bundled = bundle();
  const folder = 'definitions/schema/generated';
  return {
    [`${folder}/process-definition.bundle.json`]: `${JSON.stringify(bundled, null, 2)}\n`,
    [`${folder}/definition.ts`]: await types(bundled),
    [`${folder}/labels.ts`]: labels(bundled),
    [`${folder}/shapes.ts`]: shapes(bundled),
    [`${folder}/validate.js`]: validator(bundled),
    [`${folder}/validate.d.ts`]: validatorTypes,
    'docs/errors.md': errorsDoc(),
    'docs/language.md': languageDoc(bundled),
  };
}
