import { confirmLedger } from '../../calendar/index.ts';
import { MOST_FIRINGS } from '../time.ts';
import { ledgerAction } from './ledger-action.ts';

const confirm = ledgerAction<'deadline.confirm'>((ledger, _data, recorded) => confirmLedger(ledger, recorded));

/** The consequences of a term that was over before we learnt of it may follow, and follow now. */
export const deadlineConfirm: typeof confirm = {
  ...confirm,
  apply(run, event) {
    confirm.apply(run, event);
    run.firing = MOST_FIRINGS;
  },
};
