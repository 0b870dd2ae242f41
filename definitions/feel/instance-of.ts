import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import type { TypeSyntax } from './syntax.ts';
import { type Context, isNull, kindOf } from './value.ts';

/** Is the value of that type? Null is of none but Null and Any. */
export function isInstance(value: unknown, type: TypeSyntax): boolean {
  switch (type.type) {
    case 'named':
      return isNamed(value, type.name);
    case 'list':
      return Array.isArray(value) && value.every((item) => isInstance(item, type.of));
    case 'range':
      return (
        value instanceof FeelRange && [value.start, value.end].every((end) => isNull(end) || isInstance(end, type.of))
      );
    case 'context':
      return (
        kindOf(value) === 'context' &&
        type.entries.every((entry) => {
          const context = value as Context;
          return (
            Object.hasOwn(context, entry.name) &&
            (isNull(context[entry.name]) || isInstance(context[entry.name], entry.type))
          );
        })
      );
    case 'function':
      return value instanceof FeelFunction && value.parameters.length === type.parameters.length;
  }
}

function isNamed(value: unknown, name: string): boolean {
  if (name === 'Any') return !isNull(value);
  if (name === 'Null') return isNull(value);
  const kind = kindOf(value);
  return (
    kind === name ||
    (name === 'day time duration' && kind === 'days and time duration') ||
    (name === 'year month duration' && kind === 'years and months duration')
  );
}
