import { restartLedger } from '../../calendar/index.ts';
import { ledgerAction } from './ledger-action.ts';

export const deadlineRestart = ledgerAction<'deadline.restart'>((ledger, { reason, basis }, recorded, programme) =>
  restartLedger(ledger, { reason, ...(basis === undefined ? {} : { basis }), ...recorded }, programme.source.calendars),
);
