import { type TSchema, Type } from 'typebox';

/** Any JSON object: its own schema is the definition's business. */
export const AnyObject = Type.Unsafe<{ [name: string]: unknown }>({ type: 'object', additionalProperties: true });

export const Text = Type.Object({ ru: Type.String(), en: Type.Optional(Type.String()) });

export const Instant = Type.String({ format: 'date-time' });

/** Opaque id of an instance. */
export const InstanceId = Type.String({ format: 'uuid', examples: ['4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f'] });

/** Id of something inside an instance (user task, incident): `<instance>.<id>`. */
export const PartId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.[A-Za-z0-9_-]{1,64}$',
  examples: ['4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f.u1'],
});

export const FileId = Type.String({ pattern: '^[0-9a-f]{32}$', examples: ['0b1c2d3e4f5061728394a5b6c7d8e9f0'] });

export const DefinitionKey = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 64, examples: ['appeal'] });

/** Ids of people, groups and systems are opaque; names live elsewhere. */
export const ActorId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$', examples: ['clerk-1'] });

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.String({
    minLength: 1,
    maxLength: 200,
    description:
      'Повтор с тем же ключом и телом ничего не меняет и отвечает как прежде; другое тело под тем же ключом — 409 · A repeat with the same key and body changes nothing and answers as before; another body is 409',
    examples: ['7c0f5a52-2f7e-4a43-9d3f-2f0f4a8d1b11'],
  }),
});

export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500, pattern: '^[A-Za-z0-9_-]+$' })),
};

export const NextCursor = Type.Optional(
  Type.String({
    description: 'Курсор следующей страницы; нет — это последняя · Cursor of the next page; absent on the last',
  }),
);

/** One page of a list; the example is a page with the item's own example. */
export function listOf<Item extends TSchema>(item: Item) {
  const { examples = [] } = item as { examples?: unknown[] };
  return Type.Object(
    { items: Type.Array(item), nextCursor: NextCursor },
    examples.length > 0 ? { examples: [{ items: examples }] } : {},
  );
}
