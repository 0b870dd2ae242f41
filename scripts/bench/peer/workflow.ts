import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { PeerActivities } from './activities.ts';

/** What a good engineer writes by hand for one procedure: start, one user task with a deadline, completion. */
const { opened, completed } = proxyLocalActivities<PeerActivities>({ startToCloseTimeout: '2 seconds' });

export const complete = defineUpdate<{ at: string }, [{ eventId: string; by: string; form: { note: string } }]>(
  'complete',
);

const termMs = 30 * 86_400_000;

export async function oneUserTask(instanceId: string): Promise<string> {
  let done: { eventId: string; by: string; form: { note: string } } | undefined;
  let committed = false;
  const startedAt = Date.now();
  setHandler(
    complete,
    async (given) => {
      done = given;
      await condition(() => committed);
      return { at: new Date().toISOString() };
    },
    {
      validator: (given) => {
        if (done) throw new Error('The user task is not open');
        if (typeof given.form.note !== 'string') throw new Error('note is required');
      },
    },
  );
  const dueAt = new Date(startedAt + termMs).toISOString();
  await opened({ instanceId, at: new Date(startedAt).toISOString(), dueAt });
  const inTime = await condition(() => done !== undefined, termMs);
  if (!inTime || !done) return 'breached';
  await completed({
    instanceId,
    at: new Date().toISOString(),
    by: done.by,
    eventId: done.eventId,
    note: done.form.note,
  });
  committed = true;
  await condition(() => committed);
  return 'completed';
}
