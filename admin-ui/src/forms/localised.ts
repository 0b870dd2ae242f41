import type { RJSFSchema } from '@rjsf/utils';

interface Words {
  title?: string;
  description?: string;
}

/**
 * The schema with titles and descriptions in `language`. Schemas carry Russian in `title` / `description` and English
 * in `x-en: { title, description }`; the whole schema is left as it is for Russian.
 */
export function localised(schema: RJSFSchema, language: string): RJSFSchema {
  return language === 'en' ? (translate(schema) as RJSFSchema) : schema;
}

function translate(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(translate);
  if (typeof node !== 'object' || node === null) return node;
  const english = (node as { 'x-en'?: Words })['x-en'];
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    key === 'enum' || key === 'const' ? value : translate(value),
  ]);
  return { ...Object.fromEntries(entries), ...(english ?? {}) };
}
