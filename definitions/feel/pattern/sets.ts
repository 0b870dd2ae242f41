import { type CharacterSet, PatternError } from './syntax.ts';

const properties = new Map<string, CharacterSet>();

/** A Unicode property by name. The native expression sees one character only, so its time is bounded. */
export function propertySet(name: string): CharacterSet {
  const known = properties.get(name);
  if (known) return known;
  if (!/^[A-Za-z_]{1,40}(=[A-Za-z_]{1,40})?$/.test(name)) throw new PatternError(`\\p{${name}} is not a property`);
  let native: RegExp;
  try {
    native = new RegExp(`^\\p{${name}}$`, 'u');
  } catch {
    throw new PatternError(`\\p{${name}} is not a property`);
  }
  const set: CharacterSet = (point) => native.test(String.fromCodePoint(point));
  properties.set(name, set);
  return set;
}

export const digit: CharacterSet = (point) => point >= 48 && point <= 57;
export const word: CharacterSet = (point) =>
  digit(point) ||
  (point >= 65 && point <= 90) ||
  (point >= 97 && point <= 122) ||
  point === 95 ||
  (point > 127 && letterOrDigit(point));
const letterOrDigit: CharacterSet = (point) => propertySet('L')(point) || propertySet('N')(point);
export const space: CharacterSet = (point) =>
  (point >= 9 && point <= 13) ||
  point === 32 ||
  point === 160 ||
  point === 0xfeff ||
  (point > 127 && propertySet('Z')(point));
/** Beginnings and continuations of names, as XML has them. */
export const nameStart: CharacterSet = (point) => point === 58 || point === 95 || propertySet('L')(point);
export const namePart: CharacterSet = (point) =>
  nameStart(point) || point === 45 || point === 46 || point === 183 || letterOrDigit(point) || propertySet('M')(point);

export function not(set: CharacterSet): CharacterSet {
  return (point) => !set(point);
}

export function either(sets: readonly CharacterSet[]): CharacterSet {
  return (point) => sets.some((set) => set(point));
}

export function between(from: number, to: number): CharacterSet {
  return (point) => point >= from && point <= to;
}

/** The same letters in any case. */
export function anyCase(set: CharacterSet): CharacterSet {
  return (point) => {
    if (set(point)) return true;
    const character = String.fromCodePoint(point);
    const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
    const single = (text: string): boolean =>
      text !== character && [...text].length === 1 && set(text.codePointAt(0) ?? 0);
    return single(lower) || single(upper);
  };
}

/** Classes that a backslash names; undefined: the character itself. */
export function escapedSet(letter: string): CharacterSet | undefined {
  switch (letter) {
    case 'd':
      return digit;
    case 'D':
      return not(digit);
    case 'w':
      return word;
    case 'W':
      return not(word);
    case 's':
      return space;
    case 'S':
      return not(space);
    case 'i':
      return nameStart;
    case 'I':
      return not(nameStart);
    case 'c':
      return namePart;
    case 'C':
      return not(namePart);
    default:
      return undefined;
  }
}
