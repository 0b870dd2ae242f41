import { restoreLedger } from '../../calendar/index.ts';
import { ledgerAction } from './ledger-action.ts';

/** An applicant's missed term, restored on petition. */
export const deadlineRestore = ledgerAction<'deadline.restore'>(
  (ledger, { dueAt, reason, basis }, recorded, programme) =>
    restoreLedger(
      ledger,
      { dueAt, reason, ...(basis === undefined ? {} : { basis }), ...recorded },
      programme.source.calendars,
    ),
);
