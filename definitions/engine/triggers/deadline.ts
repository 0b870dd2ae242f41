import type { DeadlineTrigger } from '../../schema/definition.ts';
import { momentOf } from '../deadline-timers.ts';
import { findLedger, termAt } from '../deadlines.ts';
import type { TriggerKind } from '../handler.ts';
import { Problem } from '../problem.ts';
import { armTimer } from './timer.ts';

/** The due moment of a deadline in scope, or a term before or after it. */
export const deadline: TriggerKind<DeadlineTrigger> = {
  arm(run, trigger, armed) {
    const ledger = findLedger(run, trigger.deadline, armed.scopeId);
    if (!ledger) throw new Problem('deadline.notFound', `No deadline ${trigger.deadline} runs here`);
    const shift = {
      ...(trigger.before ? { before: termAt(run, armed.scopeId, trigger.before) } : {}),
      ...(trigger.after ? { after: termAt(run, armed.scopeId, trigger.after) } : {}),
    };
    const dueAt = momentOf(run, ledger, shift);
    const shifted = trigger.before || trigger.after ? { shift } : {};
    armTimer(run, { ...armed, ledgerId: ledger.id, ...shifted, ...(dueAt === undefined ? {} : { dueAt }) });
  },
};
