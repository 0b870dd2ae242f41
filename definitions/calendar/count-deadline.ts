import type { Deadline } from '../schema/definition.ts';
import type { Calendars } from './data.ts';
import { parseDay } from './days.ts';
import { formatInstant, parseInstant } from './instants.ts';
import type { CountedTerm, Ledger } from './ledger.ts';
import { DEFAULT_CALENDAR, openLedger } from './open.ts';
import { parseTime } from './opening.ts';
import { parseTerm } from './parse-term.ts';
import type { Outcome } from './problem.ts';
import { fine, refuse } from './problem.ts';
import { isZone, toInstant } from './zone.ts';

/** One question without a process definition: when is a term due that runs from a moment under a regime? */
export interface DeadlineQuestion {
  /** An instant, a local date and time `2026-04-24T15:00`, or a date: its noon, which matters for hours only. */
  from: string;
  term: string | CountedTerm;
  regime: string;
  calendars: Calendars;
  calendar?: string;
  schedule?: string;
  /** Default: the calendar's own. */
  zone?: string;
  /** Kind of the event the term runs from, for the words: `registered` ... */
  event?: string;
  direction?: Deadline['direction'];
  basis?: string;
}

const NOON = 12 * 60;

function momentOf(text: string, zone: string): Outcome<string> {
  if (parseInstant(text) !== undefined) return fine(formatInstant(Date.parse(text)));
  const day = parseDay(text.slice(0, 10));
  const minutes =
    text.length === 10 ? NOON : text.length === 16 && text[10] === 'T' ? parseTime(text.slice(11)) : undefined;
  if (day === undefined || minutes === undefined) return refuse('instant.invalid', '/from', { value: text });
  return fine(formatInstant(toInstant(zone, day, minutes * 60_000)));
}

export function countDeadline(question: DeadlineQuestion): Outcome<Ledger> {
  const { regime, calendars, calendar = DEFAULT_CALENDAR, schedule, event, direction, basis } = question;
  const zone = question.zone ?? calendars[calendar]?.zone ?? 'Europe/Moscow';
  if (!isZone(zone)) return refuse('zone.unknown', '/zone', { zone: zone });
  const term = typeof question.term === 'string' ? parseTerm(question.term) : fine(question.term);
  if (!term.ok) return term;
  const from = momentOf(question.from, zone);
  if (!from.ok) return from;
  return openLedger({
    id: 'answer',
    scopeId: 'answer',
    deadline: {
      id: 'answer',
      title: { ru: 'Срок', en: 'Deadline' },
      term: term.value,
      regime,
      calendar,
      ...(schedule === undefined ? {} : { schedule }),
      ...(event === undefined ? {} : { from: { event } }),
      ...(direction === undefined ? {} : { direction }),
      class: 'internal',
      owner: 'authority',
      basis: basis ?? '',
    },
    term: term.value,
    from: from.value,
    zone,
    calendars,
  });
}
