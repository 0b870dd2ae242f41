/** Instants are milliseconds since 1970 (UTC); in data they are ISO text with a zone, `2026-04-24T09:00:00.000Z`. */
export type Instant = number;

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Undefined for text that isn't an instant; a time without a zone isn't. */
export function parseInstant(text: unknown): Instant | undefined {
  if (typeof text !== 'string' || !pattern.test(text)) return undefined;
  const value = Date.parse(text);
  return Number.isNaN(value) ? undefined : value;
}

export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
