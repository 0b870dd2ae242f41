import { isDigits, weightedSum } from './digits.ts';
import { accepted, type IdentifierVerdict, refused } from './verdict.ts';

/** Weights run from 1 to 10 and begin anew; the second pass starts two places later. */
const weights = (length: number, shift: number): number[] =>
  Array.from({ length }, (_, place) => ((place + shift) % 10) + 1);

/** Check digit that follows 7 (organisation) or 9 (entrepreneur) digits of an OKPO: rules of national classifiers. */
export function okpoCheckDigit(prefix: string): string {
  const first = weightedSum(prefix, weights(prefix.length, 0)) % 11;
  if (first < 10) return String(first);
  const second = weightedSum(prefix, weights(prefix.length, 2)) % 11;
  return String(second % 10);
}

/** Code in the national classifier of enterprises and organisations. */
export function checkOkpo(value: string): IdentifierVerdict {
  if (value.length !== 8 && value.length !== 10) return refused('okpo.length');
  if (!isDigits(value)) return refused('okpo.digits');
  return value.endsWith(okpoCheckDigit(value.slice(0, -1))) ? accepted : refused('okpo.checkDigit');
}
