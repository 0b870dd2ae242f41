import { ApplicationFailure } from '@temporalio/common';
import { sql } from 'kysely';
import type { Command, JournalEntry } from '../../definitions/engine/index.ts';
import type { CaseKey, Keyring } from '../../server/crypto/index.ts';
import type { Database } from '../../server/database/index.ts';
import type { SealedEntry } from '../../workflows/journal-chain.ts';
import { changesText, type OutboxRow } from './changes-text.ts';
import { type CommitAnswer, type CommitRequest, STALE_COMMIT } from './contract.ts';
import { projectEntries } from './projection.ts';
import { databaseJson } from './row-text.ts';

/** What the journal needs of the server: handed in, so that activities import nothing of it. */
export interface JournalPorts {
  database: Database;
  keyring: Keyring;
  seal(key: Buffer, plain: Uint8Array, purpose: string): Buffer;
  unseal(key: Buffer, sealed: Uint8Array, purpose: string): Buffer;
}

interface Verdict {
  verdict: 'done' | 'repeated' | 'stale' | 'conflict' | 'unknown';
}

/** Journal and read model, always changed together. */
export class Journal {
  readonly #ports: JournalPorts;

  constructor(ports: JournalPorts) {
    this.#ports = ports;
  }

  async commit(request: CommitRequest): Promise<CommitAnswer> {
    const key = await this.#ports.keyring.forInstance(request.instanceId);
    const entries = request.entries.map(({ payload }) => JSON.parse(payload) as JournalEntry);
    const { run, length, at } = request.fence;
    const { rows } = await sql<Verdict>`select commit_entries(${request.instanceId}, ${run}, ${length}, ${at},
      ${this.#entriesText(request.entries, key)}::jsonb, ${this.#changesText(entries, key)}::jsonb) as verdict`.execute(
      this.#ports.database,
    );
    switch (rows[0]?.verdict) {
      case 'done':
      case 'repeated':
        return undefined;
      case 'stale':
        throw ApplicationFailure.create({
          type: STALE_COMMIT,
          message: 'A newer workflow task has committed',
          nonRetryable: true,
        });
      case 'conflict':
        return this.#settleConflict(request, key);
      default:
        throw new Error(`No instance ${request.instanceId}`);
    }
  }

  /** Folds the live journal into the read model again. Claims, drafts and comments are not the read model's. */
  async rebuild(instanceId: string): Promise<void> {
    const key = await this.#ports.keyring.forInstance(instanceId);
    await this.#ports.database.transaction().execute(async (transaction) => {
      await transaction.selectFrom('instance').select('id').where('id', '=', instanceId).forUpdate().execute();
      await this.#refold(transaction, instanceId, key);
    });
  }

  /**
   * Takes back what stands after `seq`: a commit whose workflow task was lost, and whose cause never came again. Only if
   * the journal still ends where it did when that was found; false: it has moved on.
   */
  async takeBack(
    instanceId: string,
    end: { seq: number; hash: Buffer },
    last: { seq: number; hash: string },
  ): Promise<boolean> {
    const key = await this.#ports.keyring.forInstance(instanceId);
    return this.#ports.database.transaction().execute(async (transaction) => {
      const instance = await transaction
        .selectFrom('instance')
        .select(['seq', 'head'])
        .where('id', '=', instanceId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (instance.seq !== end.seq || !instance.head?.equals(end.hash)) return false;
      const common = await transaction
        .selectFrom('journal_entry')
        .select('hash')
        .where('instance_id', '=', instanceId)
        .where('seq', '=', last.seq)
        .where('voided_at', 'is', null)
        .executeTakeFirst();
      // Where not even that agrees, the next commit asks for everything and settles it.
      if (common?.hash.toString('hex') !== last.hash) return false;
      await this.#voidFrom(transaction, instanceId, last.seq + 1);
      await this.#standAt(transaction, instanceId, last.seq);
      await this.#refold(transaction, instanceId, key);
      return true;
    });
  }

  /** The live entries, in order, as they were committed. */
  async entries(instanceId: string, database: Database = this.#ports.database): Promise<string[]> {
    const key = await this.#ports.keyring.forInstance(instanceId);
    const rows = await database
      .selectFrom('journal_entry')
      .select(['seq', 'payload'])
      .where('instance_id', '=', instanceId)
      .where('voided_at', 'is', null)
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, payload }) => this.#open(key, payload as Buffer, seq));
  }

  /**
   * Temporal's history is the arbiter: a worker died between commit and the end of its workflow task, and another event
   * came first. Rows from the first difference on are voided, kept and marked; the new ones take their place.
   */
  async #settleConflict(request: CommitRequest, key: CaseKey): Promise<CommitAnswer> {
    const { instanceId, entries, fence } = request;
    return this.#ports.database.transaction().execute(async (transaction) => {
      const instance = await transaction
        .selectFrom('instance')
        .select('seq')
        .where('id', '=', instanceId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const first = entries[0] as SealedEntry;
      const live = await transaction
        .selectFrom('journal_entry')
        .select(['seq', 'hash'])
        .where('instance_id', '=', instanceId)
        .where('voided_at', 'is', null)
        .where('seq', '>=', first.seq - 1)
        .execute();
      const hashes = new Map(live.map(({ seq, hash }) => [seq, hash.toString('hex')]));
      if (first.seq > 1 && hashes.get(first.seq - 1) !== first.previous) return 'resend';

      const kept = entries.findIndex(({ seq, hash }) => hashes.get(seq) !== hash);
      const added = kept === -1 ? [] : entries.slice(kept);
      const from = (entries.at(-1) as SealedEntry).seq + 1 - added.length;
      await this.#voidFrom(transaction, instanceId, from);
      if (instance.seq >= from) {
        // The head must stand where the new entries continue; the read model is folded anew once they are there.
        await this.#standAt(transaction, instanceId, from - 1);
      }
      if (added.length > 0) {
        const { rows } =
          await sql<Verdict>`select commit_entries(${instanceId}, ${fence.run}, ${fence.length}, ${fence.at},
          ${this.#entriesText(added, key)}::jsonb, '{"instance": {}}'::jsonb) as verdict`.execute(transaction);
        if (rows[0]?.verdict !== 'done') throw new Error(`Conflict in the journal not settled: ${rows[0]?.verdict}`);
      }
      await this.#refold(transaction, instanceId, key);
      return undefined;
    });
  }

  async #voidFrom(transaction: Database, instanceId: string, seq: number): Promise<void> {
    await transaction
      .updateTable('journal_entry')
      .set({ voided_at: sql<Date>`now()` })
      .where('instance_id', '=', instanceId)
      .where('voided_at', 'is', null)
      .where('seq', '>=', seq)
      .execute();
  }

  async #standAt(transaction: Database, instanceId: string, seq: number): Promise<void> {
    const entry = await transaction
      .selectFrom('journal_entry')
      .select('hash')
      .where('instance_id', '=', instanceId)
      .where('voided_at', 'is', null)
      .where('seq', '=', seq)
      .executeTakeFirst();
    await transaction
      .updateTable('instance')
      .set({ seq, head: entry?.hash ?? null })
      .where('id', '=', instanceId)
      .execute();
  }

  async #refold(transaction: Database, instanceId: string, key: CaseKey): Promise<void> {
    const entries = (await this.entries(instanceId, transaction)).map((payload) => JSON.parse(payload) as JournalEntry);
    await sql`select clear_read_model(${instanceId})`.execute(transaction);
    await sql`select apply_read_model(${instanceId}, ${this.#changesText(entries, key)}::jsonb)`.execute(transaction);
  }

  #entriesText(entries: SealedEntry[], key: CaseKey): string {
    return databaseJson(
      entries.map(({ seq, header, digest, previous, hash, payload }) => ({
        seq,
        header,
        digest,
        previous,
        hash,
        payload: this.#ports.seal(key.key, Buffer.from(payload), purposeOf(key, seq)).toString('base64'),
      })),
    );
  }

  #open(key: CaseKey, sealed: Buffer, seq: number): string {
    return this.#ports.unseal(key.key, sealed, purposeOf(key, seq)).toString();
  }

  #changesText(entries: JournalEntry[], key: CaseKey): string {
    const outbox = entries.flatMap((entry) =>
      entry.commands.filter(isDelivered).map((command) => this.#outboxRow(entry, command, key)),
    );
    return changesText(projectEntries(entries), outbox);
  }

  #outboxRow(entry: JournalEntry, command: Command, key: CaseKey): OutboxRow {
    const body = this.#ports.seal(
      key.key,
      Buffer.from(JSON.stringify(command)),
      `outbox:${key.instanceId}:${command.id}`,
    );
    return {
      command_id: command.id,
      seq: entry.seq,
      type: command.type,
      at: entry.event.at,
      body: body.toString('base64'),
    };
  }
}

/** A cancellation only stops an activity of this instance: nothing to look up later. */
function isDelivered(command: Command): boolean {
  return command.type !== 'service.cancel';
}

function purposeOf(key: CaseKey, seq: number): string {
  return `journal:${key.instanceId}:${seq}`;
}
