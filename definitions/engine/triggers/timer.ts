import type { TimerTrigger } from '../../schema/definition.ts';
import { isoAt } from '../expression.ts';
import type { TriggerKind } from '../handler.ts';
import { addDuration, parseCycle, parseDuration, parseMoment } from '../iso8601.ts';
import { Problem } from '../problem.ts';
import { nextId, type Run, record, writable } from '../run.ts';
import type { Timer } from '../state.ts';

/** Technical time: a date, a duration from now, or a cycle. */
export const timer: TriggerKind<TimerTrigger> = {
  arm(run, trigger, armed) {
    const due = dueOf(run, trigger, armed.scopeId);
    // A cycle of no repetitions never fires.
    if (due) armTimer(run, { ...armed, ...due });
  },
};

export function armTimer(run: Run, timer: Omit<Timer, 'id'>): void {
  const id = nextId(run, 'w');
  writable(run, 'timers')[id] = { id, ...timer };
  const { elementId, scopeId, dueAt } = timer;
  record(run, { type: 'timer.armed', timerId: id, elementId, scopeId, ...(dueAt === undefined ? {} : { dueAt }) });
}

function dueOf(run: Run, trigger: TimerTrigger, scopeId: string): Pick<Timer, 'dueAt' | 'cycle'> | undefined {
  const { zone } = run.programme;
  if (trigger.date !== undefined) {
    const text = isoAt(run, scopeId, trigger.date);
    return { dueAt: must(parseMoment(text, zone), text) };
  }
  if (trigger.duration !== undefined) {
    const text = isoAt(run, scopeId, trigger.duration);
    return { dueAt: must(addDuration(run.at, must(parseDuration(text), text), zone), text) };
  }
  const text = isoAt(run, scopeId, trigger.cycle ?? '');
  const cycle = must(parseCycle(text, zone), text);
  if (cycle.times === 0) return undefined;
  const dueAt = cycle.start ?? must(addDuration(run.at, must(parseDuration(cycle.every), text), zone), text);
  return { dueAt, cycle: { left: cycle.times < 0 ? -1 : cycle.times - 1, every: cycle.every } };
}

function must<T>(value: T | undefined, text: string): T {
  if (value === undefined) throw new Problem('timer.invalid', `"${text}" is not an ISO 8601 moment, duration or cycle`);
  return value;
}
