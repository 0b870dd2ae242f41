import { canonical, hashOf, type ProgrammeSource } from '../../definitions/engine/index.ts';
import type { Database } from '../database/index.ts';

const KEPT_AT_MOST = 200;

/** Programmes by hash, from the table `content`; immutable, so kept in memory once read. */
export class ProgrammeStore {
  readonly #database: Database;
  readonly #kept = new Map<string, { bytes: Buffer; source: ProgrammeSource }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Stores a programme, unless it is there; returns its hash. */
  async put(source: ProgrammeSource, transaction: Database = this.#database): Promise<string> {
    const hash = hashOf(source);
    await transaction
      .insertInto('content')
      .values({ hash, kind: 'programme', body: canonical(source) })
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
    return hash;
  }

  async bytes(hash: string): Promise<Uint8Array> {
    return (await this.#get(hash)).bytes;
  }

  async source(hash: string): Promise<ProgrammeSource> {
    return (await this.#get(hash)).source;
  }

  async #get(hash: string): Promise<{ bytes: Buffer; source: ProgrammeSource }> {
    const known = this.#kept.get(hash);
    if (known) return known;
    const row = await this.#database
      .selectFrom('content')
      .select('body')
      .where('hash', '=', hash)
      .where('kind', '=', 'programme')
      .executeTakeFirst();
    if (!row) throw new Error(`No programme ${hash}`);
    const loaded = { bytes: Buffer.from(JSON.stringify(row.body)), source: row.body as ProgrammeSource };
    if (this.#kept.size >= KEPT_AT_MOST) this.#kept.delete(this.#kept.keys().next().value as string);
    this.#kept.set(hash, loaded);
    return loaded;
  }
}
