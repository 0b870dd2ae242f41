import type { Calendars } from './data.ts';
import { checkTerm, countingOf, isBlank } from './check.ts';
import { instantOf, plainEnd } from './history.ts';
import { formatInstant, parseInstant } from './instants.ts';
import { endOfDay } from './count.ts';
import { parseDay } from './days.ts';
import type { CountedTerm, Ledger, LedgerEntry, Recorded } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { recomputeLedger } from './recompute.ts';
import { findRegime } from './regimes.ts';
import { toLocal } from './zone.ts';

/**
 * What people may do to a running term. Each returns a new ledger, or says why not and changes nothing. `at` is the
 * moment for the law, `recordedAt` when we learnt it.
 */
export type Suspension = Recorded & { ground: string; basis?: string; initiator?: string };
export type Resumption = Recorded & { reason?: string };
export type Extending = Recorded & { by: CountedTerm; reason: string; basis?: string; notice?: string; role?: string };
export type Moving = Recorded & { dueAt: string; reason: string; basis?: string };
export type Restart = Recorded & { reason: string; basis?: string };
export type Restoration = Recorded & { dueAt: string; reason: string; basis?: string };

function checkRecorded({ at, recordedAt }: Recorded): Outcome<number> {
  const effective = parseInstant(at);
  const recorded = parseInstant(recordedAt);
  if (effective === undefined) return refuse('instant.invalid', '/at', { value: at });
  if (recorded === undefined) return refuse('instant.invalid', '/recordedAt', { value: recordedAt });
  if (effective > recorded) return refuse('legalEvent.inFuture', '/at', { effectiveAt: at, recordedAt });
  return fine(effective);
}

function checkOpen(ledger: Ledger): Outcome<null> {
  if (ledger.state === 'fulfilled' || ledger.state === 'closed')
    return refuse('ledger.finished', '/state', { state: ledger.state });
  if (ledger.state === 'waiting') return refuse('ledger.idle', '/state', { state: ledger.state });
  return fine(null);
}

/** Shared ground of all actions: the ledger is open, the moments are real and not in the future. */
function ready(ledger: Ledger, action: Recorded): Outcome<number> {
  const open = checkOpen(ledger);
  return open.ok ? checkRecorded(action) : open;
}

function recorded({ at, recordedAt, author }: Recorded): Recorded {
  return { at, recordedAt, ...(author === undefined ? {} : { author }) };
}

function append(ledger: Ledger, entry: LedgerEntry, calendars: Calendars, recordedAt: string): Outcome<Ledger> {
  return recomputeLedger({ ...ledger, entries: [...ledger.entries, entry] }, calendars, recordedAt);
}

function lastStop(ledger: Ledger): Extract<LedgerEntry, { entry: 'suspended' | 'resumed' | 'restarted' }> | undefined {
  return ledger.entries.findLast(
    (entry): entry is Extract<LedgerEntry, { entry: 'suspended' | 'resumed' | 'restarted' }> =>
      entry.entry === 'suspended' || entry.entry === 'resumed' || entry.entry === 'restarted',
  );
}

/** The term stands still from `at` on. Only where the definition declares it, on one of its grounds. */
export function suspendLedger(ledger: Ledger, action: Suspension, calendars: Calendars): Outcome<Ledger> {
  const declared = ledger.rule.suspension;
  const forbidden = findRegime(ledger.rule.regime, calendars, ledger.rule.regimeVersion)?.suspension;
  if (forbidden) return refuse('suspension.forbidden', '', { basis: forbidden.basis });
  if (!declared) return refuse('suspension.notDeclared', '');
  const moment = ready(ledger, action);
  if (!moment.ok) return moment;
  const basis = action.basis ?? declared.basis;
  if (isBlank(basis)) return refuse('suspension.basisMissing', '/basis');
  if (isBlank(action.ground)) return refuse('suspension.groundMissing', '/ground');
  if (declared.grounds.length > 0 && !declared.grounds.includes(action.ground)) {
    return refuse('suspension.groundUnknown', '/ground', {
      ground: action.ground,
      grounds: declared.grounds.join('; '),
    });
  }
  const stop = lastStop(ledger);
  if (ledger.state === 'suspended' && stop?.entry === 'suspended')
    return refuse('suspension.already', '', { since: stop.at });
  if (stop && instantOf(stop.at) > moment.value)
    return refuse('suspension.order', '/at', { at: action.at, after: stop.at });
  if (ledger.dueAt !== undefined && instantOf(ledger.dueAt) < moment.value) {
    return refuse('suspension.expired', '/at', { dueAt: ledger.dueAt });
  }
  const initiator = action.initiator === undefined ? {} : { initiator: action.initiator };
  return append(
    ledger,
    { entry: 'suspended', ground: action.ground, basis, ...initiator, ...recorded(action) },
    calendars,
    action.recordedAt,
  );
}

/** The term runs on: the day of `at` counts again. */
export function resumeLedger(ledger: Ledger, action: Resumption, calendars: Calendars): Outcome<Ledger> {
  const moment = ready(ledger, action);
  if (!moment.ok) return moment;
  const stop = lastStop(ledger);
  if (stop?.entry !== 'suspended') return refuse('suspension.none', '');
  if (instantOf(stop.at) > moment.value) return refuse('suspension.order', '/at', { at: action.at, after: stop.at });
  const reason = action.reason === undefined ? {} : { reason: action.reason };
  return append(ledger, { entry: 'resumed', ...reason, ...recorded(action) }, calendars, action.recordedAt);
}

/** More time, decided before the term runs out, within the cap that all extensions share. */
export function extendLedger(ledger: Ledger, action: Extending, calendars: Calendars): Outcome<Ledger> {
  const declared = ledger.rule.extension;
  if (!declared) return refuse('extension.notDeclared', '');
  const moment = ready(ledger, action);
  if (!moment.ok) return moment;
  if (isBlank(action.reason)) return refuse('reason.missing', '/reason');
  const basis = action.basis ?? declared.basis;
  if (isBlank(basis)) return refuse('extension.basisMissing', '/basis');
  if (declared.role !== undefined && action.role !== undefined && action.role !== declared.role) {
    return refuse('extension.role', '/role', { role: declared.role });
  }
  const by = checkTerm(action.by, '/by');
  if (!by.ok) return by;
  if (by.value.unit !== declared.cap.unit)
    return refuse('extension.unitMismatch', '/by/unit', { unit: declared.cap.unit });
  const used = extendedSoFar(ledger);
  const wanted = used + Number(by.value.amount);
  const cap = Number(declared.cap.amount);
  if (wanted > cap) {
    return refuse('extension.overCap', '/by/amount', {
      cap: `${cap} ${declared.cap.unit}`,
      left: `${Math.max(0, cap - used)} ${declared.cap.unit}`,
    });
  }
  const law = findRegime(ledger.rule.regime, calendars, ledger.rule.regimeVersion)?.extension;
  if (law && law.atMost.unit === by.value.unit && wanted > law.atMost.amount) {
    return refuse('extension.overLaw', '/by/amount', {
      cap: `${law.atMost.amount} ${law.atMost.unit}`,
      basis: law.basis,
    });
  }
  if (ledger.dueAt !== undefined && moment.value > instantOf(ledger.dueAt))
    return refuse('extension.expired', '/at', { dueAt: ledger.dueAt });
  const notice = action.notice === undefined ? {} : { notice: action.notice };
  const entry: LedgerEntry = {
    entry: 'extended',
    by: by.value,
    reason: action.reason,
    basis,
    ...notice,
    ...recorded(action),
  };
  return append(ledger, entry, calendars, action.recordedAt);
}

function extendedSoFar(ledger: Ledger): number {
  const since = ledger.entries.slice(ledger.entries.findLastIndex(({ entry }) => entry === 'restarted') + 1);
  let sum = 0;
  for (const entry of since) if (entry.entry === 'extended') sum += Number(entry.by.amount);
  return sum;
}

/** A due moment as people give it: an instant, or a date, which means its end. */
function dueMoment(ledger: Ledger, dueAt: unknown, calendars: Calendars): Outcome<string> {
  if (typeof dueAt !== 'string') return refuse('instant.invalid', '/dueAt', { value: dueAt });
  const day = parseDay(dueAt);
  if (day === undefined) {
    return parseInstant(dueAt) === undefined ? refuse('instant.invalid', '/dueAt', { value: dueAt }) : fine(dueAt);
  }
  const counting = countingOf(ledger.rule, ledger.zone, calendars);
  return counting.ok ? fine(formatInstant(endOfDay(counting.value, day))) : counting;
}

/** An official sets the due moment (an instant, or a date for its end), with a reason. */
export function moveLedger(ledger: Ledger, action: Moving, calendars: Calendars): Outcome<Ledger> {
  const moment = ready(ledger, action);
  if (!moment.ok) return moment;
  if (isBlank(action.reason)) return refuse('reason.missing', '/reason');
  const dueAt = dueMoment(ledger, action.dueAt, calendars);
  if (!dueAt.ok) return dueAt;
  const basis = action.basis === undefined ? {} : { basis: action.basis };
  const entry: LedgerEntry = {
    entry: 'moved',
    dueAt: dueAt.value,
    reason: action.reason,
    ...basis,
    ...recorded(action),
  };
  return append(ledger, entry, calendars, action.recordedAt);
}

/** The term begins anew at `at`; suspensions and extensions before it no longer count. */
export function restartLedger(ledger: Ledger, action: Restart, calendars: Calendars): Outcome<Ledger> {
  const declared = ledger.rule.restart;
  if (!declared) return refuse('restart.notDeclared', '');
  const moment = ready(ledger, action);
  if (!moment.ok) return moment;
  if (isBlank(action.reason)) return refuse('reason.missing', '/reason');
  const entry: LedgerEntry = {
    entry: 'restarted',
    reason: action.reason,
    basis: action.basis ?? declared.basis,
    ...recorded(action),
  };
  return append(ledger, entry, calendars, action.recordedAt);
}

/** An applicant's missed term is restored on petition until `dueAt`. `at` is when the petition was filed. */
export function restoreLedger(ledger: Ledger, action: Restoration, calendars: Calendars): Outcome<Ledger> {
  const declared = ledger.rule.restoration;
  if (ledger.rule.owner !== 'applicant') return refuse('restoration.notApplicant', '', { owner: ledger.rule.owner });
  if (!declared) return refuse('restoration.notDeclared', '');
  const moment = ready(ledger, action);
  if (!moment.ok) return moment;
  if (isBlank(action.reason)) return refuse('reason.missing', '/reason');
  const dueAt = dueMoment(ledger, action.dueAt, calendars);
  if (!dueAt.ok) return dueAt;
  const due = instantOf(ledger.dueAt ?? '');
  if (!(moment.value > due)) return refuse('restoration.notMissed', '/at');
  if (declared.within) {
    const counting = countingOf(ledger.rule, ledger.zone, calendars);
    if (!counting.ok) return counting;
    const latest = plainEnd(counting.value, declared.within, { at: due, day: toLocal(ledger.zone, due).day });
    if (latest && moment.value > latest.at) {
      return refuse('restoration.tooLate', '/at', { within: `${declared.within.amount} ${declared.within.unit}` });
    }
  }
  const entry: LedgerEntry = {
    entry: 'restored',
    dueAt: dueAt.value,
    reason: action.reason,
    basis: action.basis ?? declared.basis,
    ...recorded(action),
  };
  return append(ledger, entry, calendars, action.recordedAt);
}

/** The engine says the term was kept (or not) at `at`: the element or instance ended. */
export function fulfilLedger(ledger: Ledger, at: string): Outcome<Ledger> {
  const moment = parseInstant(at);
  if (moment === undefined) return refuse('instant.invalid', '/at', { value: at });
  if (ledger.state === 'fulfilled' || ledger.state === 'closed')
    return refuse('ledger.finished', '/state', { state: ledger.state });
  if (ledger.state === 'waiting') return closeLedger(ledger);
  const inTime = ledger.dueAt === undefined || moment <= instantOf(ledger.dueAt);
  const { needsConfirmation: _flag, ...rest } = ledger;
  return fine({ ...rest, state: 'fulfilled', fulfilled: { at, inTime } });
}

/** The deadline is of no more interest: its element was cancelled. */
export function closeLedger(ledger: Ledger): Outcome<Ledger> {
  const { needsConfirmation: _flag, ...rest } = ledger;
  return fine({ ...rest, state: 'closed' });
}

/** An official confirms that the consequences of a term that was over before we learnt of it may follow. */
export function confirmLedger(ledger: Ledger, action: Recorded): Outcome<Ledger> {
  if (ledger.needsConfirmation !== true) return refuse('confirmation.none', '');
  const moment = checkRecorded(action);
  if (!moment.ok) return moment;
  const { needsConfirmation: _flag, ...rest } = ledger;
  return fine({ ...rest, entries: [...ledger.entries, { entry: 'confirmed', ...recorded(action) }] });
}
