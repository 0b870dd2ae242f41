import type { Ledger } from '../calendar/index.ts';
import type { DeadlineAction } from '../schema/definition.ts';
import { notify } from './notify.ts';
import { type Run, record, writable } from './run.ts';
import { setStatus } from './status.ts';

/** What a reminder or a breach asks for. */
export function act(run: Run, ledger: Ledger, actions: readonly DeadlineAction[] | undefined): void {
  for (const action of actions ?? []) {
    switch (action.type) {
      case 'escalate':
        changeUserTasks(run, ledger.scopeId, ({ candidateGroups }) => ({
          candidateGroups: [...new Set([...candidateGroups, ...action.candidateGroups])],
        }));
        break;
      case 'raisePriority':
        changeUserTasks(run, ledger.scopeId, ({ priority }) => ({
          priority: Math.max(0, Math.min(100, priority + action.by)),
        }));
        break;
      case 'status':
        setStatus(run, action.status, ledger.scopeId, ledger.elementId);
        break;
      case 'notify':
        notify(run, action, ledger);
        break;
    }
  }
}

type Changes = { candidateGroups?: string[]; priority?: number };

function changeUserTasks(
  run: Run,
  scopeId: string,
  change: (userTask: { candidateGroups: string[]; priority: number }) => Changes,
): void {
  for (const userTask of Object.values(run.state.userTasks)) {
    if (!isWithin(run, userTask.scopeId, scopeId)) continue;
    const changes = change(userTask);
    writable(run, 'userTasks')[userTask.id] = { ...userTask, ...changes };
    record(run, { type: 'userTask.changed', userTaskId: userTask.id, changes });
  }
}

function isWithin(run: Run, scopeId: string, outer: string): boolean {
  let id: string | undefined = scopeId;
  while (id !== undefined && id !== outer) {
    const scope: { parent?: string } | undefined = run.state.scopes[id];
    id = scope?.parent;
  }
  return id === outer;
}
