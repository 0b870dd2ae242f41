import type { Client } from '@temporalio/client';
import { canonical, compile, type JournalEntry, replay } from '../../definitions/engine/index.ts';
import type { InstancePosition } from '../../workflows/process-instance.ts';
import { digestOf, genesis, headerOf, type JournalHeader, linkHash } from '../../workflows/journal-chain.ts';
import { Journal } from '../../activities/journal/journal.ts';
import { seal, unseal } from '../crypto/index.ts';
import type { TemporalGround } from './connection.ts';

export interface JournalProblem {
  seq: number;
  code: 'gap' | 'link' | 'header' | 'digest' | 'hash' | 'head' | 'replay' | 'history';
}

export interface JournalVerdict {
  entries: number;
  /** Hash of the last entry. */
  head: string;
  problems: JournalProblem[];
}

/** Proves a journal: that nobody changed it, that it is what the engine does, that it is what Temporal recorded. */
export class JournalAudit {
  readonly #ground: TemporalGround;
  readonly #journal: Journal;

  constructor(ground: TemporalGround) {
    this.#ground = ground;
    this.#journal = journalOf(ground);
  }

  /** The hash chain. Payloads that were erased are covered by their digests alone. */
  async verify(instanceId: string): Promise<JournalVerdict> {
    const { database, keyring } = this.#ground;
    const rows = await database
      .selectFrom('journal_entry')
      .select(['seq', 'header', 'payload', 'payload_digest', 'prev_hash', 'hash'])
      .where('instance_id', '=', instanceId)
      .where('voided_at', 'is', null)
      .orderBy('seq')
      .execute();
    const erased = await this.#isErased(instanceId);
    const salt = erased ? undefined : (await keyring.forInstance(instanceId)).journalSalt;
    const payloads = erased ? [] : await this.#journal.entries(instanceId);
    const problems: JournalProblem[] = [];
    let previous = genesis(instanceId);
    rows.forEach((row, index) => {
      const { seq } = row;
      const [digest, hash] = [row.payload_digest.toString('hex'), row.hash.toString('hex')];
      const header = row.header as unknown as JournalHeader;
      if (seq !== index + 1) problems.push({ seq, code: 'gap' });
      if (row.prev_hash.toString('hex') !== previous) problems.push({ seq, code: 'link' });
      if (linkHash(previous, seq, header, digest) !== hash) problems.push({ seq, code: 'hash' });
      const payload = payloads[index];
      if (payload !== undefined && salt) {
        if (digestOf(payload, salt) !== digest) problems.push({ seq, code: 'digest' });
        const told = headerOf(JSON.parse(payload) as JournalEntry);
        if (canonical(told) !== canonical(header)) problems.push({ seq, code: 'header' });
      }
      previous = hash;
    });
    const instance = await database
      .selectFrom('instance')
      .select(['seq', 'head'])
      .where('id', '=', instanceId)
      .executeTakeFirstOrThrow();
    if (instance.seq !== rows.length || (instance.head?.toString('hex') ?? previous) !== previous) {
      problems.push({ seq: instance.seq, code: 'head' });
    }
    return { entries: rows.length, head: previous, problems };
  }

  /** The events of the journal applied again give the same journal, byte for byte. */
  async replay(instanceId: string): Promise<JournalVerdict> {
    const { programme_hash: programmeHash } = await this.#ground.database
      .selectFrom('instance')
      .select('programme_hash')
      .where('id', '=', instanceId)
      .executeTakeFirstOrThrow();
    const programme = compile(await this.#ground.programmes.source(programmeHash));
    const written = await this.#journal.entries(instanceId);
    const again = replay(
      programme,
      written.map((payload) => JSON.parse(payload) as JournalEntry),
    ).journal;
    const problems: JournalProblem[] = [];
    for (let index = 0; index < Math.max(written.length, again.length); index++) {
      const entry = again[index];
      if (!entry || canonical(entry) !== written[index]) problems.push({ seq: index + 1, code: 'replay' });
    }
    return { entries: written.length, head: '', problems };
  }

  /**
   * Temporal's history gives the same journal: a worker that replays it comes to the same last hash, and the hash covers
   * every entry before.
   */
  async compareWithHistory(client: Client, instanceId: string): Promise<JournalVerdict> {
    const verdict = await this.verify(instanceId);
    const position = await client.workflow.getHandle(instanceId).query<InstancePosition>('position');
    if (position.seq !== verdict.entries || position.hash !== verdict.head) {
      verdict.problems.push({ seq: position.seq, code: 'history' });
    }
    return verdict;
  }

  async #isErased(instanceId: string): Promise<boolean> {
    const row = await this.#ground.database
      .selectFrom('data_key')
      .select('erased_at')
      .where('instance_id', '=', instanceId)
      .executeTakeFirst();
    return row?.erased_at != null;
  }
}

export function journalOf({ database, keyring }: TemporalGround): Journal {
  return new Journal({ database, keyring, seal, unseal });
}
