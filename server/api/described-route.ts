import type { FastifySchema, RouteOptions } from 'fastify';
import { permissions } from '../auth/permissions.ts';

interface Schema {
  type?: string;
  properties?: { [name: string]: Schema };
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  minLength?: number;
  examples?: unknown[];
  description?: string;
  contentMediaType?: string;
  additionalProperties?: boolean;
}

/** What OpenAPI shows of a route beyond its schemas: whether it asks for a key, the form of an upload, examples, words. */
export function describedRoute(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const isPublic = permissions[`${[route.method].flat()[0]} ${route.url}`] === 'public';
  const body = schema.consumes?.includes('multipart/form-data') ? uploadForm : (schema.body as Schema | undefined);
  const answers = Object.entries((schema.response ?? {}) as { [status: string]: Schema }).map(([status, answer]) => {
    const described = 'description' in answer ? answer : { description: schema.summary ?? '', ...answer };
    return [status, status.startsWith('2') && !('content' in answer) ? withExample(described) : described];
  });
  return {
    ...schema,
    ...(isPublic ? { security: [] } : {}),
    ...(body ? { body: withExample(body) } : {}),
    ...(schema.response ? { response: Object.fromEntries(answers) } : {}),
  };
}

const uploadForm: Schema = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', examples: ['Заявление.pdf'] } },
  required: ['file'],
  additionalProperties: false,
};

/** An example of the whole, put together from those of its parts where nobody has written one. */
function withExample(schema: Schema): Schema {
  return schema.examples || schema.type === 'null' ? schema : { ...schema, examples: [exampleOf(schema)] };
}

function exampleOf(schema: Schema): unknown {
  if (schema.examples) return schema.examples[0];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return exampleOf(schema.anyOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]),
      );
    case 'array':
      return schema.items ? [exampleOf(schema.items)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'string':
      return exampleText(schema);
    default:
      return {};
  }
}

function exampleText({ format, minLength = 0 }: Schema): string {
  if (format === 'date-time') return '2026-11-22T10:00:00.000Z';
  if (format === 'date') return '2026-11-22';
  if (format === 'uuid') return '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f';
  if (format === 'email') return 'jurist@example.com';
  return 'текст'.padEnd(minLength, '…');
}
