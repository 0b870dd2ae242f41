import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Ledger } from '../../definitions/calendar/index.ts';
import { compile, type JournalEntry, nextDueAt, replay } from '../../definitions/engine/index.ts';
import type { InstancePosition } from '../../workflows/process-instance.ts';
import { journalOf } from './audit-journal.ts';
import type { TemporalGround } from './connection.ts';

/** What the terms of a living case say, and what stands in Temporal or in the read model instead. */
export interface Difference {
  instanceId: string;
  /** `workflow`: none lives. `journal`: it is not where history is. `timer`: armed for another moment. `deadline`: shown with another. */
  what: 'workflow' | 'journal' | 'timer' | 'deadline';
  ledgerId?: string;
  expected: string;
  found: string;
}

const BATCH = 100;
/** A case that works while it is looked at is looked at again. */
const LOOKS = 20;
const BETWEEN_LOOKS_MS = 250;

/** Proves of every living case that its armed timer and the dates shown are those of its ledgers. */
export async function examineInstances(
  ground: TemporalGround,
  client: Client,
): Promise<{ examined: number; differences: Difference[] }> {
  const differences: Difference[] = [];
  let examined = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await ground.database
      .selectFrom('instance')
      .select('id')
      .where('engine_status', 'in', ['running', 'suspended'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const { id } of rows) differences.push(...(await examine(ground, client, id)));
    examined += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return { examined, differences };
    after = last.id;
  }
}

async function examine(ground: TemporalGround, client: Client, instanceId: string): Promise<Difference[]> {
  for (let look = 1; ; look++) {
    const differences = await compare(ground, client, instanceId);
    if (differences.length === 0 || look === LOOKS) return differences;
    // Whatever is under way settles; what stays is a difference.
    if (!differences.some(({ what }) => what === 'journal' || what === 'timer')) return differences;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}

async function compare(ground: TemporalGround, client: Client, instanceId: string): Promise<Difference[]> {
  const { database } = ground;
  const instance = await database
    .selectFrom('instance')
    .select(['engine_status', 'programme_hash'])
    .where('id', '=', instanceId)
    .executeTakeFirst();
  // It ended while it was looked for.
  if (instance?.engine_status !== 'running' && instance?.engine_status !== 'suspended') return [];
  const position = await positionOf(client, instanceId);
  if (!position) return [{ instanceId, what: 'workflow', expected: instance.engine_status, found: 'none' }];

  const entries = (await journalOf(ground).entries(instanceId)).map((text) => JSON.parse(text) as JournalEntry);
  const { state } = replay(compile(await ground.programmes.source(instance.programme_hash)), entries);
  const differences: Difference[] = [];
  const differ = (what: Difference['what'], expected: string, found: string, ledgerId?: string): void => {
    if (expected !== found)
      differences.push({ instanceId, what, ...(ledgerId === undefined ? {} : { ledgerId }), expected, found });
  };
  differ('journal', String(entries.length), String(position.seq));
  differ('timer', (state && nextDueAt(state)) ?? 'none', position.armedFor ?? 'none');

  const shown = await database
    .selectFrom('deadline')
    .select(['ledger_id', 'state', 'due_at'])
    .where('instance_id', '=', instanceId)
    .where('closed_at', 'is', null)
    .execute();
  const rows = new Map(shown.map((row) => [row.ledger_id, `${row.state} ${row.due_at?.toISOString() ?? 'none'}`]));
  const ledgers = new Map(Object.values(state?.ledgers ?? {}).map((ledger) => [ledger.id, standingOf(ledger)]));
  for (const id of new Set([...rows.keys(), ...ledgers.keys()])) {
    differ('deadline', ledgers.get(id) ?? 'none', rows.get(id) ?? 'none', id);
  }
  return differences;
}

function standingOf({ state, dueAt }: Ledger): string {
  return `${state} ${dueAt ?? 'none'}`;
}

async function positionOf(client: Client, instanceId: string): Promise<InstancePosition | undefined> {
  const handle = client.workflow.getHandle(instanceId);
  try {
    const { status } = await handle.describe();
    return status.name === 'RUNNING' ? await handle.query<InstancePosition>('position') : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
