import {
  checkLegalEvent,
  correctLegalEvent,
  type Ledger,
  type LegalEvent,
  type Outcome,
  recordLegalEvent,
} from '../../calendar/index.ts';
import { changeLedger } from '../deadlines.ts';
import type { EventOf } from '../event.ts';
import type { EventHandler } from '../handler.ts';
import type { Programme } from '../programme.ts';
import type { State } from '../state.ts';

/** Something that counts for the law happened (received, delivered, signed ...): it may start, fulfil or move terms. */
export const legalEvent: EventHandler<'legal.event'> = {
  suspended: 'applied',

  accepts(programme, state, event) {
    const { kind } = event.data;
    if (typeof kind !== 'string' || kind === '')
      return { code: 'event.invalid', pointer: '/kind', message: 'A legal event needs a kind' };
    const outcomes: Outcome<unknown>[] = tried(programme, state, event).map(({ outcome }) => outcome);
    // What no term of the case takes over is judged all the same: nothing is recorded that can't be.
    if (outcomes.length === 0) outcomes.push(judgeUnheard(event));
    for (const outcome of outcomes) {
      if (outcome.ok) continue;
      const { code, pointer, message } = outcome.problem;
      return { code: `deadline.${code}`, pointer, message: message.en, ru: message.ru };
    }
    return undefined;
  },

  apply(run, event) {
    for (const { before, outcome } of tried(run.programme, run.state, event)) {
      if (outcome.ok && outcome.value !== before)
        changeLedger(run, outcome.value, event.data.reason ?? event.data.kind);
    }
  },
};

function judgeUnheard({ id, at, data }: EventOf<'legal.event'>): Outcome<unknown> {
  const { supersedes, effectiveAt = at, kind, zone } = data;
  return checkLegalEvent({
    ...{ id, kind, effectiveAt, recordedAt: at },
    ...(zone === undefined ? {} : { zone }),
    ...(supersedes === undefined ? {} : { supersedes }),
  });
}

function tried(
  programme: Programme,
  state: State,
  event: EventOf<'legal.event'>,
): { before: Ledger; outcome: Outcome<Ledger> }[] {
  const { supersedes, effectiveAt = event.at, ...data } = event.data;
  const legal: LegalEvent = { ...data, id: event.id, effectiveAt, recordedAt: event.at, author: event.actor.id };
  const { calendars } = programme.source;
  return Object.values(state.ledgers).flatMap((before) => {
    if (supersedes === undefined) return [{ before, outcome: recordLegalEvent(before, legal, calendars) }];
    // A correction concerns only the terms that know the event it corrects.
    const known = before.entries.some((entry) => entry.entry === 'event' && entry.id === supersedes);
    return known ? [{ before, outcome: correctLegalEvent(before, { ...legal, supersedes }, calendars) }] : [];
  });
}
