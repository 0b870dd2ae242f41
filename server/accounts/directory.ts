import type { Acting } from './people.ts';
import { appendAudit } from '../audit/append.ts';
import type { Database } from '../database/index.ts';
import { AccountProblem } from './account-problem.ts';

type Text = { ru: string; en?: string };
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** Groups have ids that never change: definitions name them. */
export async function createGroup(
  database: Database,
  group: { id: string; title: Text; departmentId?: string | undefined },
  acting: Acting,
): Promise<void> {
  await mapped(
    database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('staff_group')
        .values({ id: group.id, title: JSON.stringify(group.title), department_id: group.departmentId ?? null })
        .execute();
      await appendAudit(transaction, { ...acting, operation: 'group.create', subject: group.id, after: group });
    }),
  );
}

export async function createDepartment(
  database: Database,
  department: { id: string; title: Text; parentId?: string | undefined },
  acting: Acting,
): Promise<void> {
  await mapped(
    database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('department')
        .values({ id: department.id, title: JSON.stringify(department.title), parent_id: department.parentId ?? null })
        .execute();
      await appendAudit(transaction, {
        ...acting,
        operation: 'department.create',
        subject: department.id,
        after: department,
      });
    }),
  );
}

/** While a person is away, the substitute works with that person's groups. */
export async function recordAbsence(
  database: Database,
  absence: {
    personId: string;
    fromDay: string;
    toDay: string;
    substituteId?: string | undefined;
    reason?: string | undefined;
  },
  acting: Acting,
): Promise<number> {
  return mapped(
    database.transaction().execute(async (transaction) => {
      const { id } = await transaction
        .insertInto('absence')
        .values({
          person_id: absence.personId,
          from_day: absence.fromDay,
          to_day: absence.toDay,
          substitute_id: absence.substituteId ?? null,
          reason: absence.reason ?? null,
          created_by: acting.actor.id,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await appendAudit(transaction, {
        ...acting,
        operation: 'absence.record',
        subject: absence.personId,
        after: { fromDay: absence.fromDay, toDay: absence.toDay, substituteId: absence.substituteId ?? null },
      });
      return id;
    }),
  );
}

async function mapped<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint = '' } = error as { code?: string; constraint?: string };
    if (code === uniqueViolation) throw new AccountProblem('group.taken');
    if (code === foreignKeyViolation)
      throw new AccountProblem(constraint.includes('person') ? 'person.unknown' : 'group.unknown');
    throw error;
  }
}
