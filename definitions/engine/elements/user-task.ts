import type { UserTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import { dueAtOf } from '../deadlines.ts';
import { evaluateAt, idsAt } from '../expression.ts';
import type { ElementHandler } from '../handler.ts';
import { toPlain } from '../../feel/index.ts';
import { Problem } from '../problem.ts';
import { nextId, type Run } from '../run.ts';
import { openUserTask } from '../user-tasks.ts';
import { own } from '../own.ts';

export const userTask: ElementHandler<UserTask> = {
  enter: enterActivity,

  execute(run, node, scope) {
    const { element } = node;
    const assignment = element.assignment ?? {};
    const excluded = (assignment.excludeCompletersOf ?? []).flatMap((id) => own(run.state.completedBy, id) ?? []);
    if (assignment.excludedUsersFrom !== undefined)
      excluded.push(...idsAt(run, scope.id, assignment.excludedUsersFrom));
    const groups = [...(assignment.candidateGroups ?? [])];
    if (assignment.candidateGroupsFrom !== undefined)
      groups.push(...idsAt(run, scope.id, assignment.candidateGroupsFrom));
    const users = [...(assignment.candidateUsers ?? [])];
    if (assignment.candidateUsersFrom !== undefined) users.push(...idsAt(run, scope.id, assignment.candidateUsersFrom));
    const assignee =
      assignment.assigneeFrom === undefined ? undefined : idsAt(run, scope.id, assignment.assigneeFrom)[0];
    const dueAt = dueAtOf(run, scope.id);
    openUserTask(run, {
      id: nextId(run, 'u'),
      elementId: node.id,
      scopeId: scope.id,
      title: element.title,
      performer: element.performer ?? 'official',
      candidateGroups: [...new Set(groups)],
      candidateUsers: [...new Set(users)],
      ...(assignee === undefined ? {} : { assignee }),
      excludedUsers: [...new Set(excluded)],
      priority: priorityOf(run, element, scope.id),
      openedAt: run.at,
      ...(dueAt === undefined ? {} : { dueAt }),
    });
  },
};

function priorityOf(run: Run, element: UserTask, scopeId: string): number {
  if (typeof element.priority !== 'object') return element.priority ?? 50;
  const value = toPlain(evaluateAt(run, scopeId, element.priority.feel));
  if (typeof value !== 'number')
    throw new Problem('userTask.priority', `${element.priority.feel}: a priority is a number`);
  return Math.max(0, Math.min(100, Math.round(value)));
}
