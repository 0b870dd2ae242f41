import {
  closeLedger,
  type CountedTerm,
  followLedger,
  fulfilLedger,
  type Ledger,
  openLedger,
  type Outcome,
} from '../calendar/index.ts';
import { toPlain } from '../feel/index.ts';
import type { Deadline, Term } from '../schema/definition.ts';
import { evaluateAt } from './expression.ts';
import { parseMoment } from './iso8601.ts';
import { Problem } from './problem.ts';
import { nextId, type Run, record, remove, writable } from './run.ts';
import { refreshTimers } from './deadline-timers.ts';

/** Opens the ledgers of an element or of the whole instance. */
export function openDeadlines(
  run: Run,
  deadlines: readonly Deadline[] | undefined,
  scopeId: string,
  elementId?: string,
): void {
  for (const deadline of deadlines ?? []) {
    const from = startOf(run, deadline, scopeId);
    const ledger = must(
      openLedger({
        id: nextId(run, 'd'),
        scopeId,
        ...(elementId === undefined ? {} : { elementId }),
        deadline: resolved(run, scopeId, deadline),
        term: termAt(run, scopeId, deadline.term),
        ...(from === undefined ? {} : { from }),
        at: run.at,
        zone: run.programme.zone,
        calendars: run.programme.source.calendars,
      }),
    );
    writable(run, 'ledgers')[ledger.id] = ledger;
    record(run, {
      type: 'deadline.opened',
      ledgerId: ledger.id,
      deadlineId: deadline.id,
      scopeId,
      ...(elementId === undefined ? {} : { elementId }),
      ...(ledger.dueAt === undefined ? {} : { dueAt: ledger.dueAt }),
    });
  }
}

function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Problem(`deadline.${outcome.problem.code}`, `${outcome.problem.pointer}: ${outcome.problem.message.ru}`);
}

/** A term with its FEEL resolved. */
export function termAt(run: Run, scopeId: string, term: Term): CountedTerm {
  const amount = typeof term.amount === 'object' ? toPlain(evaluateAt(run, scopeId, term.amount.feel)) : term.amount;
  if (typeof amount !== 'number' && typeof amount !== 'string') {
    throw new Problem('deadline.term', 'A term needs a number or a date');
  }
  return { amount, unit: term.unit };
}

/** The rule with every term in it resolved: what the ledger pins. */
function resolved(run: Run, scopeId: string, deadline: Deadline): Deadline {
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(walk);
    if ('unit' in value && 'amount' in value) return termAt(run, scopeId, value as unknown as Term);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]));
  };
  const { consequences: _consequences, reminders, ...rule } = deadline;
  return {
    ...(walk(rule) as Deadline),
    ...(reminders === undefined
      ? {}
      : {
          reminders: reminders.map(({ actions: _actions, ...reminder }) => ({
            ...(walk(reminder) as typeof reminder),
            actions: [],
          })),
        }),
  };
}

function startOf(run: Run, deadline: Deadline, scopeId: string): string | undefined {
  const from = deadline.from ?? 'entered';
  if (from === 'entered') return run.at;
  if ('feel' in from) {
    const value = toPlain(evaluateAt(run, scopeId, from.feel));
    const moment = typeof value === 'string' ? parseMoment(value, run.programme.zone) : undefined;
    if (moment === undefined) throw new Problem('deadline.from', `${from.feel}: not a date and time`);
    return moment;
  }
  if ('deadline' in from) return findLedger(run, from.deadline, scopeId)?.dueAt;
  return undefined;
}

/** The newest ledger of that deadline in the scope or around it. */
export function findLedger(run: Run, deadlineId: string, scopeId: string): Ledger | undefined {
  let id: string | undefined = scopeId;
  while (id !== undefined) {
    const found = Object.values(run.state.ledgers).findLast(
      (ledger) => ledger.scopeId === id && ledger.deadlineId === deadlineId,
    );
    if (found) return found;
    const scope: { parent?: string } | undefined = run.state.scopes[id];
    id = scope?.parent;
  }
  return undefined;
}

/** Earliest due moment of the deadlines on a scope and, for a run of a loop, on the activity as a whole. */
export function dueAtOf(run: Run, scopeId: string): string | undefined {
  const scope = run.state.scopes[scopeId];
  const outer = scope?.run === undefined ? undefined : scope.parent;
  let earliest: string | undefined;
  for (const ledger of Object.values(run.state.ledgers)) {
    if (ledger.scopeId !== scopeId && ledger.scopeId !== outer) continue;
    if (ledger.dueAt !== undefined && (earliest === undefined || ledger.dueAt < earliest)) earliest = ledger.dueAt;
  }
  return earliest;
}

/** A ledger was counted anew: what hangs on its due moment follows. */
export function changeLedger(run: Run, ledger: Ledger, reason: string): void {
  const before = run.state.ledgers[ledger.id];
  if (ledger.state === 'fulfilled') {
    remove(run, 'ledgers', ledger.id);
    record(run, {
      type: 'deadline.fulfilled',
      ledgerId: ledger.id,
      deadlineId: ledger.deadlineId,
      dueAt: ledger.dueAt ?? '',
    });
    return;
  }
  writable(run, 'ledgers')[ledger.id] = ledger;
  if (before?.dueAt === ledger.dueAt && before?.state === ledger.state) return;
  record(run, {
    type: 'deadline.changed',
    ledgerId: ledger.id,
    state: ledger.state,
    reason,
    ...(ledger.dueAt === undefined ? {} : { dueAt: ledger.dueAt }),
  });
  refreshTimers(run, ledger);
  for (const userTask of Object.values(run.state.userTasks)) {
    const dueAt = dueAtOf(run, userTask.scopeId);
    if (userTask.added || dueAt === userTask.dueAt) continue;
    const { dueAt: _before, ...rest } = userTask;
    writable(run, 'userTasks')[userTask.id] = { ...rest, ...(dueAt === undefined ? {} : { dueAt }) };
    record(run, { type: 'userTask.changed', userTaskId: userTask.id, changes: dueAt === undefined ? {} : { dueAt } });
  }
  for (const other of Object.values(run.state.ledgers)) {
    const from = deadlineOf(run, other)?.from;
    if (typeof from !== 'object' || !('deadline' in from) || from.deadline !== ledger.deadlineId) continue;
    const followed = followLedger(other, ledger, run.at, run.programme.source.calendars);
    if (followed.ok) changeLedger(run, followed.value, reason);
  }
}

/** The scope of a ledger has ended. One that a legal event fulfils lives on in the process until that comes. */
export function endLedger(run: Run, id: string, how: 'fulfilled' | 'closed'): void {
  const ledger = run.state.ledgers[id];
  if (!ledger) return;
  if (how === 'fulfilled' && ledger.rule.until !== undefined && ledger.scopeId !== 's1') {
    writable(run, 'ledgers')[id] = { ...ledger, scopeId: 's1' };
    return;
  }
  remove(run, 'ledgers', id);
  const ended =
    how === 'fulfilled' && ledger.rule.until === undefined ? fulfilLedger(ledger, run.at) : closeLedger(ledger);
  if (ended.ok && ended.value.state === 'fulfilled' && ended.value.fulfilled?.inTime && ledger.dueAt !== undefined) {
    record(run, { type: 'deadline.fulfilled', ledgerId: id, deadlineId: ledger.deadlineId, dueAt: ledger.dueAt });
  } else {
    record(run, { type: 'deadline.closed', ledgerId: id });
  }
}

/** The rule a ledger was opened for. */
export function deadlineOf(run: Run, ledger: Ledger): Deadline | undefined {
  const { programme } = run;
  const element = ledger.elementId === undefined ? undefined : programme.nodes.get(ledger.elementId)?.element;
  const onElement = element && 'deadlines' in element ? element.deadlines : undefined;
  const deadlines = ledger.elementId === undefined ? programme.definition.deadlines : onElement;
  return deadlines?.find((deadline) => deadline.id === ledger.deadlineId);
}
