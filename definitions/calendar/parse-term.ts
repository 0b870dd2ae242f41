import type { TermUnit } from '../schema/definition.ts';
import { checkTerm, termUnits } from './check.ts';
import { parseDay } from './days.ts';
import type { CountedTerm } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { refuse } from './problem.ts';
import { unitNames } from './words.ts';

/** Terms as people type them: `30 calendarDays`, `30 календарных дней`, `10 wd`, or a date. */
const short: { [name: string]: TermUnit } = {
  wd: 'workingDays',
  cd: 'calendarDays',
  'р.д.': 'workingDays',
  'к.д.': 'calendarDays',
};

const names = new Map<string, TermUnit>([
  ...termUnits.map((unit) => [unit.toLowerCase(), unit] as const),
  ...termUnits.flatMap((unit) => unitNames(unit).map((name) => [name, unit] as const)),
  ...Object.entries(short),
]);

/** "3 days" says too little: working or calendar? */
const halfSaid = new Set(['', 'd', 'day', 'days', 'д', 'день', 'дня', 'дней', 'сутки', 'суток']);

export function parseTerm(text: string): Outcome<CountedTerm> {
  const trimmed = text.trim();
  if (parseDay(trimmed.slice(0, 10)) !== undefined) return checkTerm({ amount: trimmed, unit: 'fixedDate' }, '/term');
  const match = /^([+-]?[\d.,]*)\s*(.*)$/su.exec(trimmed);
  const [amount, unit] = [match?.[1] ?? '', (match?.[2] ?? '').toLowerCase().replace(/\s+/g, ' ')];
  if (halfSaid.has(unit)) return refuse('term.unitMissing', '/term/unit');
  const known = names.get(unit);
  if (!known) return refuse('term.unitUnknown', '/term/unit', { unit, units: termUnits.join(', ') });
  if (amount === '') return refuse('term.amountInvalid', '/term/amount', { amount: trimmed });
  return checkTerm({ amount: Number(amount.replace(',', '.')), unit: known }, '/term');
}
