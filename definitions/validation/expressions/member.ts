import type { JsonSchema } from '../../schema/definition.ts';

export interface UnknownMember {
  owner: string;
  name: string;
  allowed: string[];
  /** The schema lets other members in: the name is odd, not wrong. */
  open: boolean;
}

/** The first step of a path that a schema does not foresee; undefined where it foresees all, or can't tell. */
export function unknownMember(schema: JsonSchema, owner: string, path: readonly string[]): UnknownMember | undefined {
  let at: unknown = schema;
  let from = owner;
  for (const name of path) {
    const { properties, additionalProperties, type } = plain(at) ?? {};
    if (typeof properties !== 'object' || properties === null || type !== 'object') return undefined;
    if (!Object.hasOwn(properties, name)) {
      return { owner: from, name, allowed: Object.keys(properties), open: additionalProperties !== false };
    }
    at = (properties as { [name: string]: unknown })[name];
    from = `${from}.${name}`;
  }
  return undefined;
}

/** A schema that says all there is to say in one place; undefined if references or combinations may add to it. */
function plain(schema: unknown): { [keyword: string]: unknown } | undefined {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined;
  const elsewhere = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'patternProperties', 'dependentSchemas'];
  return elsewhere.some((keyword) => keyword in schema) ? undefined : (schema as { [keyword: string]: unknown });
}
