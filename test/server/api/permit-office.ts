import type { Connector } from '../../../activities/connector.ts';
import { ConnectorFailure } from '../../../activities/connector.ts';
import { aLivingApplication, aPermit, type Caller, type Living, ok } from './living.ts';

export interface CaseView {
  number: string;
  engineStatus: string;
  status: { code: string; title: { ru: string; en: string }; canonical: string; reason?: { ru: string } };
  data?: { [name: string]: unknown };
  userTasks: { id: string; elementId: string }[];
  incidents: { id: string; code: string }[];
  documents: { document: string; fileId: string; name: string }[];
  deadlines: { id: string; title: { ru: string }; state: string; dueAt?: string }[];
  timeline: { type: string; text: { ru: string; en: string }; reason?: { ru: string }; actor: { id: string } }[];
  clock: string;
  overdue: boolean;
  seq: number;
}

export interface PermitOffice {
  living: Living;
  admin: Caller;
  /** An official of the group that checks. */
  clerk: Caller;
  /** A head of the group that approves. */
  head: Caller;
  applicant: Caller;
  /** The register that the procedure writes to; away while `away` is set. */
  register: { away: boolean; recorded: string[] };
  view(caller: Caller, instanceId: string): Promise<CaseView>;
  complete(caller: Caller, instanceId: string, elementId: string, body: object): ReturnType<Caller['post']>;
  /** Everything a refused request must leave as it was. */
  traces(): Promise<{ instances: number; entries: number; requests: number; parties: number; claims: object[] }>;
}

/** The application with the procedure `permit` published, and the people who work with it. */
export async function aPermitOffice(): Promise<PermitOffice> {
  const register = { away: false, recorded: [] as string[] };
  const living = await aLivingApplication({ worked: [recorderOf(register)] });
  const admin = await living.caller('admin', ['administrator', 'publisher']);
  ok(await admin.post('/definitions', aPermit()));
  const { database } = living.stage;
  const count = async (table: 'instance' | 'journal_entry' | 'request' | 'case_party') =>
    (
      await database
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  return {
    living,
    admin,
    clerk: await living.caller('clerk-1', ['official'], { groups: ['clerks'] }),
    head: await living.caller('head-1', ['head'], { groups: ['heads'] }),
    applicant: await living.caller('citizen-1', ['applicant']),
    register,
    view: async (caller, id) => ok(await caller.get(`/instances/${id}`)),
    complete: async (caller, id, elementId, body) =>
      caller.post(`/user-tasks/${await caller.task(id, elementId)}/complete`, body),
    traces: async () => ({
      instances: await count('instance'),
      entries: await count('journal_entry'),
      requests: await count('request'),
      parties: await count('case_party'),
      claims: await database
        .selectFrom('user_task_claim')
        .selectAll()
        .orderBy('instance_id')
        .orderBy('user_task_id')
        .execute(),
    }),
  };
}

function recorderOf(register: PermitOffice['register']): Connector {
  return {
    key: 'test.record',
    title: { ru: 'Запись в реестр' },
    description: { ru: 'Записывает разрешение' },
    input: { type: 'object' },
    output: { type: 'object' },
    settings: { type: 'object' },
    errors: [],
    retry: { maxAttempts: 1, initialInterval: 'PT0.1S', maxInterval: 'PT1S', backoff: 2 },
    async invoke({ input }) {
      if (register.away)
        throw new ConnectorFailure('register.unavailable', 'The register does not answer', { retryable: false });
      register.recorded.push(String(input['subject']));
      return { output: { record: 'R-1' } };
    },
  };
}
