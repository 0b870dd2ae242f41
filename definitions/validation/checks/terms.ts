import { findRegime } from '../../calendar/regimes.ts';
import type { Deadline } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import { parseMoment } from '../../engine/iso8601.ts';

/** The amount of a term fits its unit. */
export const terms: Check = (outline, report) => {
  for (const { value: term, pointer } of outline.all('Term')) {
    if (typeof term.amount === 'object') continue;
    const expected = mismatch(term.amount, term.unit);
    if (expected !== undefined) report('term.amount', `${pointer}/amount`, { unit: term.unit, expected });
  }
  for (const { value: deadline, pointer } of outline.all('Deadline')) {
    if (deadline.schedule === undefined && followsOpening(deadline)) report('term.scheduleMissing', pointer);
  }
};

/** The term elapses while an office is open. */
function followsOpening({ term, regime }: Deadline): boolean {
  if (term.unit === 'workingHours') return true;
  return (term.unit === 'minutes' || term.unit === 'hours') && findRegime(regime)?.hours?.elapse === 'opening';
}

function mismatch(amount: number | string, unit: string): BothLanguages | undefined {
  if (unit === 'fixedDate') {
    return typeof amount === 'string' && parseMoment(amount, 'UTC') !== undefined
      ? undefined
      : words('нужна дата', 'a date is wanted');
  }
  return typeof amount === 'number' ? undefined : words('нужно целое число', 'a whole number is wanted');
}
