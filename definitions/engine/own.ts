/** The entry itself, never something an object inherits: keys here are names that authors chose. */
export function own<T>(map: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}
