import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Difference } from '../../server/temporal/index.ts';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { aStage, type Stage } from '../workflows/stage.ts';

const bin = fileURLToPath(new URL('../../bin/reglament.js', import.meta.url));
let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await aStage();
  const law = { basis: 'Регламент', regime: 'civil-code', class: 'statutory', owner: 'authority' } as const;
  const term = { amount: 30, unit: 'calendarDays' } as const;
  const extension = { basis: 'Регламент, п. 14', cap: { amount: 10, unit: 'calendarDays' } } as const;
  id = await stage.open(
    aDefinition(
      [
        { type: 'startEvent', id: 'start' },
        { type: 'userTask', id: 'decide' },
        { type: 'endEvent', id: 'done' },
      ],
      ['start>decide', 'decide>done'],
      { key: 'examined', deadlines: [{ ...law, id: 'decision', title: { ru: 'Решение' }, term, extension }] },
    ),
  );
});
afterAll(() => stage.close());

async function doctor(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { temporalAddress, temporalNamespace, taskQueue, masterKey } = stage.config;
  const child = spawn(process.execPath, [bin, 'doctor', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: stage.url,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: temporalNamespace,
      REGLAMENT_TASK_QUEUE: taskQueue,
      REGLAMENT_MASTER_KEY: `${masterKey.id}:${masterKey.key.toString('base64')}`,
    },
  });
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

async function differences(): Promise<Difference[]> {
  const { code, out } = await doctor('--json');
  expect(code).toBe(1);
  return (JSON.parse(out) as { differences: Difference[] }).differences;
}

describe('reglament doctor', () => {
  it('finds nothing where the armed timer is that of the ledgers', async () => {
    const { code, out, err } = await doctor();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('cases 1, расхождений / differences 0');
  });

  it('names a date that is shown but is not that of the ledger, and fails', async () => {
    const [ledger] = await stage.runtime.ledgers(id);
    const deadlines = () => stage.database.updateTable('deadline').where('instance_id', '=', id);
    await deadlines()
      .set({ due_at: new Date('2031-01-01T00:00:00Z') })
      .execute();
    const found = [{ instanceId: id, what: 'deadline', ledgerId: 'd1' }];
    expect(await differences()).toMatchObject(found);
    await deadlines()
      .set({ due_at: new Date(ledger?.dueAt as string) })
      .execute();
    expect((await doctor()).code).toBe(0);
  });

  it('names a timer that is armed for another moment than the ledgers give', async () => {
    const before = (await stage.runtime.ledgers(id))[0]?.dueAt;
    const by = { amount: 10, unit: 'calendarDays' } as const;
    await stage.send(id, { type: 'deadline.extend', data: { ledgerId: 'd1', by, reason: 'Экспертиза' } });
    const after = (await stage.runtime.ledgers(id))[0]?.dueAt;
    // The journal loses the extension that the timer follows.
    const last = () => stage.database.updateTable('journal_entry').where('instance_id', '=', id).where('seq', '=', 2);
    await last().set({ voided_at: new Date() }).execute();
    expect(await differences()).toContainEqual({ instanceId: id, what: 'timer', expected: before, found: after });
    await last().set({ voided_at: null }).execute();
    expect((await doctor()).code).toBe(0);
  });
});
