import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { v5 as uuidv5 } from 'uuid';
import type { Company } from '../../activities/registry/company.ts';
import { canonical } from '../../definitions/engine/canonical.ts';
import { deliverToCase } from '../api/cases/deliver-message.ts';
import type { OfferedDocument } from '../api/cases/documents.ts';
import { findRequest, type KeyedRequest } from '../api/cases/requests.ts';
import { startCase } from '../api/cases/start-case.ts';
import type { Catalogue } from '../api/definitions/catalogue.ts';
import { completeUserTask } from '../api/user-tasks/complete.ts';
import type { Principal } from '../auth/principal.ts';
import type { Database } from '../database/index.ts';
import type { FileStorage } from '../files/storage.ts';
import type { InstanceRuntime } from '../runtime.ts';
import { demoPaper } from './paper.ts';
import type { DemoCase, DemoStep } from './plan.ts';

export interface DemoPorts {
  database: Database;
  runtime: InstanceRuntime;
  catalogue: Catalogue;
  files: FileStorage;
  people: ReadonlyMap<string, Principal>;
}

const namespace = '6a7d1f62-2b0e-4f43-9c27-5f6f0f1f4b7e';
/** A step waits for effects that a connector's retries may delay. */
const patienceMs = 120_000;
const dayMs = 86_400_000;

/** Does to one case all that the plan says and that has not been done yet; gives the instance's id. */
export async function playCase(
  ports: DemoPorts,
  plan: DemoCase,
  company: Company,
  linked: string | undefined,
): Promise<string> {
  const applicant = person(ports, plan.applicant);
  const { instanceId } = await startCase(ports, applicant, keyed(applicant, plan, 'start', plan), {
    key: plan.procedure,
    input: { ...plan.input, applicant: claimOf(plan, company) },
    documents: await papers(ports, plan, plan.documents, applicant),
    ...(linked === undefined ? {} : { links: [{ kind: 'appealAgainst', instanceId: linked }] }),
  });
  for (const [index, step] of plan.steps.entries()) await play(ports, plan, instanceId, step, String(index));
  return instanceId;
}

async function play(ports: DemoPorts, plan: DemoCase, instanceId: string, step: DemoStep, name: string): Promise<void> {
  // Loaded again, the case may be past it.
  if (step.do === 'await')
    return void (await findUserTask(ports.database, instanceId, step.element, ['open', 'completed', 'cancelled']));
  if (step.do === 'forward') return forward(ports, instanceId, step.days);
  const caller = person(ports, step.by);
  const request = keyed(caller, plan, name, step);
  if ((await findRequest(ports.database, request))?.answer) return;
  if (step.do === 'message') {
    await deliverToCase(ports, caller, request, instanceId, { message: step.message, payload: step.payload });
    return;
  }
  const { outcome, reason, form, documents = [] } = step;
  await completeUserTask(
    ports,
    caller,
    request,
    { instanceId, id: await findUserTask(ports.database, instanceId, step.element, ['open']) },
    {
      ...(outcome === undefined ? {} : { outcome }),
      ...(reason === undefined ? {} : { reason }),
      ...(form === undefined ? {} : { form }),
      documents: await papers(ports, plan, documents, caller),
    },
  );
}

/** What the applicant says of the company: what the register says, unless the plan wants a mismatch. */
function claimOf(plan: DemoCase, company: Company): { [name: string]: unknown } {
  return {
    name: company.fullName,
    inn: company.inn,
    kpp: company.kpp,
    ogrn: company.ogrn,
    head: company.head?.name,
    contactPerson: 'Представитель организации',
    email: `${plan.applicant}@company-${plan.company + 1}.example`,
    ...plan.claim,
  };
}

function person({ people }: DemoPorts, key: string): Principal {
  const found = people.get(key);
  if (!found) throw new Error(`The demo has no person ${key}`);
  return found;
}

function keyed(caller: Principal, plan: DemoCase, step: string, what: unknown): KeyedRequest {
  const key = `demo/${plan.id}/${step}`;
  return {
    caller: caller.actorId,
    key,
    eventId: uuidv5(`${caller.actorId}\n${key}`, namespace),
    bodyHash: createHash('sha256').update(canonical(what)).digest(),
  };
}

/** Papers have ids of their case and kind: loading the demo again finds them. */
async function papers(
  { database, files }: DemoPorts,
  plan: DemoCase,
  documents: readonly string[],
  by: Principal,
): Promise<OfferedDocument[]> {
  const offered: OfferedDocument[] = [];
  for (const document of documents) {
    const bytes = demoPaper(`Reglament demo: ${plan.id}, ${document}`);
    const id = createHash('sha256').update(`demo ${by.actorId} ${plan.id} ${document}`).digest('hex').slice(0, 32);
    offered.push({ document, fileId: id });
    if (await database.selectFrom('file').select('id').where('id', '=', id).executeTakeFirst()) continue;
    await files.put(id, Readable.from([bytes]));
    await database
      .insertInto('file')
      .values({
        id,
        name: `${document}.pdf`,
        format: 'pdf',
        media_type: 'application/pdf',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        uploaded_by: by.actorId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return offered;
}

/** Waits for the user task: effects that lead to it may be under way. */
async function findUserTask(
  database: Database,
  instanceId: string,
  element: string,
  states: ('open' | 'completed' | 'cancelled')[],
): Promise<string> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const row = await database
      .selectFrom('user_task')
      .select('id')
      .where('instance_id', '=', instanceId)
      .where('element_id', '=', element)
      .where('state', 'in', states)
      .executeTakeFirst();
    if (row) return row.id;
    if (Date.now() > until) throw new Error(`The user task ${element} of the demo case ${instanceId} has not opened`);
    await pause(100);
  }
}

async function forward({ database, runtime }: DemoPorts, instanceId: string, days: number): Promise<void> {
  const { started_at: startedAt, clock_offset_ms: offset } = await database
    .selectFrom('instance')
    .select(['started_at', 'clock_offset_ms'])
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  if (!startedAt) throw new Error(`The demo case ${instanceId} has not started`);
  const goal = startedAt.getTime() + days * dayMs;
  if (Date.now() + offset < goal) await runtime.fastForward(instanceId, { to: new Date(goal).toISOString() });
}
