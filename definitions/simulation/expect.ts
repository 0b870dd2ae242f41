import type { Command, JournalEntry, JournalRecord } from '../engine/index.ts';
import { momentIn } from './clock.ts';
import { differences, escape, show } from './match.ts';
import type { ScenarioProblem, ScenarioProblemCode } from './problem.ts';
import type { CommandPattern, Expectation, RecordPattern } from './scenario.ts';
import type { Instance } from './world.ts';
import { toLocal } from '../calendar/zone.ts';
import { civilOf } from '../calendar/days.ts';

/** Judges an expectation on an instance; `entries` are those it may look at: of the step, or all. */
export function judge(
  expectation: Expectation,
  instance: Instance,
  entries: JournalEntry[],
  zone: string,
  pointer: string,
): ScenarioProblem[] {
  const { status, engineStatus, data, journal, absent, dates, userTasks, incidents, commands } = expectation;
  const { state } = instance;
  const records = entries.flatMap((entry) => entry.records);
  const problems: ScenarioProblem[] = [];
  const add = (code: ScenarioProblemCode, below: string, message: string) =>
    problems.push({ code, pointer: `${pointer}${below}`, message });
  const equal = (code: ScenarioProblemCode, below: string, wanted: unknown, got: unknown) => {
    for (const { path, message } of differences(wanted, got)) add(code, `${below}${path}`, message);
  };
  if (status !== undefined) equal('simulation.expect.status', '/status', status, state.caseStatus?.code);
  if (engineStatus !== undefined) equal('simulation.expect.status', '/engineStatus', engineStatus, state.status);
  for (const [path, value] of Object.entries(data ?? {})) {
    equal('simulation.expect.data', `/data/${escape(path)}`, value, variableAt(instance, path));
  }
  if (journal !== undefined) {
    const missing = firstMissing(journal, records, (pattern, record) => matchesRecord(pattern, record, instance));
    if (missing !== undefined) add('simulation.expect.journal', `/journal/${missing}`, notFound(journal, missing));
  }
  (absent ?? []).forEach((pattern, i) => {
    const found = records.find((record) => matchesRecord(pattern, record, instance));
    if (found !== undefined) add('simulation.expect.absent', `/absent/${i}`, `must not occur, but did: ${show(found)}`);
  });
  for (const [kind, expected] of Object.entries(dates ?? {})) {
    for (const [id, date] of Object.entries(expected ?? {})) {
      const got = dueMoments(instance, kind as keyof NonNullable<Expectation['dates']>, id);
      const message = compareDates(date, got, zone);
      if (message !== undefined) add('simulation.expect.dates', `/dates/${kind}/${escape(id)}`, message);
    }
  }
  if (userTasks !== undefined) {
    const open = Object.values(state.userTasks).map(({ elementId }) => elementId);
    equal('simulation.expect.userTasks', '/userTasks', [...userTasks].sort(), open.sort());
  }
  if (incidents !== undefined) {
    const open = Object.values(state.incidents).map(({ code }) => code);
    equal('simulation.expect.incidents', '/incidents', [...incidents].sort(), open.sort());
  }
  if (commands !== undefined) {
    const issued = entries.flatMap((entry) => entry.commands);
    const missing = firstMissing(commands, issued, matchesCommand);
    if (missing !== undefined) add('simulation.expect.commands', `/commands/${missing}`, notFound(commands, missing));
  }
  return problems;
}

/** Variable of the process by name or dotted path; an instance that has ended keeps what it ended with. */
function variableAt(instance: Instance, path: string): unknown {
  let value: unknown = processVariables(instance);
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { [name: string]: unknown })[part];
  }
  return value;
}

export function processVariables(instance: Instance): { [name: string]: unknown } {
  const scope = instance.state.scopes['s1'];
  if (scope !== undefined) return scope.variables;
  const variables: { [name: string]: unknown } = {};
  for (const record of instance.journal.flatMap(({ records }) => records)) {
    if (record.type === 'variables.set' && record.scopeId === 's1') Object.assign(variables, record.values);
  }
  return variables;
}

/** Index of the first pattern that has no match after the match of the one before it. */
function firstMissing<P, T>(patterns: P[], items: T[], matches: (pattern: P, item: T) => boolean): number | undefined {
  let from = 0;
  for (const [i, pattern] of patterns.entries()) {
    const found = items.findIndex((item, n) => n >= from && matches(pattern, item));
    if (found === -1) return i;
    from = found + 1;
  }
  return undefined;
}

function notFound(patterns: unknown[], i: number): string {
  const where = i === 0 ? 'in the journal' : `after ${show(patterns[i - 1])}`;
  return `${show(patterns[i])} does not occur ${where}`;
}

function matchesRecord({ type, element, match }: RecordPattern, record: JournalRecord, instance: Instance): boolean {
  if (record.type !== type) return false;
  if (element !== undefined && elementOf(record, instance) !== element) return false;
  return match === undefined || differences(match, record).length === 0;
}

/** The element a record is about; of records that name a deadline, user task or incident by id, that one's element. */
function elementOf(record: JournalRecord, instance: Instance): string | undefined {
  if ('elementId' in record) return record.elementId;
  if (record.type === 'userTask.opened') return record.userTask.elementId;
  if (record.type === 'incident.raised') return record.incident.elementId;
  if (record.type === 'subscription.opened') return record.subscription.elementId;
  if ('ledgerId' in record) return openedLedger(instance, record.ledgerId)?.elementId;
  return undefined;
}

function openedLedger(instance: Instance, ledgerId: string) {
  for (const { records } of instance.journal) {
    for (const record of records) if (record.type === 'deadline.opened' && record.ledgerId === ledgerId) return record;
  }
  return undefined;
}

function matchesCommand({ type, element, match }: CommandPattern, command: Command): boolean {
  if (command.type !== type) return false;
  if (element !== undefined && (!('elementId' in command) || command.elementId !== element)) return false;
  return match === undefined || differences(match, command).length === 0;
}

/** Due moment of the newest deadline of that id, of the element's open user task or of its armed timer. */
function dueMoments(instance: Instance, kind: 'deadlines' | 'userTasks' | 'timers', id: string): string | undefined {
  if (kind === 'userTasks') return newest(Object.values(instance.state.userTasks), id);
  if (kind === 'timers') return newest(Object.values(instance.state.timers), id);
  const due = new Map<string, string | undefined>();
  let last: string | undefined;
  for (const record of instance.journal.flatMap(({ records }) => records)) {
    if (record.type === 'deadline.opened' && record.deadlineId === id) {
      last = record.ledgerId;
      due.set(record.ledgerId, record.dueAt);
    } else if (record.type === 'deadline.changed') {
      due.set(record.ledgerId, record.dueAt);
    }
  }
  return last === undefined ? undefined : due.get(last);
}

function newest(items: { elementId: string; dueAt?: string }[], elementId: string): string | undefined {
  return items.filter((item) => item.elementId === elementId).at(-1)?.dueAt;
}

/** A date is compared as the local date, a local time and an instant as moments. */
function compareDates(expected: string, got: string | undefined, zone: string): string | undefined {
  if (got === undefined) return `expected ${expected}, but there is none`;
  const local = localText(got, zone);
  if (/^\d{4}-\d{2}-\d{2}$/.test(expected))
    return local.startsWith(expected) ? undefined : `expected ${expected}, got ${local}`;
  const moment = momentIn(zone, expected);
  return moment !== undefined && Date.parse(moment) === Date.parse(got)
    ? undefined
    : `expected ${expected}, got ${local} (${got})`;
}

export function localText(instant: string, zone: string): string {
  const { day, time } = toLocal(zone, Date.parse(instant));
  const { year, month, date } = civilOf(day);
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = Math.floor(time / 1_000);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}T${clock}`;
}
