import { hkdfSync, randomBytes } from 'node:crypto';
import type { Database } from '../database/index.ts';
import { seal, unseal } from './seal.ts';

export interface MasterKey {
  id: string;
  key: Buffer;
}

/** The key of one case, unwrapped. */
export interface CaseKey {
  /** Stands in clear beside whatever the key sealed. */
  id: string;
  instanceId: string;
  key: Buffer;
  /** Secret of the journal's digests: without it a digest tells nothing about the value it covers. */
  journalSalt: Buffer;
}

/** No case has this id, or it has no key yet. */
export class KeyUnknownError extends Error {
  constructor(what: string) {
    super(`No data key for ${what}`);
    this.name = 'KeyUnknownError';
  }
}

export class KeyErasedError extends Error {
  constructor(what: string) {
    super(`The data key of ${what} was erased`);
    this.name = 'KeyErasedError';
  }
}

/** How long an unwrapped key may stay in memory: an erased case is unreadable everywhere within this time. */
const KEPT_MS = 5 * 60_000;
const KEPT_AT_MOST = 20_000;

/** Hands out the keys of cases; the first master key wraps new ones, the others still open old ones. */
export class Keyring {
  readonly #database: Database;
  readonly #masters: MasterKey[];
  readonly #byId = new Map<string, { caseKey: CaseKey; until: number }>();
  readonly #idByInstance = new Map<string, string>();

  constructor(database: Database, masters: [MasterKey, ...MasterKey[]]) {
    this.#database = database;
    this.#masters = masters;
  }

  /** Makes the key of a new case; a case that has one keeps it. Pass the transaction that writes the instance row. */
  async create(instanceId: string, transaction: Database = this.#database): Promise<void> {
    const master = this.#masters[0] as MasterKey;
    const id = randomBytes(12).toString('base64url');
    await transaction
      .insertInto('data_key')
      .values({
        id,
        instance_id: instanceId,
        wrapped: seal(master.key, randomBytes(32), wrapPurpose(id, instanceId)),
        master_key_id: master.id,
      })
      .onConflict((conflict) => conflict.column('instance_id').doNothing())
      .execute();
  }

  async forInstance(instanceId: string, transaction?: Database): Promise<CaseKey> {
    const known = this.#recall(this.#idByInstance.get(instanceId));
    if (known) return known;
    return this.#load('instance_id', instanceId, transaction);
  }

  async byId(id: string): Promise<CaseKey> {
    return this.#recall(id) ?? this.#load('id', id);
  }

  /** Destroys the key: nothing sealed under it can be read again. */
  async erase(instanceId: string): Promise<void> {
    await this.#database
      .updateTable('data_key')
      .set({ wrapped: null, erased_at: new Date() })
      .where('instance_id', '=', instanceId)
      .execute();
    const id = this.#idByInstance.get(instanceId);
    if (id) this.#forget(id);
  }

  /** Wraps the keys that an older master key wraps under the current one. Returns how many. */
  async rewrap(batch = 1_000): Promise<number> {
    const master = this.#masters[0] as MasterKey;
    const rows = await this.#database
      .selectFrom('data_key')
      .selectAll()
      .where('master_key_id', '!=', master.id)
      .where('wrapped', 'is not', null)
      .limit(batch)
      .execute();
    for (const row of rows) {
      const purpose = wrapPurpose(row.id, row.instance_id);
      const plain = unseal(this.#master(row.master_key_id).key, row.wrapped as Buffer, purpose);
      await this.#database
        .updateTable('data_key')
        .set({ wrapped: seal(master.key, plain, purpose), master_key_id: master.id })
        .where('id', '=', row.id)
        // A key erased meanwhile stays erased.
        .where('wrapped', 'is not', null)
        .execute();
    }
    return rows.length;
  }

  async #load(column: 'id' | 'instance_id', value: string, database = this.#database): Promise<CaseKey> {
    const row = await database
      .selectFrom('data_key')
      .select(['id', 'instance_id', 'wrapped', 'master_key_id'])
      .where(column, '=', value)
      .executeTakeFirst();
    if (!row) throw new KeyUnknownError(value);
    if (!row.wrapped) throw new KeyErasedError(value);
    const key = unseal(this.#master(row.master_key_id).key, row.wrapped, wrapPurpose(row.id, row.instance_id));
    const journalSalt = Buffer.from(hkdfSync('sha256', key, '', 'journal', 32));
    const caseKey = { id: row.id, instanceId: row.instance_id, key, journalSalt };
    // What a transaction may still take back is not remembered.
    if (database !== this.#database) return caseKey;
    if (this.#byId.size >= KEPT_AT_MOST) this.#forget(this.#byId.keys().next().value as string);
    this.#byId.set(row.id, { caseKey, until: performance.now() + KEPT_MS });
    this.#idByInstance.set(row.instance_id, row.id);
    return caseKey;
  }

  #recall(id: string | undefined): CaseKey | undefined {
    const kept = id === undefined ? undefined : this.#byId.get(id);
    if (!kept) return undefined;
    if (kept.until > performance.now()) return kept.caseKey;
    this.#forget(kept.caseKey.id);
    return undefined;
  }

  #forget(id: string): void {
    const kept = this.#byId.get(id);
    if (kept) this.#idByInstance.delete(kept.caseKey.instanceId);
    this.#byId.delete(id);
  }

  #master(id: string): MasterKey {
    const master = this.#masters.find((candidate) => candidate.id === id);
    if (!master) throw new Error(`Master key ${id} is not configured`);
    return master;
  }
}

function wrapPurpose(id: string, instanceId: string): string {
  return `data-key:${id}:${instanceId}`;
}
