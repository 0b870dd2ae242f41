import type { Principal } from '../../auth/principal.ts';
import type { Database } from '../../database/index.ts';
import type { Applied, InstanceRuntime } from '../../runtime.ts';
import { applyEvent } from '../cases/apply-event.ts';
import { attachedCounts, judgeDocuments, type OfferedDocument } from '../cases/documents.ts';
import { isRefusal, type KeyedRequest, unlessRepeated } from '../cases/requests.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import { ApiProblem, problem } from '../problem/problem.ts';
import { visibleInstances } from '../visibility.ts';
import { type Claim, claimUserTask, releaseUserTask, type TaskPlace } from './claims.ts';

export interface Completion {
  outcome?: string;
  reason?: string;
  form?: { [name: string]: unknown };
  documents?: OfferedDocument[];
}

/**
 * Completes a user task for who holds it; a task nobody holds is taken on the way and given back if the completion is
 * refused. A repeat skips all that and goes straight to the case, which answers as before.
 */
export async function completeUserTask(
  ports: { database: Database; runtime: InstanceRuntime; catalogue: Catalogue },
  caller: Principal,
  request: KeyedRequest,
  task: TaskPlace,
  completion: Completion,
): Promise<Applied> {
  const { database } = ports;
  const row = await taskRow(database, caller, task);
  const { documents: offered = [], ...answer } = completion;
  const send = async (repeat: boolean): Promise<Applied> => {
    const { definition } = await ports.catalogue.programme(row.programme_hash);
    const element = definition.elements.find(({ id }) => id === row.element_id);
    const documents = await judgeDocuments(database, caller, offered, {
      definition,
      allowed: element?.type === 'userTask' ? (element.documents ?? []) : [],
      attached: repeat ? {} : await attachedCounts(database, task.instanceId),
      pointer: '/documents',
    });
    const data = { userTaskId: task.id, ...answer, ...(documents.length > 0 ? { documents } : {}) };
    return applyEvent(ports, caller, request, task.instanceId, { type: 'userTask.complete', data });
  };
  return unlessRepeated(database, request, async (repeat) => {
    if (repeat) return send(true);
    const claim: Claim = await claimUserTask(database, caller, task);
    try {
      return await send(false);
    } catch (error) {
      if (isRefusal(error) && claim.fresh) await releaseUserTask(database, caller, task).catch(ignoreClosed);
      throw error;
    }
  });
}

/** The task may have been closed in the meantime: then there is nothing to give back. */
function ignoreClosed(error: unknown): void {
  if (!(error instanceof ApiProblem)) throw error;
}

async function taskRow(database: Database, caller: Principal, task: TaskPlace) {
  const row = await database
    .selectFrom('user_task')
    .innerJoin('instance', 'instance.id', 'user_task.instance_id')
    .select(['user_task.element_id', 'instance.programme_hash'])
    .where('user_task.instance_id', '=', task.instanceId)
    .where('user_task.id', '=', task.id)
    .where(visibleInstances(caller))
    .executeTakeFirst();
  if (!row) throw problem('userTask.unknown', { pointer: '/path/userTaskId' });
  return row;
}
