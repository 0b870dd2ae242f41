import type { Ledger } from '../calendar/ledger.ts';
import type { Deadline, DeadlineAction, Term } from '../schema/definition.ts';
import { toPlain } from '../feel/index.ts';
import { evaluateAt } from './expression.ts';
import { parseMoment } from './iso8601.ts';
import { openLedger } from './ledgers.ts';
import { notify } from './notify.ts';
import { Problem } from './problem.ts';
import { nextId, type Run, record, remove, writable } from './run.ts';
import { setStatus } from './status.ts';

/** Opens the ledgers of an element or of the whole instance. */
export function openDeadlines(
  run: Run,
  deadlines: readonly Deadline[] | undefined,
  scopeId: string,
  elementId?: string,
): void {
  for (const deadline of deadlines ?? []) {
    const from = startOf(run, deadline, scopeId);
    const ledger = openLedger({
      id: nextId(run, 'd'),
      scopeId,
      ...(elementId === undefined ? {} : { elementId }),
      deadline,
      term: termAt(run, scopeId, deadline.term),
      ...(from === undefined ? {} : { from }),
      at: run.at,
      zone: run.programme.zone,
      calendars: run.programme.source.calendars,
    });
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

/** A term with its FEEL resolved. */
export function termAt(run: Run, scopeId: string, term: Term): { amount: number | string; unit: Term['unit'] } {
  const amount = typeof term.amount === 'object' ? toPlain(evaluateAt(run, scopeId, term.amount.feel)) : term.amount;
  if (typeof amount !== 'number' && typeof amount !== 'string')
    throw new Problem('deadline.term', 'A term needs a number or a date');
  return { amount, unit: term.unit };
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
    let found: Ledger | undefined;
    for (const ledger of Object.values(run.state.ledgers))
      if (ledger.scopeId === id && ledger.deadlineId === deadlineId) found = ledger;
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

export function closeLedger(run: Run, id: string, how: 'fulfilled' | 'closed'): void {
  const ledger = run.state.ledgers[id];
  if (!ledger) return;
  remove(run, 'ledgers', id);
  if (how === 'fulfilled' && ledger.state !== 'breached' && ledger.dueAt !== undefined) {
    record(run, { type: 'deadline.fulfilled', ledgerId: id, deadlineId: ledger.deadlineId, dueAt: ledger.dueAt });
  } else {
    record(run, { type: 'deadline.closed', ledgerId: id });
  }
}

/** A reminder or the consequences of a breach. */
export function act(run: Run, ledger: Ledger, actions: readonly DeadlineAction[] | undefined): void {
  for (const action of actions ?? []) {
    switch (action.type) {
      case 'escalate':
        changeUserTasks(run, ledger.scopeId, (userTask) => ({
          candidateGroups: [...new Set([...userTask.candidateGroups, ...action.candidateGroups])],
        }));
        break;
      case 'raisePriority':
        changeUserTasks(run, ledger.scopeId, (userTask) => ({
          priority: Math.max(0, Math.min(100, userTask.priority + action.by)),
        }));
        break;
      case 'status':
        setStatus(run, action.status, ledger.scopeId, ledger.elementId);
        break;
      case 'notify':
        notify(run, action, ledger);
        break;
    }
  }
}

/** The rule a ledger was opened for. */
export function deadlineOf(run: Run, ledger: Ledger): Deadline | undefined {
  const { programme } = run;
  const element = ledger.elementId === undefined ? undefined : programme.nodes.get(ledger.elementId)?.element;
  const deadlines =
    ledger.elementId === undefined
      ? programme.definition.deadlines
      : element && 'deadlines' in element
        ? element.deadlines
        : undefined;
  return deadlines?.find((deadline) => deadline.id === ledger.deadlineId);
}

type Changes = Partial<{ candidateGroups: string[]; priority: number }>;

function changeUserTasks(
  run: Run,
  scopeId: string,
  change: (userTask: { candidateGroups: string[]; priority: number }) => Changes,
): void {
  for (const userTask of Object.values(run.state.userTasks)) {
    if (!isWithin(run, userTask.scopeId, scopeId)) continue;
    const changes = change(userTask);
    writable(run, 'userTasks')[userTask.id] = { ...userTask, ...changes };
    record(run, { type: 'userTask.changed', userTaskId: userTask.id, changes });
  }
}

function isWithin(run: Run, scopeId: string, outer: string): boolean {
  let id: string | undefined = scopeId;
  while (id !== undefined && id !== outer) {
    const scope: { parent?: string } | undefined = run.state.scopes[id];
    id = scope?.parent;
  }
  return id === outer;
}
