import { format, type Schema } from '@cfworker/json-schema';
import { matcherOf } from '../feel/index.ts';
import { identifierFormats } from '../identifiers/index.ts';
import type { JsonSchema } from '../schema/definition.ts';

/** Formats judge short texts: the native expressions of some take more than linear time. */
const LONGEST = 2_000;
const PATTERN = 'x-pattern:';

type Check = (text: string) => boolean;

// The interpreter has one table of formats. Ours stand beside the standard's; patterns are looked up behind both.
for (const [name, check] of Object.entries<Check>(format))
  format[name] = (text) => text.length <= LONGEST && check(text);
Object.assign(format, identifierFormats);
Object.setPrototypeOf(
  format,
  new Proxy(Object.prototype, {
    get(target, name, receiver): unknown {
      if (typeof name !== 'string' || !name.startsWith(PATTERN)) return Reflect.get(target, name, receiver);
      const matcher = matcherOf(name.slice(PATTERN.length));
      // A pattern that can't be judged safely holds for nothing.
      return (text: string) => matcher.ok && matcher.pattern.test(text);
    },
  }),
);

/**
 * A schema as the interpreter gets it: its own copy, for it writes into what it is given, with `pattern` turned into a
 * format, so that no native regular expression from a definition runs. `partial`: nothing is required yet.
 */
export function prepared(schema: JsonSchema, partial = false): Schema {
  const copy = rewritten(JSON.parse(JSON.stringify(schema))) as { [keyword: string]: unknown };
  if (partial) for (const keyword of ['required', 'minProperties', 'dependentRequired']) delete copy[keyword];
  return copy as Schema;
}

/** Keywords whose values are data, not schemas. */
const data = new Set(['const', 'enum', 'default', 'examples']);

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  const made: { [keyword: string]: unknown } = {};
  for (const [keyword, member] of Object.entries(value)) made[keyword] = data.has(keyword) ? member : rewritten(member);
  if (typeof made['pattern'] !== 'string') return made;
  const { pattern, ...rest } = made;
  const allOf = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
  return { ...rest, allOf: [...allOf, { format: PATTERN + String(pattern) }] };
}

/** The pattern a synthetic format stands for. */
export function patternOf(message: string): string | undefined {
  const at = message.indexOf(`"${PATTERN}`);
  return at < 0 ? undefined : message.slice(at + PATTERN.length + 1, message.lastIndexOf('"'));
}
