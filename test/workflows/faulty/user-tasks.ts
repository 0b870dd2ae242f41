import type { OpenUserTask } from '../../../definitions/engine/journal.ts';
import { type Run, record, writable } from '../../../definitions/engine/run.ts';

/** An engine changed where Temporal can't see it: every user task is a little more urgent. */
export function openUserTask(run: Run, userTask: OpenUserTask): void {
  const urgent = { ...userTask, priority: userTask.priority + 1 };
  writable(run, 'userTasks')[userTask.id] = urgent;
  record(run, { type: 'userTask.opened', userTask: urgent });
}
