import { dueAfter, dueBefore, type Ledger } from '../calendar/index.ts';
import { Problem } from './problem.ts';
import { type Run, record, writable } from './run.ts';
import type { Timer } from './state.ts';

/** When a trigger that follows a deadline fires; undefined while the deadline doesn't run. */
export function momentOf(run: Run, ledger: Ledger, shift: NonNullable<Timer['shift']>): string | undefined {
  if (ledger.dueAt === undefined) return undefined;
  const { calendars } = run.programme.source;
  if (shift.before) return must(dueBefore(ledger, shift.before, calendars));
  return shift.after ? must(dueAfter(ledger, shift.after, calendars)) : ledger.dueAt;
}

function must(outcome: ReturnType<typeof dueBefore>): string {
  if (outcome.ok) return outcome.value;
  throw new Problem(`deadline.${outcome.problem.code}`, `${outcome.problem.pointer}: ${outcome.problem.message.ru}`);
}

/** Timers that follow the deadline move with it. */
export function refreshTimers(run: Run, ledger: Ledger): void {
  for (const timer of Object.values(run.state.timers)) {
    if (timer.ledgerId !== ledger.id) continue;
    const { dueAt: _before, ...rest } = timer;
    const dueAt = momentOf(run, ledger, timer.shift ?? {});
    if (dueAt === timer.dueAt) continue;
    const moved: Timer = { ...rest, ...(dueAt === undefined ? {} : { dueAt }) };
    writable(run, 'timers')[timer.id] = moved;
    const { id: timerId, elementId, scopeId } = timer;
    record(run, { type: 'timer.armed', timerId, elementId, scopeId, ...(dueAt === undefined ? {} : { dueAt }) });
  }
}
