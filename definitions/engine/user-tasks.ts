import type { OpenUserTask } from './journal.ts';
import { type Run, record, writable } from './run.ts';

export function openUserTask(run: Run, userTask: OpenUserTask): void {
  writable(run, 'userTasks')[userTask.id] = userTask;
  record(run, { type: 'userTask.opened', userTask });
}
