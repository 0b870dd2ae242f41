import type { Counting, Pause, Start } from './count.ts';
import { formatDay } from './days.ts';
import type { Extension } from './derive.ts';
import { derive } from './derive.ts';
import type { Instant } from './instants.ts';
import { formatInstant, parseInstant } from './instants.ts';
import type { CountedTerm, Ledger, LedgerEntry, LegalEvent, Step } from './ledger.ts';
import { toInstant, toLocal } from './zone.ts';

/** Reading a ledger's entries: which start holds, when the term stood still, what came after a moved due moment. */
type EntryOf<K extends LedgerEntry['entry']> = Extract<LedgerEntry, { entry: K }>;

export function instantOf(text: string): Instant {
  return parseInstant(text) ?? Number.NaN;
}

/** Legal events that still hold: neither superseded nor annulled. */
function eventsInForce(entries: readonly LedgerEntry[]): LegalEvent[] {
  const events = entries.filter((entry): entry is EntryOf<'event'> => entry.entry === 'event');
  const superseded = new Set(events.map(({ supersedes }) => supersedes));
  return events.filter(({ id, annuls }) => !superseded.has(id) && annuls !== true);
}

export function findEvent(entries: readonly LedgerEntry[], kind: string): LegalEvent | undefined {
  return eventsInForce(entries).find((event) => event.kind === kind);
}

/** The end of a term that only separates two moments: no roll, counted from the next day. */
export function plainEnd(
  counting: Counting,
  term: CountedTerm,
  start: Start,
): { at: Instant; day: number } | undefined {
  const plain: Counting = {
    ...counting,
    regime: { ...counting.regime, start: { rule: 'nextDay' }, roll: { rule: 'none' }, endOfDay: { rule: 'midnight' } },
  };
  const end = derive(plain, { term }, start);
  if (!end.ok) return undefined;
  return { at: end.value.dueAt, day: end.value.lastDay ?? toLocal(counting.zone, end.value.dueAt).day };
}

export interface Begun {
  start: Start;
  steps: Step[];
  /** Entries that still bear on the term: those after the last restart. */
  since: LedgerEntry[];
}

/** The start that holds, or undefined while the term waits for it. */
export function findStart(ledger: Ledger, counting: Counting): Begun | undefined {
  const { rule, entries, zone } = ledger;
  const restartIndex = entries.findLastIndex(({ entry }) => entry === 'restarted');
  if (restartIndex >= 0) {
    const restarted = entries[restartIndex] as EntryOf<'restarted'>;
    const at = instantOf(restarted.at);
    const { day } = toLocal(zone, at);
    const step: Step = { step: 'restarted', at: restarted.at, day: formatDay(day), basis: restarted.basis };
    return { start: { at, day }, steps: [step], since: entries.slice(restartIndex + 1) };
  }
  const actual = findEvent(entries, rule.from);
  const known = actual && startOf(actual, ledger);
  const deemed = findDeemed(ledger, counting);
  const chosen =
    known && deemed && rule.deemed?.final ? (deemed.start.at < known.start.at ? deemed : known) : (known ?? deemed);
  return chosen && { ...chosen, since: entries };
}

function startOf(event: LegalEvent, ledger: Ledger): { start: Start; steps: Step[] } {
  const zone = event.zone ?? ledger.rule.zones?.[event.kind] ?? ledger.zone;
  const at = instantOf(event.effectiveAt);
  const { day } = toLocal(zone, at);
  const step: Step = {
    step: 'start',
    event: event.kind,
    at: event.effectiveAt,
    day: formatDay(day),
    ...(zone === ledger.zone ? {} : { zone }),
    ...(event.supersedes === undefined ? {} : { corrected: true as const }),
  };
  return { start: { at, day }, steps: [step] };
}

/** Receipt that the law presumes N days after dispatch. */
function findDeemed(ledger: Ledger, counting: Counting): { start: Start; steps: Step[] } | undefined {
  const { rule, entries } = ledger;
  if (!rule.deemed) return undefined;
  const base = findEvent(entries, rule.deemed.from);
  if (!base) return undefined;
  const from = startOf(base, ledger).start;
  const end = plainEnd(counting, rule.deemed.after, from);
  if (!end) return undefined;
  const step: Step = {
    step: 'deemed',
    event: rule.from,
    from: base.kind,
    after: rule.deemed.after,
    at: base.effectiveAt,
    day: formatDay(end.day),
  };
  return { start: end, steps: [step] };
}

export interface Stops {
  pauses: Pause[];
  steps: Step[];
  /** The term stands still now, and nothing says until when. */
  open: boolean;
  suspended: boolean;
}

/** Times the term stood still, in order. A pause is cut at its cap; an open one without a cap has no end. */
export function findPauses(since: readonly LedgerEntry[], ledger: Ledger, counting: Counting): Stops {
  const stops: Stops = { pauses: [], steps: [], open: false, suspended: false };
  const cap = ledger.rule.suspension?.cap;
  for (let i = 0; i < since.length; i++) {
    const entry = since[i];
    if (entry?.entry !== 'suspended') continue;
    const resumed = since.slice(i + 1).find((later): later is EntryOf<'resumed'> => later.entry === 'resumed');
    const from = instantOf(entry.at);
    const fromDay = toLocal(ledger.zone, from).day;
    let to = resumed ? instantOf(resumed.at) : Number.NaN;
    let capped = false;
    if (cap) {
      const end = plainEnd(counting, cap, { at: from, day: fromDay });
      if (end) {
        const capEnd = Number(end.at) + 1 === toInstant(ledger.zone, end.day + 1, 0) ? end.at + 1 : end.at;
        if (Number.isNaN(to) || to > capEnd) {
          to = capEnd;
          capped = true;
        }
      }
    }
    stops.suspended = resumed === undefined;
    stops.open = Number.isNaN(to);
    if (!stops.open) stops.pauses.push({ from, to, fromDay, toDay: toLocal(ledger.zone, to).day });
    stops.steps.push({
      step: 'paused',
      from: entry.at,
      ...(stops.open ? {} : { to: formatInstant(to) }),
      ...(capped ? { capped: true as const } : {}),
      ground: entry.ground,
      basis: entry.basis,
    });
  }
  return stops;
}

export function findExtensions(since: readonly LedgerEntry[]): Extension[] {
  return since
    .filter((entry): entry is EntryOf<'extended'> => entry.entry === 'extended')
    .map(({ by, basis }) => ({ by, basis }));
}

/** The last decision that set the due moment outright, and what followed it. */
export function findSetDue(
  since: readonly LedgerEntry[],
): { entry: EntryOf<'moved' | 'restored'>; after: LedgerEntry[] } | undefined {
  const index = since.findLastIndex(({ entry }) => entry === 'moved' || entry === 'restored');
  if (index < 0) return undefined;
  return { entry: since[index] as EntryOf<'moved' | 'restored'>, after: since.slice(index + 1) };
}
