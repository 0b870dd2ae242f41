import type { Client } from '@temporalio/client';
import type { InstancePosition } from '../../workflows/process-instance.ts';
import { journalOf } from './audit-journal.ts';
import type { TemporalGround } from './connection.ts';

/** Unanswered for so long a request may have been lost between its commit and the end of its workflow task ... */
const SUSPECT_AFTER_MS = 30_000;
const SUSPECT_WITHIN_MS = 3_600_000;
/** ... and if the journal is ahead of history for longer than any workflow task lasts, it was. */
const LOST_AFTER_MS = 20_000;
const AT_ONCE = 50;
const CLEARED_AT_MOST = 100_000;

interface Suspicion {
  seq: number;
  head: Buffer;
  history: number;
  since: number;
}

/**
 * A worker dies after its commit, Temporal with it, and whoever sent the event never asks again: the journal then holds
 * what history does not. No later event may come to put it right, so what never happened is taken back here.
 */
export class Reconciler {
  readonly #ground: TemporalGround;
  readonly #client: Client;
  readonly #suspicions = new Map<string, Suspicion>();
  /** Requests looked at and found harmless: ids of their events. */
  readonly #cleared = new Set<string>();

  constructor(ground: TemporalGround, client: Client) {
    this.#ground = ground;
    this.#client = client;
  }

  /** Looks at unanswered requests; to be called every few seconds. Returns how many instances were put right. */
  async sweep(now = Date.now()): Promise<number> {
    const rows = await this.#ground.database
      .selectFrom('request')
      .innerJoin('instance', 'instance.id', 'request.instance_id')
      .select(['request.event_id', 'instance.id', 'instance.seq', 'instance.head'])
      .where('request.answered_at', 'is', null)
      .where('request.created_at', '<', new Date(now - SUSPECT_AFTER_MS))
      .where('request.created_at', '>', new Date(now - SUSPECT_WITHIN_MS))
      .where('instance.engine_status', 'in', ['running', 'suspended', 'completed', 'cancelled', 'failed'])
      .orderBy('request.created_at', 'desc')
      .limit(AT_ONCE)
      .execute();
    if (this.#cleared.size > CLEARED_AT_MOST) this.#cleared.clear();
    let righted = 0;
    for (const { id, seq, head, event_id: eventId } of rows) {
      if (this.#cleared.has(eventId) || head === null) continue;
      const outcome = await this.#judge(id, { seq, head }, now);
      if (outcome === 'righted') righted++;
      if (outcome !== 'suspect') this.#cleared.add(eventId);
    }
    return righted;
  }

  async #judge(
    id: string,
    end: { seq: number; head: Buffer },
    now: number,
  ): Promise<'harmless' | 'suspect' | 'righted'> {
    const position = await this.#client.workflow.getHandle(id).query<InstancePosition>('position');
    if (end.seq <= position.seq) {
      this.#suspicions.delete(id);
      return 'harmless';
    }
    const known = this.#suspicions.get(id);
    if (known?.seq !== end.seq || !known.head.equals(end.head) || known.history !== position.seq) {
      this.#suspicions.set(id, { ...end, history: position.seq, since: now });
      return 'suspect';
    }
    if (now - known.since < LOST_AFTER_MS) return 'suspect';
    this.#suspicions.delete(id);
    const taken = await journalOf(this.#ground).takeBack(id, { seq: end.seq, hash: end.head }, position);
    return taken ? 'righted' : 'harmless';
  }
}
