import type { Calendars } from './data.ts';
import { findEvent } from './history.ts';
import { parseInstant } from './instants.ts';
import type { Ledger, LedgerEntry, LedgerRule, LegalEvent } from './ledger.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { recomputeLedger } from './recompute.ts';
import { isZone } from './zone.ts';

/** What happened for the law: two times each, kept for good, corrected by later events that supersede. */
function check(event: LegalEvent, mayBeAhead: boolean): Outcome<null> {
  if (typeof event.id !== 'string' || event.id === '') return refuse('legalEvent.idMissing', '/id');
  for (const field of ['effectiveAt', 'recordedAt'] as const) {
    if (parseInstant(event[field]) === undefined)
      return refuse('instant.invalid', `/${field}`, { value: event[field] });
  }
  const { effectiveAt, recordedAt } = event;
  if (!mayBeAhead && (parseInstant(effectiveAt) ?? 0) > (parseInstant(recordedAt) ?? 0)) {
    return refuse('legalEvent.inFuture', '/effectiveAt', { effectiveAt, recordedAt });
  }
  if (event.zone !== undefined && !isZone(event.zone)) return refuse('zone.unknown', '/zone', { zone: event.zone });
  return fine(null);
}

/** Judges an event that no term of the case takes over; a correction corrects nothing then. */
export function checkLegalEvent(event: LegalEvent): Outcome<null> {
  const checked = check(event, false);
  if (!checked.ok || event.supersedes === undefined) return checked;
  return refuse('legalEvent.unknown', '/supersedes', { id: event.supersedes });
}

/** "Not later than a day before the visit" counts back from what is still to come. */
function isAhead({ rule }: Ledger, kind: string): boolean {
  return rule.direction === 'before' && kind === rule.from;
}

/** Whether an event of this kind bears on the ledger at all; others leave it as it is. */
export function concerns(rule: LedgerRule, kind: string): boolean {
  return kind === rule.from || kind === rule.until || kind === rule.deemed?.from;
}

export function entryOf({
  id,
  kind,
  effectiveAt,
  recordedAt,
  zone,
  evidence,
  author,
  supersedes,
  annuls,
  reason,
}: LegalEvent): LedgerEntry {
  return {
    entry: 'event',
    id,
    kind,
    effectiveAt,
    recordedAt,
    ...(zone === undefined ? {} : { zone }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(author === undefined ? {} : { author }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(annuls === true ? { annuls } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

function eventOf(ledger: Ledger, id: string): LegalEvent | undefined {
  return ledger.entries.find((entry) => entry.entry === 'event' && entry.id === id) as LegalEvent | undefined;
}

/** Records a legal event: it may start the term, fulfil it, or found a deemed receipt. */
export function recordLegalEvent(ledger: Ledger, event: LegalEvent, calendars: Calendars): Outcome<Ledger> {
  const checked = check(event, isAhead(ledger, event.kind));
  if (!checked.ok) return checked;
  if (ledger.state === 'closed' || !concerns(ledger.rule, event.kind)) return fine(ledger);
  if (eventOf(ledger, event.id)) return refuse('legalEvent.duplicate', '/id', { id: event.id });
  // A second event of a kind changes nothing by itself: the first one holds until it is corrected.
  const isNews = findEvent(ledger.entries, event.kind) === undefined;
  const entries = [...ledger.entries, entryOf(event)];
  return isNews ? recomputeLedger({ ...ledger, entries }, calendars, event.recordedAt) : fine({ ...ledger, entries });
}

/** Records that an earlier event happened otherwise, or (`annuls`) not at all, and counts anew. */
export function correctLegalEvent(
  ledger: Ledger,
  event: LegalEvent & { supersedes: string },
  calendars: Calendars,
): Outcome<Ledger> {
  const checked = check(event, isAhead(ledger, event.kind));
  if (!checked.ok) return checked;
  if (ledger.state === 'closed') return refuse('ledger.finished', '/state', { state: ledger.state });
  const corrected = eventOf(ledger, event.supersedes);
  if (!corrected) return refuse('legalEvent.unknown', '/supersedes', { id: event.supersedes });
  if (eventOf(ledger, event.id)) return refuse('legalEvent.duplicate', '/id', { id: event.id });
  const by = ledger.entries.find((entry) => entry.entry === 'event' && entry.supersedes === event.supersedes);
  if (by) return refuse('legalEvent.superseded', '/supersedes', { id: event.supersedes, by: (by as LegalEvent).id });
  const entries = [...ledger.entries, entryOf({ ...event, kind: corrected.kind })];
  return recomputeLedger({ ...ledger, entries }, calendars, event.recordedAt);
}

/**
 * A term that runs from the end of another one: takes that end over, and again whenever it moves. `recordedAt` is when
 * this happens.
 */
export function followLedger(
  ledger: Ledger,
  preceding: Ledger,
  recordedAt: string,
  calendars: Calendars,
): Outcome<Ledger> {
  if (ledger.state === 'fulfilled' || ledger.state === 'closed')
    return refuse('ledger.finished', '/state', { state: ledger.state });
  if (parseInstant(recordedAt) === undefined) return refuse('instant.invalid', '/recordedAt', { value: recordedAt });
  const { dueAt } = preceding;
  if (dueAt === undefined) return refuse('ledger.idle', '/preceding/state', { state: preceding.state });
  const known = findEvent(ledger.entries, ledger.rule.from);
  if (known?.effectiveAt === dueAt) return fine(ledger);
  const id = `${preceding.id}.${ledger.entries.length + 1}`;
  const event: LegalEvent = {
    id,
    kind: ledger.rule.from,
    effectiveAt: dueAt,
    recordedAt,
    ...(known ? { supersedes: known.id } : {}),
  };
  return recomputeLedger({ ...ledger, entries: [...ledger.entries, entryOf(event)] }, calendars, recordedAt);
}
