import { type Expression, type SqlBool, sql } from 'kysely';
import { type Principal, seesOwnCasesOnly } from '../auth/principal.ts';

/**
 * Which cases a caller sees, as a condition on a query over `instance`: one place for lists, single cases, user tasks
 * and files. Staff see all for now (rights per procedure come here); an applicant sees own cases and what they called.
 */
export function visibleInstances(caller: Principal): Expression<SqlBool> {
  if (!seesOwnCasesOnly(caller)) return sql<SqlBool>`true`;
  return sql<SqlBool>`exists (
    select 1 from case_party
    where case_party.actor_id = ${caller.actorId}
      and case_party.instance_id in (instance.id, instance.parent_id)
  )`;
}
