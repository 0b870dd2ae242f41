import { isDigits } from './digits.ts';
import { accepted, type IdentifierVerdict, refused } from './verdict.ts';

/** Check digit that follows 12 digits of an OGRN or 14 of an OGRNIP; both fit a double exactly. */
export function ogrnCheckDigit(prefix: string): string {
  return String((Number(prefix) % (prefix.length - 1)) % 10);
}

/** Main state registration number of a legal entity: 13 digits, the first is 1 or 5. */
export function checkOgrn(value: string): IdentifierVerdict {
  if (value.length !== 13) return refused('ogrn.length');
  if (!isDigits(value)) return refused('ogrn.digits');
  if (value[0] !== '1' && value[0] !== '5') return refused('ogrn.kind');
  return value[12] === ogrnCheckDigit(value.slice(0, 12)) ? accepted : refused('ogrn.checkDigit');
}

/** Main state registration number of an individual entrepreneur: 15 digits, the first is 3. */
export function checkOgrnip(value: string): IdentifierVerdict {
  if (value.length !== 15) return refused('ogrnip.length');
  if (!isDigits(value)) return refused('ogrnip.digits');
  if (value[0] !== '3') return refused('ogrnip.kind');
  return value[14] === ogrnCheckDigit(value.slice(0, 14)) ? accepted : refused('ogrnip.checkDigit');
}
