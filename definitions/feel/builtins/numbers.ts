import { type Env, wrong } from '../env.ts';
import { Decimal, decimalOf, isZero, type Num, simplified, subtract, wholeOf } from '../number.ts';
import { DaysTimeDuration, YearsMonthsDuration } from '../temporal/values.ts';
import { isNull } from '../value.ts';
import { define } from './define.ts';

/** Digits after the point that rounding may ask for. */
const MAX_SCALE = 6_176;

function rounding(
  env: Env,
  name: string,
  mode: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8,
  value: Num,
  scale: Num | null | undefined,
): unknown {
  const digits = isNull(scale) ? 0 : wholeOf(scale);
  if (digits === undefined || Math.abs(digits) > MAX_SCALE)
    return wrong(env, 'feel.evaluation', `${name}: the scale is out of range`);
  const number = decimalOf(value);
  if (digits >= 0) return simplified(number.toDecimalPlaces(digits, mode)) ?? null;
  const unit = new Decimal(10).pow(-digits);
  return simplified(number.div(unit).toDecimalPlaces(0, mode).times(unit)) ?? null;
}

const modes = {
  decimal: Decimal.ROUND_HALF_EVEN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
  'round up': Decimal.ROUND_UP,
  'round down': Decimal.ROUND_DOWN,
  'round half up': Decimal.ROUND_HALF_UP,
  'round half down': Decimal.ROUND_HALF_DOWN,
} as const;

function finite(env: Env, name: string, value: Decimal): unknown {
  return simplified(value) ?? wrong(env, 'feel.evaluation', `${name} leaves the range of numbers`);
}

export const numberFunctions = [
  ...Object.entries(modes).map(([name, mode]) =>
    define(
      `${name}(n: number, scale${name === 'floor' || name === 'ceiling' ? '?' : ''}: number)`,
      (env: Env, value: Num, scale?: Num | null) => rounding(env, name, mode, value, scale),
    ),
  ),
  define('abs(n: number | days and time duration | years and months duration)', (_env: Env, value: unknown) =>
    absolute(value),
  ),
  define('modulo(dividend: number, divisor: number)', (env: Env, dividend: Num, divisor: Num) => {
    if (isZero(divisor)) return wrong(env, 'feel.evaluation', 'modulo: division by zero');
    const [a, b] = [decimalOf(dividend), decimalOf(divisor)];
    return finite(env, 'modulo', a.minus(b.times(a.div(b).floor())));
  }),
  define('sqrt(number: number)', (env: Env, value: Num) => finite(env, 'sqrt', decimalOf(value).sqrt())),
  define('log(number: number)', (env: Env, value: Num) => finite(env, 'log', decimalOf(value).ln())),
  define('exp(number: number)', (env: Env, value: Num) => {
    const exponent = decimalOf(value);
    return exponent.abs().gt(20_000)
      ? wrong(env, 'feel.evaluation', 'exp leaves the range of numbers')
      : finite(env, 'exp', exponent.exp());
  }),
  define('odd(number: number)', (_env: Env, value: Num) => parity(value, 1)),
  define('even(number: number)', (_env: Env, value: Num) => parity(value, 0)),
];

function parity(value: Num, rest: number): boolean | null {
  const number = decimalOf(value);
  return number.isInteger() ? number.abs().mod(2).eq(rest) : null;
}

function absolute(value: unknown): unknown {
  if (value instanceof DaysTimeDuration) return value.nanos < 0n ? new DaysTimeDuration(-value.nanos) : value;
  if (value instanceof YearsMonthsDuration) return new YearsMonthsDuration(Math.abs(value.months));
  const number = value as Num;
  return decimalOf(number).isNegative() ? (subtract(0, number) ?? null) : number;
}
