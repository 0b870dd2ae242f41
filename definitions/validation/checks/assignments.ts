import type { Assignment } from '../../schema/definition.ts';
import type { Check } from '../check.ts';

/** Somebody may take every task of an official. */
export const assignments: Check = (outline, report) => {
  for (const { value, pointer } of outline.elements) {
    if (value.type === 'userTask' && value.performer !== 'applicant' && !hasOwners(value.assignment))
      report('assignment.missing', pointer, { name: value.id });
    if (value.type === 'approval' && !hasOwners(value.author))
      report('assignment.missing', `${pointer}/author`, { name: value.id });
  }
};

function hasOwners(assignment: Assignment | undefined): boolean {
  if (assignment === undefined) return false;
  const {
    candidateGroups = [],
    candidateUsers = [],
    candidateGroupsFrom,
    candidateUsersFrom,
    assigneeFrom,
  } = assignment;
  return (
    candidateGroups.length + candidateUsers.length > 0 ||
    [candidateGroupsFrom, candidateUsersFrom, assigneeFrom].some((from) => from !== undefined)
  );
}
