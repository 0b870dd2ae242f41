import { type Expression, type SqlBool, sql } from 'kysely';
import type { Principal } from '../../auth/principal.ts';
import { textArray } from '../sql.ts';

/**
 * Who may work on a user task, as a condition on a query over `user_task` joined with `instance`: an assignee alone if
 * there is one; else the candidates; else, when none are named, every official. Tasks of the applicant are for whoever
 * the case belongs to. Excluded owners never (R-027, P-21).
 */
export function potentialOwner(caller: Principal): Expression<SqlBool> {
  const me = caller.actorId;
  const groups = textArray(caller.groups);
  return sql<SqlBool>`(
    not (${me} = any(user_task.excluded_users)) and case user_task.performer
      when 'applicant' then exists (
        select 1 from case_party
        where case_party.actor_id = ${me}
          and case_party.role = 'applicant'
          and case_party.instance_id in (instance.id, instance.parent_id))
      else ${caller.actorKind} <> 'applicant' and case
        when user_task.assignee is not null then user_task.assignee = ${me}
        when cardinality(user_task.candidate_users) + cardinality(user_task.candidate_groups) = 0 then true
        else ${me} = any(user_task.candidate_users) or user_task.candidate_groups && ${groups}
      end
    end)`;
}
