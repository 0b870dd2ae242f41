import type { Ledger } from '../calendar/ledger.ts';
import { act } from './deadline-actions.ts';
import { deadlineOf } from './deadlines.ts';
import { addDuration, parseDuration } from './iso8601.ts';
import type { ItemOf } from './item.ts';
import { isOpen } from './due.ts';
import { push, type Run, record, remove, writable } from './run.ts';
import type { Timer } from './state.ts';

/** At most so many firings in one transition; what is left is due at once again. */
export const MOST_FIRINGS = 200;

interface Due {
  at: string;
  id: string;
  fire(run: Run): void;
}

/** What has been due longest fires, ids deciding between equals. False: nothing is due. */
export function fireNext(run: Run): boolean {
  if (run.firing <= 0) return false;
  let next: Due | undefined;
  const consider = (at: string | undefined, id: string, fire: (run: Run) => void): void => {
    if (at === undefined || at > run.at) return;
    if (!next || at < next.at || (at === next.at && isBefore(id, next.id))) next = { at, id, fire };
  };
  for (const timer of Object.values(run.state.timers)) consider(timer.dueAt, timer.id, () => fireTimer(run, timer));
  for (const ledger of Object.values(run.state.ledgers)) {
    if (!isOpen(ledger)) continue;
    ledger.reminders.forEach((reminder, position) => {
      if (!reminder.done) consider(reminder.at, ledger.id, () => remind(run, ledger, position));
    });
    if (!ledger.needsConfirmation) consider(ledger.dueAt, ledger.id, () => breach(run, ledger));
  }
  if (!next) return false;
  run.firing--;
  next.fire(run);
  return true;
}

/** `w2` before `w10`. */
function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
}

function fireTimer(run: Run, timer: Timer): void {
  const { id, elementId, scopeId, dueAt = run.at } = timer;
  record(run, { type: 'timer.fired', timerId: id, dueAt, elementId, scopeId });
  const next = again(run, timer);
  if (next) writable(run, 'timers')[id] = next;
  else remove(run, 'timers', id);
  push(run, { do: 'catch', elementId, scopeId, trigger: timer.trigger ?? 0, ...(next ? { more: true } : {}) });
}

/** The next repetition of a cycle, one interval after the last. */
function again(run: Run, timer: Timer): Timer | undefined {
  const { cycle, dueAt } = timer;
  if (!cycle || cycle.left === 0 || dueAt === undefined) return undefined;
  const interval = parseDuration(cycle.every);
  const next = interval && addDuration(dueAt, interval, run.programme.zone);
  return next === undefined
    ? undefined
    : { ...timer, dueAt: next, cycle: { ...cycle, left: cycle.left < 0 ? -1 : cycle.left - 1 } };
}

function remind(run: Run, ledger: Ledger, position: number): void {
  const reminders = ledger.reminders.map((reminder, index) =>
    index === position ? { ...reminder, done: true } : reminder,
  );
  writable(run, 'ledgers')[ledger.id] = { ...ledger, reminders };
  const reminder = ledger.reminders[position]?.index ?? 0;
  record(run, { type: 'deadline.reminded', ledgerId: ledger.id, reminder });
  push(run, { do: 'act', scopeId: ledger.scopeId, ledgerId: ledger.id, reminder });
}

function breach(run: Run, ledger: Ledger): void {
  writable(run, 'ledgers')[ledger.id] = { ...ledger, state: 'breached' };
  record(run, {
    type: 'deadline.breached',
    ledgerId: ledger.id,
    deadlineId: ledger.deadlineId,
    dueAt: ledger.dueAt ?? run.at,
  });
  push(run, { do: 'act', scopeId: ledger.scopeId, ledgerId: ledger.id });
}

export function performAct(run: Run, item: ItemOf<'act'>): void {
  const ledger = run.state.ledgers[item.ledgerId];
  const rule = ledger && deadlineOf(run, ledger);
  if (ledger && rule)
    act(run, ledger, item.reminder === undefined ? rule.consequences : rule.reminders?.[item.reminder]?.actions);
}
