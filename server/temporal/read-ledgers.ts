import type { Ledger } from '../../definitions/calendar/index.ts';
import { compile, type JournalEntry, ledgersOf } from '../../definitions/engine/index.ts';
import { KeyErasedError } from '../crypto/index.ts';
import { journalOf } from './audit-journal.ts';
import type { TemporalGround } from './connection.ts';

/**
 * The terms of a case from its journal, through the engine: the read model holds dates, not why. No worker is asked, so
 * cases that have ended answer as well.
 */
export async function readLedgers(ground: TemporalGround, instanceId: string): Promise<Ledger[]> {
  try {
    const { programme_hash: hash } = await ground.database
      .selectFrom('instance')
      .select('programme_hash')
      .where('id', '=', instanceId)
      .executeTakeFirstOrThrow();
    const entries = await journalOf(ground).entries(instanceId);
    const programme = compile(await ground.programmes.source(hash));
    return ledgersOf(
      programme,
      entries.map((payload) => JSON.parse(payload) as JournalEntry),
    );
  } catch (error) {
    if (error instanceof KeyErasedError) return [];
    throw error;
  }
}
