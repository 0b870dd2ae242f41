import type { Ledger, Outcome } from '../../calendar/index.ts';
import { changeLedger } from '../deadlines.ts';
import type { EventOf, EventType } from '../event.ts';
import type { EventHandler } from '../handler.ts';
import type { Programme } from '../programme.ts';
import type { Rejection } from '../rejection.ts';
import type { State } from '../state.ts';

export type LedgerEventType = Extract<EventType, `deadline.${string}`>;

/** Who did it, its moment for the law (now, unless given) and when we learnt it. */
export interface Recorded {
  at: string;
  recordedAt: string;
  author: string;
}

/** What every event about a ledger says. */
interface Plain {
  type: string;
  at: string;
  actor: { id: string };
  data: { ledgerId: unknown; at?: string; reason?: string; ground?: string };
}

type Act<T extends LedgerEventType> = (
  ledger: Ledger,
  data: EventOf<T>['data'],
  recorded: Recorded,
  programme: Programme,
) => Outcome<Ledger>;

/** What a person does to a running term: the calendar judges it, for `accepts` and for `apply` alike. */
export function ledgerAction<T extends LedgerEventType>(act: Act<T>): EventHandler<T> {
  const attempt = (programme: Programme, state: State, event: EventOf<T>): Ledger | Rejection => {
    const { data, at, actor } = event as unknown as Plain;
    const { ledgerId } = data;
    const ledger =
      typeof ledgerId === 'string' && Object.hasOwn(state.ledgers, ledgerId) ? state.ledgers[ledgerId] : undefined;
    if (!ledger) return { code: 'deadline.notOpen', pointer: '/ledgerId', message: 'No such deadline runs' };
    const outcome = act(
      ledger,
      data as EventOf<T>['data'],
      { at: data.at ?? at, recordedAt: at, author: actor.id },
      programme,
    );
    if (outcome.ok) return outcome.value;
    const { code, pointer, message } = outcome.problem;
    return { code: `deadline.${code}`, pointer, message: message.en, ru: message.ru };
  };
  return {
    suspended: 'applied',
    accepts(programme, state, event) {
      const result = attempt(programme, state, event);
      return 'pointer' in result ? result : undefined;
    },
    apply(run, event) {
      const result = attempt(run.programme, run.state, event);
      const { type, data } = event as unknown as Plain;
      if (!('pointer' in result)) changeLedger(run, result, data.reason ?? data.ground ?? type);
    },
  };
}
