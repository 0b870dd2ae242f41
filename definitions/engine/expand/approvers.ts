import type { ApprovalStage, Assignment } from '../../schema/definition.ts';

/**
 * FEEL yielding the approvers of a stage as contexts: `key` tells them apart, `users`, `groups`, `assignee` and
 * `excluded` say who may sign for each. Chosen at run time they come as a list of { user } and { group }.
 */
export function approversOf({ id, approvers }: ApprovalStage): string {
  if (!Array.isArray(approvers)) {
    return `for chosen in (${approvers.feel}) return {
      key: if chosen.user = null then "group:" + chosen.group else "user:" + chosen.user,
      users: if chosen.user = null then [] else [chosen.user],
      groups: if chosen.group = null then [] else [chosen.group],
      assignee: null,
      excluded: []
    }`;
  }
  return `[${approvers.map((assignment, index) => fixed(assignment, `${id}:${index + 1}`)).join(', ')}]`;
}

function fixed(assignment: Assignment, key: string): string {
  const { candidateUsers, candidateUsersFrom, candidateGroups, candidateGroupsFrom, assigneeFrom, excludedUsersFrom } =
    assignment;
  const completers = (assignment.excludeCompletersOf ?? []).map(
    (element) => `get value(case.completedBy, ${quoted(element)})`,
  );
  return `{
    key: ${quoted(key)},
    users: ${list(candidateUsers, candidateUsersFrom)},
    groups: ${list(candidateGroups, candidateGroupsFrom)},
    assignee: ${assigneeFrom === undefined ? 'null' : `(${assigneeFrom})`},
    excluded: ${joined([...completers, ...(excludedUsersFrom === undefined ? [] : [`(${excludedUsersFrom})`])])}
  }`;
}

function list(fixed: readonly string[] | undefined, computed: string | undefined): string {
  const literal = `[${(fixed ?? []).map(quoted).join(', ')}]`;
  return computed === undefined ? literal : joined([literal, `(${computed})`]);
}

/** One list of several, any of which may be null. */
function joined(lists: readonly string[]): string {
  if (lists.length === 0) return '[]';
  return `flatten(for part in [${lists.join(', ')}] return if part = null then [] else part)`;
}

/** A string literal of FEEL. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
