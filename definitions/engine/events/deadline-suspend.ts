import { suspendLedger } from '../../calendar/index.ts';
import { ledgerAction } from './ledger-action.ts';

/** The term stands still, on a ground that its rule declares. */
export const deadlineSuspend = ledgerAction<'deadline.suspend'>(
  (ledger, { ground, basis, initiator }, recorded, programme) =>
    suspendLedger(
      ledger,
      {
        ground,
        ...(basis === undefined ? {} : { basis }),
        ...(initiator === undefined ? {} : { initiator }),
        ...recorded,
      },
      programme.source.calendars,
    ),
);
