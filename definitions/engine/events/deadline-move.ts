import { moveLedger } from '../../calendar/index.ts';
import { ledgerAction } from './ledger-action.ts';

/** An operator sets the due moment, with a reason. */
export const deadlineMove = ledgerAction<'deadline.move'>((ledger, { dueAt, reason, basis }, recorded, programme) =>
  moveLedger(
    ledger,
    { dueAt, reason, ...(basis === undefined ? {} : { basis }), ...recorded },
    programme.source.calendars,
  ),
);
