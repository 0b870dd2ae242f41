import type { DeadlineTrigger } from '../../schema/definition.ts';
import { findLedger, termAt } from '../deadlines.ts';
import type { TriggerKind } from '../handler.ts';
import { instantAfter, instantBefore } from '../ledgers.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { armTimer } from './timer.ts';

/** The due moment of a deadline in scope, or a term before or after it. */
export const deadline: TriggerKind<DeadlineTrigger> = {
  arm(run, trigger, armed) {
    const ledger = findLedger(run, trigger.deadline, armed.scopeId);
    if (!ledger) throw new Problem('deadline.notFound', `No deadline ${trigger.deadline} runs here`);
    const dueAt = momentOf(run, trigger, armed.scopeId, ledger);
    armTimer(run, { ...armed, ledgerId: ledger.id, ...(dueAt === undefined ? {} : { dueAt }) });
  },
};

/** Undefined while the deadline doesn't run. */
function momentOf(
  run: Run,
  trigger: DeadlineTrigger,
  scopeId: string,
  ledger: { dueAt?: string; zone: string },
): string | undefined {
  if (ledger.dueAt === undefined) return undefined;
  const { calendars } = run.programme.source;
  if (trigger.before) return instantBefore(ledger.dueAt, termAt(run, scopeId, trigger.before), ledger.zone, calendars);
  if (trigger.after) return instantAfter(ledger.dueAt, termAt(run, scopeId, trigger.after), ledger.zone, calendars);
  return ledger.dueAt;
}
