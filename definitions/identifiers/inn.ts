import { isDigits, weightedSum } from './digits.ts';
import { accepted, type IdentifierVerdict, refused } from './verdict.ts';

const organisation = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const personFirst = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const personSecond = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

const digit = (value: string, weights: readonly number[]): string => String((weightedSum(value, weights) % 11) % 10);

/** Check digits that follow 9 digits of an organisation's INN (one) or 10 of a person's (two). */
export function innCheckDigits(prefix: string): string {
  if (prefix.length === organisation.length) return digit(prefix, organisation);
  const first = digit(prefix, personFirst);
  return first + digit(prefix + first, personSecond);
}

/** Taxpayer number of an organisation (10 digits) or a person (12). */
export function checkInn(value: string): IdentifierVerdict {
  if (value.length !== 10 && value.length !== 12) return refused('inn.length');
  if (!isDigits(value)) return refused('inn.digits');
  if (value.startsWith('00')) return refused('inn.region');
  const checks = value.length === 10 ? 1 : 2;
  const prefix = value.slice(0, -checks);
  return value === prefix + innCheckDigits(prefix) ? accepted : refused('inn.checkDigit');
}

/** Taxpayer number of an organisation only. */
export function checkOrganisationInn(value: string): IdentifierVerdict {
  return value.length === 10 ? checkInn(value) : refused('inn.length');
}
