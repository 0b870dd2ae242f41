/** Identifiers of other notations made ours, and ours made XML's. */

/** `implementation` of a service task that calls one of our connectors. */
export const connectorPrefix = 'urn:reglament:connector:';

/** A key of a procedure from a BPMN process id: `OrderToCash_2` becomes `order-to-cash-2`. */
export function keyFrom(id: string): string {
  const key = id
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return /^[a-z]/.test(key) ? key : `p-${key}`.replace(/-$/, '');
}

/** A name FEEL reads as one variable: letters, digits, underscores. */
export function variableFrom(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^_+|_+$/g, '');
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}

/** An XML id (NCName) from any text. */
export function xmlIdFrom(id: string): string {
  const plain = id.replace(/[^\p{L}\p{N}_.-]+/gu, '_');
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}

/** Hands out each name once; a name taken gets a number. */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}-${n}`;
    taken.add(name);
    return name;
  };
}
