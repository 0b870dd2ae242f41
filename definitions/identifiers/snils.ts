import { weightedSum } from './digits.ts';
import { accepted, type IdentifierVerdict, refused } from './verdict.ts';

const printed = /^([0-9]{3})-([0-9]{3})-([0-9]{3}) ([0-9]{2})$/;
const plain = /^[0-9]{11}$/;
const weights = [9, 8, 7, 6, 5, 4, 3, 2, 1];
/** Numbers up to this one were issued without a check number. */
const lastUnchecked = 1_001_998;

/** Check number that follows the nine digits of a SNILS. */
export function snilsCheckNumber(prefix: string): string {
  const rest = weightedSum(prefix, weights) % 101;
  return String(rest === 100 ? 0 : rest).padStart(2, '0');
}

/** Insurance number of a person: 11 digits in a row or as printed on the certificate. */
export function checkSnils(value: string): IdentifierVerdict {
  const digits = value.replace(printed, '$1$2$3$4');
  if (!plain.test(digits)) return refused(/^[0-9]*$/.test(value) ? 'snils.length' : 'snils.form');
  const prefix = digits.slice(0, 9);
  if (Number(prefix) <= lastUnchecked) return accepted;
  return digits.slice(9) === snilsCheckNumber(prefix) ? accepted : refused('snils.checkDigit');
}
