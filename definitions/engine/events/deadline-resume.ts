import { resumeLedger } from '../../calendar/index.ts';
import { ledgerAction } from './ledger-action.ts';

export const deadlineResume = ledgerAction<'deadline.resume'>((ledger, { reason }, recorded, programme) =>
  resumeLedger(ledger, { ...(reason === undefined ? {} : { reason }), ...recorded }, programme.source.calendars),
);
