import type { ProgrammeSource } from '../../../definitions/engine/index.ts';
import type { Database } from '../../database/index.ts';

export interface CatalogueEntry {
  key: string;
  version: number;
  title: { ru: string; en?: string };
  category: string | undefined;
  status: 'published' | 'retired';
  publishedAt: Date;
  publishedBy: string;
  definitionHash: string;
  programmeHash: string;
}

const keptAtMost = 200;

/** Published definitions. Programmes are immutable and addressed by content, so they may be kept in memory. */
export class Catalogue {
  readonly #database: Database;
  readonly #programmes = new Map<string, ProgrammeSource>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest version that may be started, or the one named. */
  async find(key: string, version?: number): Promise<CatalogueEntry | undefined> {
    let query = this.#entries().where('key', '=', key);
    query =
      version === undefined
        ? query.where('status', '=', 'published').orderBy('version', 'desc').limit(1)
        : query.where('version', '=', version);
    const row = await query.executeTakeFirst();
    return row && asEntry(row);
  }

  async versions(key: string): Promise<CatalogueEntry[]> {
    const rows = await this.#entries().where('key', '=', key).orderBy('version', 'desc').limit(1_000).execute();
    return rows.map(asEntry);
  }

  /** The newest version of every procedure, by key. */
  async newest(after: string | undefined, limit: number): Promise<CatalogueEntry[]> {
    let query = this.#entries()
      .distinctOn('key')
      .where('status', '=', 'published')
      .orderBy('key')
      .orderBy('version', 'desc')
      .limit(limit);
    if (after !== undefined) query = query.where('key', '>', after);
    return (await query.execute()).map(asEntry);
  }

  async programme(hash: string): Promise<ProgrammeSource> {
    const known = this.#programmes.get(hash);
    if (known) return known;
    const { body } = await this.#database
      .selectFrom('content')
      .select('body')
      .where('hash', '=', hash)
      .where('kind', '=', 'programme')
      .executeTakeFirstOrThrow();
    const programme = body as ProgrammeSource;
    if (this.#programmes.size >= keptAtMost) {
      this.#programmes.delete(this.#programmes.keys().next().value as string);
    }
    this.#programmes.set(hash, programme);
    return programme;
  }

  #entries() {
    return this.#database
      .selectFrom('definition_version')
      .select([
        'key',
        'version',
        'title',
        'category',
        'status',
        'published_at',
        'published_by',
        'definition_hash',
        'programme_hash',
      ]);
  }
}

function asEntry(row: {
  key: string;
  version: number;
  title: { ru: string; en?: string };
  category: string | null;
  status: 'published' | 'retired';
  published_at: Date;
  published_by: string;
  definition_hash: string;
  programme_hash: string;
}): CatalogueEntry {
  return {
    key: row.key,
    version: row.version,
    title: row.title,
    category: row.category ?? undefined,
    status: row.status,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    definitionHash: row.definition_hash,
    programmeHash: row.programme_hash,
  };
}
