/** Identifiers of other notations made ours, and ours made XML's. */

/** `implementation` of a service task that calls one of our connectors. */
export const connectorPrefix = 'urn:reglament:connector:';

const latin: { [letter: string]: string } = Object.fromEntries(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, i) => [
    letter,
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya'.split(' ')[i]?.replace('_', '') ?? '',
  ]),
);

/** Russian letters as Latin ones: some tools and XML parsers take ids in ASCII only. */
function transliterated(text: string): string {
  return text.replace(/[а-яё]/gi, (letter) => {
    const written = latin[letter.toLowerCase()] ?? '';
    return letter === letter.toLowerCase() ? written : written.charAt(0).toUpperCase() + written.slice(1);
  });
}

/** A key of a procedure from a BPMN process id: `OrderToCash_2` becomes `order-to-cash-2`. */
export function keyFrom(id: string): string {
  const key = transliterated(id)
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

/** An XML id that every BPMN tool takes. */
export function xmlIdFrom(id: string): string {
  const plain = transliterated(id).replace(/[^A-Za-z0-9_.-]+/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** A name of a message, signal, error, escalation or connector: as our language writes names. */
export function nameFrom(id: string): string {
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
