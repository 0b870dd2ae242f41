import { sql } from 'kysely';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import { hashOf } from '../../../definitions/engine/canonical.ts';
import { type Actor, defaultLimits, type ProgrammeSource } from '../../../definitions/engine/index.ts';
import type { CallActivity, ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { appendAudit } from '../../audit/append.ts';
import type { Database } from '../../database/index.ts';

export interface Publication {
  key: string;
  version: number;
  programmeHash: string;
  /** False: the newest version already says the same. */
  created: boolean;
}

/**
 * Publishes a definition that has passed its checks as the next immutable version, together with everything its meaning
 * depends on. Publishing what the newest version already is changes nothing.
 */
export async function publishDefinition(
  database: Database,
  definition: ProcessDefinition,
  actor: Actor,
  address?: string,
): Promise<Publication> {
  const { key } = definition;
  return database.transaction().execute(async (transaction) => {
    // Two publishers of one procedure get two versions, one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`publish ${key}`}, 0))`.execute(transaction);
    const newest = await transaction
      .selectFrom('definition_version')
      .select(['version', 'programme_hash', 'status'])
      .where('key', '=', key)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (newest?.status === 'published') {
      const same = hashOf(await programmeOf(transaction, definition, newest.version)) === newest.programme_hash;
      if (same) return { key, version: newest.version, programmeHash: newest.programme_hash, created: false };
    }
    const version = (newest?.version ?? 0) + 1;
    const programme = await programmeOf(transaction, definition, version);
    const programmeHash = hashOf(programme);
    const definitionHash = hashOf(definition);
    await transaction
      .insertInto('content')
      .values([
        { hash: programmeHash, kind: 'programme', body: JSON.stringify(programme) },
        { hash: definitionHash, kind: 'definition', body: JSON.stringify(definition) },
      ])
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
    await transaction
      .insertInto('definition_version')
      .values({
        key,
        version,
        title: JSON.stringify(definition.title),
        category: definition.category ?? null,
        definition_hash: definitionHash,
        programme_hash: programmeHash,
        status: 'published',
        published_by: actor.id,
      })
      .execute();
    await appendAudit(transaction, {
      actor,
      address,
      operation: 'definition.publish',
      subject: `${key}/${version}`,
      before: newest ? { version: newest.version, programme: newest.programme_hash } : null,
      after: { version, programme: programmeHash },
    });
    return { key, version, programmeHash, created: true };
  });
}

/** The definition with its calendars and the versions its call activities are bound to (itself: this very version). */
async function programmeOf(
  database: Database,
  definition: ProcessDefinition,
  version: number,
): Promise<ProgrammeSource> {
  const called = [
    ...new Set(
      calls(definition)
        .filter((call) => call.version === undefined)
        .map((call) => call.calls),
    ),
  ];
  const bound = await newestVersions(
    database,
    called.filter((key) => key !== definition.key),
  );
  if (called.includes(definition.key)) bound[definition.key] = version;
  return { definition, decisions: {}, calendars: calendarsOf(definition), limits: defaultLimits, bindings: bound };
}

export function calls(definition: ProcessDefinition): CallActivity[] {
  return definition.elements.filter((element) => element.type === 'callActivity');
}

async function newestVersions(database: Database, keys: readonly string[]): Promise<{ [key: string]: number }> {
  if (keys.length === 0) return {};
  const rows = await database
    .selectFrom('definition_version')
    .select(['key', (select) => select.fn.max<number>('version').as('version')])
    .where('key', 'in', keys)
    .where('status', '=', 'published')
    .groupBy('key')
    .execute();
  return Object.fromEntries(rows.map(({ key, version }) => [key, version]));
}

/** The calendars the definition's deadlines name, and the Russian one, which they mean when they name none. */
function calendarsOf(definition: ProcessDefinition): ProgrammeSource['calendars'] {
  const named = new Set(['ru']);
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { calendar } = value as { calendar?: unknown };
    if (typeof calendar === 'string') named.add(calendar);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(definition.deadlines ?? []);
  visit(definition.elements);
  return Object.fromEntries(Object.entries(shippedCalendars).filter(([key]) => named.has(key)));
}
