import { Decimal as Base } from 'decimal.js';

/**
 * Numbers are decimal, 34 digits as in IEEE decimal128: 0.1 + 0.2 is 0.3. Whole numbers that JavaScript holds exactly
 * stay plain, everything else is a Decimal.
 */
export const Decimal = Base.clone({
  precision: 34,
  rounding: Base.ROUND_HALF_EVEN,
  toExpNeg: -6_200,
  toExpPos: 6_200,
  defaults: true,
});
export type Decimal = InstanceType<typeof Decimal>;
export type Num = number | Decimal;

/** Exponents beyond decimal128 are no numbers. */
const MAX_EXPONENT = 6_144;

export function isNum(value: unknown): value is Num {
  return typeof value === 'number' || value instanceof Decimal;
}

export function decimalOf(value: Num): Decimal {
  return typeof value === 'number' ? new Decimal(value) : value;
}

/** The plain form where it is exact; undefined for what is no number (infinite, out of range). */
export function simplified(value: Decimal): Num | undefined {
  if (!value.isFinite() || Math.abs(value.e) > MAX_EXPONENT) return value.isZero() ? 0 : undefined;
  if (value.isInteger() && value.abs().lte(Number.MAX_SAFE_INTEGER)) return value.toNumber() + 0;
  return value;
}

export function parseNumber(text: string): Num | undefined {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,6})?$/.test(text)) return undefined;
  const plain = Number(text);
  if (Number.isSafeInteger(plain) && /^-?\d+$/.test(text)) return plain + 0;
  return simplified(new Decimal(text));
}

function exact(a: Num, b: Num): boolean {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b);
}

export function add(a: Num, b: Num): Num | undefined {
  const sum = exact(a, b) ? (a as number) + (b as number) : Number.NaN;
  return Number.isSafeInteger(sum) ? sum : simplified(decimalOf(a).plus(decimalOf(b)));
}

export function subtract(a: Num, b: Num): Num | undefined {
  const difference = exact(a, b) ? (a as number) - (b as number) : Number.NaN;
  return Number.isSafeInteger(difference) ? difference : simplified(decimalOf(a).minus(decimalOf(b)));
}

export function multiply(a: Num, b: Num): Num | undefined {
  const product = exact(a, b) ? (a as number) * (b as number) : Number.NaN;
  return Number.isSafeInteger(product) ? product + 0 : simplified(decimalOf(a).times(decimalOf(b)));
}

export function divide(a: Num, b: Num): Num | undefined {
  return isZero(b) ? undefined : simplified(decimalOf(a).div(decimalOf(b)));
}

export function power(a: Num, b: Num): Num | undefined {
  const exponent = decimalOf(b);
  if (exponent.abs().gt(10_000)) return undefined;
  return simplified(decimalOf(a).pow(exponent));
}

export function negate(a: Num): Num {
  return typeof a === 'number' ? 0 - a : a.neg();
}

export function isZero(a: Num): boolean {
  return typeof a === 'number' ? a === 0 : a.isZero();
}

export function compareNum(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return decimalOf(a).comparedTo(decimalOf(b));
}

/** A whole number JavaScript can count with, or undefined. */
export function wholeOf(value: unknown): number | undefined {
  if (!isNum(value)) return undefined;
  const number = typeof value === 'number' ? value : value.toNumber();
  return Number.isSafeInteger(number) && (typeof value === 'number' || value.isInteger()) ? number : undefined;
}

export function numberText(value: Num): string {
  return decimalOf(value).toFixed();
}
