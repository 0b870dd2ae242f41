import type { Deadline } from '../schema/definition.ts';
import { checkTerm, countingOf, isBlank } from './check.ts';
import { parseInstant } from './instants.ts';
import { concerns, entryOf } from './legal-events.ts';
import type { CountedTerm, Ledger, LedgerEntry, LedgerRule, OpenLedger } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { recomputeLedger } from './recompute.ts';
import type { Regime } from './regime.ts';
import { isZone } from './zone.ts';

export const DEFAULT_CALENDAR = 'ru';

/** Opens the ledger of a deadline: running if the moment it runs from is known, else waiting for its legal event. */
export function openLedger(request: OpenLedger): Outcome<Ledger> {
  const { deadline, zone, calendars } = request;
  const calendar = deadline.calendar ?? DEFAULT_CALENDAR;
  const schedule = deadline.schedule;
  const counting = countingOf(
    { regime: deadline.regime, calendar, ...(schedule === undefined ? {} : { schedule }) },
    zone,
    calendars,
  );
  if (!counting.ok) return counting;
  const rule = ruleOf(request, counting.value.regime, calendar);
  if (!rule.ok) return rule;
  for (const field of ['from', 'at'] as const) {
    const value = request[field];
    if (value !== undefined && parseInstant(value) === undefined)
      return refuse('instant.invalid', `/${field}`, { value: value });
  }
  const { from } = request;
  const recordedAt = request.at ?? from ?? request.events?.at(-1)?.recordedAt;
  const known = (request.events ?? []).filter(({ kind }) => concerns(rule.value, kind)).map(entryOf);
  const entries: LedgerEntry[] =
    from === undefined || recordedAt === undefined
      ? known
      : [{ entry: 'event', id: 'from', kind: rule.value.from, effectiveAt: from, recordedAt }, ...known];
  const ledger: Ledger = {
    id: request.id,
    deadlineId: deadline.id,
    scopeId: request.scopeId,
    ...(request.elementId === undefined ? {} : { elementId: request.elementId }),
    state: 'waiting',
    zone,
    reminders: [],
    rule: rule.value,
    entries,
    steps: [],
    calendarVersion: counting.value.calendar.data.version,
  };
  return recomputeLedger(ledger, calendars, recordedAt);
}

interface FromEvent {
  event: string;
  deemedAfter?: unknown;
  deemedFrom?: string;
  deemedFinal?: boolean;
}

function fromOf(from: Deadline['from']): FromEvent {
  if (typeof from === 'object' && 'event' in from) return from;
  if (typeof from === 'object' && 'deadline' in from) return { event: 'expired' };
  return { event: 'entered' };
}

/** Kind of the event that a deemed receipt is counted from, where the definition names none. */
function deemedBase(kind: string): string {
  return kind === 'registered' ? 'received' : 'dispatched';
}

function ruleOf(request: OpenLedger, regime: Regime, calendar: string): Outcome<LedgerRule> {
  const { deadline } = request;
  const from = fromOf(deadline.from);
  const pointers: [pointer: string, term: unknown][] = [['/term', request.term]];
  const take = (term: unknown, pointer: string): CountedTerm => {
    pointers.push([pointer, term]);
    return term as CountedTerm;
  };
  const { suspension, extension, restoration, restart } = deadline;
  if (suspension && regime.suspension?.forbidden) {
    return refuse('suspension.forbidden', '/deadline/suspension', { basis: regime.suspension.basis });
  }
  if (suspension && isBlank(suspension.basis)) return refuse('suspension.basisMissing', '/deadline/suspension/basis');
  if (extension && isBlank(extension.basis)) return refuse('extension.basisMissing', '/deadline/extension/basis');
  for (const [kind, name] of Object.entries(deadline.zones ?? {})) {
    if (!isZone(name)) return refuse('zone.unknown', `/deadline/zones/${kind}`, { zone: name });
  }
  const rule: LedgerRule = {
    term: request.term,
    ...(deadline.direction === 'before' ? { direction: 'before' } : {}),
    regime: regime.key,
    regimeVersion: regime.version,
    calendar,
    ...(deadline.schedule === undefined ? {} : { schedule: deadline.schedule }),
    owner: deadline.owner,
    basis: deadline.basis,
    from: from.event,
    ...(deadline.zones ? { zones: deadline.zones } : {}),
    ...(from.deemedAfter === undefined
      ? {}
      : {
          deemed: {
            after: take(from.deemedAfter, '/deadline/from/deemedAfter'),
            from: from.deemedFrom ?? deemedBase(from.event),
            ...(from.deemedFinal === true ? { final: true as const } : {}),
          },
        }),
    ...(typeof deadline.until === 'object' ? { until: deadline.until.event } : {}),
    ...(deadline.cap ? { cap: take(deadline.cap, '/deadline/cap') } : {}),
    ...(suspension
      ? {
          suspension: {
            basis: suspension.basis,
            grounds: (suspension.grounds ?? []).map(({ ru }) => ru),
            ...(suspension.cap ? { cap: take(suspension.cap, '/deadline/suspension/cap') } : {}),
          },
        }
      : {}),
    ...(extension
      ? {
          extension: {
            basis: extension.basis,
            cap: take(extension.cap, '/deadline/extension/cap'),
            ...(extension.role === undefined ? {} : { role: extension.role }),
          },
        }
      : {}),
    ...(restart ? { restart: { basis: restart.basis } } : {}),
    ...(restoration
      ? {
          restoration: {
            basis: restoration.basis,
            ...(restoration.within ? { within: take(restoration.within, '/deadline/restoration/within') } : {}),
          },
        }
      : {}),
    ...(deadline.reminders
      ? {
          reminders: deadline.reminders.map(({ before, every }, index) => ({
            before: take(before, `/deadline/reminders/${index}/before`),
            ...(every ? { every: take(every, `/deadline/reminders/${index}/every`) } : {}),
          })),
        }
      : {}),
  };
  for (const [pointer, term] of pointers) {
    const checked = checkTerm(term, pointer);
    if (!checked.ok) return checked;
  }
  return fine(rule);
}
