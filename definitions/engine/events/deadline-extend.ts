import { extendLedger } from '../../calendar/index.ts';
import { ledgerAction } from './ledger-action.ts';

/** More time, decided before the term runs out, within the cap its rule declares. */
export const deadlineExtend = ledgerAction<'deadline.extend'>(
  (ledger, { by, reason, basis, notice, role }, recorded, programme) =>
    extendLedger(
      ledger,
      {
        by,
        reason,
        ...(basis === undefined ? {} : { basis }),
        ...(notice === undefined ? {} : { notice }),
        ...(role === undefined ? {} : { role }),
        ...recorded,
      },
      programme.source.calendars,
    ),
);
