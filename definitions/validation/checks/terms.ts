import { checkTerm, findRegime } from '../../calendar/index.ts';
import type { Deadline, Term } from '../../schema/definition.ts';
import type { Check, Report } from '../check.ts';

/** Terms that calendars can count. */
export const terms: Check = (outline, report) => {
  for (const { value: term, pointer, keys } of outline.all('Term')) {
    if (term.unit === 'fixedDate' && keys.at(-1) !== 'term') report('term.fixedDate', `${pointer}/unit`);
    if (typeof term.amount === 'object') continue;
    const judged = checkTerm(term, pointer);
    if (!judged.ok) {
      report('term.amount', judged.problem.pointer, { unit: term.unit, expected: judged.problem.message });
    }
  }
  for (const { value: deadline, pointer } of outline.all('Deadline')) {
    reminders(deadline, pointer, report);
    schedule(deadline, pointer, report);
  }
};

function reminders(deadline: Deadline, pointer: string, report: Report): void {
  for (const [index, { before }] of (deadline.reminders ?? []).entries()) {
    if (covers(before, deadline.term)) report('deadline.reminderTooEarly', `${pointer}/reminders/${index}/before`);
  }
}

/** Where time is counted by opening hours. An unknown regime is reported where references are. */
function schedule(deadline: Deadline, pointer: string, report: Report): void {
  const { unit } = deadline.term;
  const inHours = unit === 'minutes' || unit === 'hours';
  const opening = unit === 'workingHours' || (inHours && findRegime(deadline.regime)?.hours?.elapse === 'opening');
  if (opening && deadline.schedule === undefined) report('deadline.scheduleMissing', pointer);
}

function covers(long: Term, short: Term): boolean {
  return (
    long.unit === short.unit &&
    typeof long.amount === 'number' &&
    typeof short.amount === 'number' &&
    long.amount >= short.amount
  );
}
