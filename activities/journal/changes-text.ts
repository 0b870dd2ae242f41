import type { ReadModelChanges, Row } from './projection.ts';
import { databaseJson } from './row-text.ts';

/** A command on its way into the outbox. */
export interface OutboxRow {
  command_id: string;
  seq: number;
  type: string;
  at: string;
  /** Sealed, base64. */
  body: string;
}

/** The changes as the one argument of `apply_read_model` and `commit_entries`. What doesn't change is left out. */
export function changesText(changes: ReadModelChanges, outbox: OutboxRow[]): string {
  const opened = [...changes.subscriptions].filter((entry): entry is [string, Row] => entry[1] !== null);
  const closed = [...changes.subscriptions].filter(([, row]) => row === null).map(([id]) => id);
  const lists: { [table: string]: unknown[] } = {
    user_task: rows(changes.userTasks, 'id'),
    incident: rows(changes.incidents, 'id'),
    deadline: rows(changes.deadlines, 'ledger_id'),
    subscription: rows(opened, 'id'),
    subscription_closed: closed,
    document: changes.documents,
    link: changes.links,
    timeline: changes.timeline,
    outbox,
  };
  const told = Object.entries(lists).filter(([, list]) => list.length > 0);
  return databaseJson({
    instance: changes.instance,
    ...(Object.keys(changes.data).length > 0 ? { data: changes.data } : {}),
    ...Object.fromEntries(told),
  });
}

function rows(changed: Iterable<[string, Row]>, key: string): Row[] {
  return [...changed].map(([id, row]) => ({ [key]: id, ...row }));
}
