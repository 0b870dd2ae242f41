import { type Shape, shapes } from '../schema/generated/shapes.ts';
import { pointer } from './pointer.ts';

/** A part of a definition that the language has a name for: an expression, a term, a trigger, an element. */
export interface Part<Value = unknown> {
  /** Name of the part in the language, as in definitions/schema (`Feel`, `Term`, `UserTask`). */
  shape: string;
  value: Value;
  keys: readonly (string | number)[];
  pointer: string;
  /** The part it stands in. */
  within?: Part;
}

type Members = { [property: string]: unknown };

/** Every named part of a definition of the right shape, in the order of the file. */
export function partsOf(definition: unknown): Part[] {
  const parts: Part[] = [];

  const visit = (
    shapeName: string,
    value: unknown,
    keys: readonly (string | number)[],
    within: Part | undefined,
  ): void => {
    const shape: Shape = shapes[shapeName] ?? {};
    if (shape.types !== undefined) {
      const target = shape.types[String((value as Members)['type'])];
      if (target !== undefined) visit(target, value, keys, add(shapeName, value, keys, within));
      return;
    }
    const part = add(shapeName, value, keys, within);
    if (typeof value !== 'object' || value === null) return;
    if (shape.objects !== undefined) {
      const variant = shape.objects.find(
        (candidate) =>
          candidate.shape.endsWith('[]') === Array.isArray(value) && candidate.required.every((name) => name in value),
      );
      if (variant === undefined) return;
      if (variant.shape.endsWith('[]')) each(variant.shape.slice(0, -2), value as unknown[], keys, part);
      else visit(variant.shape, value, keys, part);
      return;
    }
    for (const [property, member] of Object.entries(value)) {
      const target = shape.members?.[property];
      if (target === undefined || member === undefined) continue;
      if (target.list === true) each(target.shape, member as unknown[], [...keys, property], part);
      else visit(target.shape, member, [...keys, property], part);
    }
  };
  const each = (
    shapeName: string,
    list: readonly unknown[],
    keys: readonly (string | number)[],
    within: Part,
  ): void => {
    for (const [index, item] of list.entries()) visit(shapeName, item, [...keys, index], within);
  };
  const add = (shape: string, value: unknown, keys: readonly (string | number)[], within: Part | undefined): Part => {
    const part: Part = { shape, value, keys, pointer: pointer(...keys), ...(within === undefined ? {} : { within }) };
    parts.push(part);
    return part;
  };

  visit('ProcessDefinition', definition, [], undefined);
  return parts;
}
