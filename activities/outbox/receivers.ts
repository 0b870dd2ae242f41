import { sql } from 'kysely';
import type { Database } from '../../server/database/index.ts';
import { correlationKeyText } from '../journal/projection.ts';

export interface StartByEvent {
  key: string;
  version: number;
  elementId: string;
}

/** Who hears a message or a signal: open subscriptions, and procedures that begin with it. */
export class Receivers {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Instances that wait for the message with this key, the oldest first. One of them takes it. */
  async waitingForMessage(name: string, correlationKey: unknown): Promise<string[]> {
    const rows = await this.#waiting('message', name)
      .where('subscription.correlation_key', '=', correlationKeyText(correlationKey))
      .execute();
    return rows.map((row) => row.instance_id);
  }

  /** Instances that wait for the signal: all of them take it. */
  async waitingForSignal(name: string): Promise<string[]> {
    return (await this.#waiting('signal', name).execute()).map((row) => row.instance_id);
  }

  startedByMessage(name: string): Promise<StartByEvent[]> {
    return this.#startedBy('message', name);
  }

  startedBySignal(name: string): Promise<StartByEvent[]> {
    return this.#startedBy('signal', name);
  }

  #waiting(kind: 'message' | 'signal', name: string) {
    return this.#database
      .selectFrom('subscription')
      .innerJoin('instance', 'instance.id', 'subscription.instance_id')
      .select('subscription.instance_id')
      .where('subscription.kind', '=', kind)
      .where('subscription.name', '=', name)
      .groupBy(['subscription.instance_id', 'instance.created_at'])
      .orderBy('instance.created_at')
      .orderBy('subscription.instance_id');
  }

  /** In the newest published version of each procedure: a top-level start event, or a receive task that instantiates. */
  async #startedBy(kind: 'message' | 'signal', name: string): Promise<StartByEvent[]> {
    const path = `$.definition.elements[*] ? (!exists(@.parent) && (
      (@.type == "startEvent" && exists(@.triggers[*] ? (@.type == "${kind}" && @.${kind} == $name))) ||
      (@.type == "receiveTask" && @.instantiate == true && "${kind}" == "message" && @.message.message == $name)))`;
    const { rows } = await sql<StartByEvent>`
      select newest.key, newest.version, element ->> 'id' as "elementId"
      from (
        select distinct on (key) key, version, programme_hash from definition_version
        where status = 'published' order by key, version desc
      ) newest
      join content on content.hash = newest.programme_hash
      cross join lateral jsonb_path_query_first(content.body::jsonb, ${path}::jsonpath, ${JSON.stringify({ name })}::jsonb) element
      where element is not null
      order by newest.key`.execute(this.#database);
    return rows;
  }
}
