import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Connector } from '../../../activities/connector.ts';
import type { ApiDependencies } from '../../../server/api/dependencies.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import type { KeyRights } from '../../../server/auth/key-store.ts';
import type { Role } from '../../../server/auth/roles.ts';
import { aDefinition } from '../../definitions/engine/a-definition.ts';
import { aStage, type Stage } from '../../workflows/stage.ts';
import { aForm, samples } from '../files/samples.ts';
import { type Application, anApplication } from './application.ts';

/** The application on a worker, a Temporal server and a database that are all real. */
export async function aLivingApplication(
  options: { worked?: Connector[]; worker?: boolean } & Partial<ApiDependencies> = {},
): Promise<Living> {
  // `worked`: connectors the worker has; `connectors` of the API are what publication checks.
  const { worked, worker, ...overrides } = options;
  const stage = await aStage({
    ...(worked ? { connectors: worked } : {}),
    ...(worker === undefined ? {} : { worker }),
  });
  const application = await anApplication({
    database: stage.database,
    runtime: stage.runtime,
    config: { play: true, dataFolder: '', host: '127.0.0.1', port: 0, requestsPerMinute: 1_000_000 },
    ...overrides,
  });
  return new Living(stage, application);
}

export class Living {
  readonly stage: Stage;
  readonly application: Application;

  constructor(stage: Stage, application: Application) {
    this.stage = stage;
    this.application = application;
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.stage.close();
  }

  /** A caller with a key of these rights. */
  async caller(actorId: string, roles: Role[], more: Partial<KeyRights> = {}): Promise<Caller> {
    const actorKind = roles.includes('applicant') ? 'applicant' : roles.includes('system') ? 'system' : 'person';
    return new Caller(this.application, await this.application.key({ actorId, actorKind, roles, ...more }));
  }
}

/** Somebody who calls the API with a key. */
export class Caller {
  readonly #application: Application;
  readonly #authorization: string;

  constructor(application: Application, authorization: string) {
    this.#application = application;
    this.#authorization = authorization;
  }

  get(path: string): Promise<LightMyRequestResponse> {
    return this.#application.app.inject({ url: `/api/v1${path}`, headers: { authorization: this.#authorization } });
  }

  /** With an Idempotency-Key of its own unless one is given. */
  post(path: string, body?: object, key: string = randomUUID()): Promise<LightMyRequestResponse> {
    return this.#application.app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { authorization: this.#authorization, 'idempotency-key': key },
      ...(body === undefined ? {} : { payload: body }),
    });
  }

  async upload(content: Buffer = samples.pdf, name = 'Заявление.pdf'): Promise<string> {
    const { payload, contentType } = await aForm([{ name, content }]);
    const answer = await this.#application.app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { authorization: this.#authorization, 'content-type': contentType },
      payload,
    });
    return ok<{ id: string }>(answer).id;
  }

  /** Opens a case of the procedure `permit` with all it needs. */
  async open(
    key = 'permit',
    input: object = { subject: 'Ремонт фасада' },
  ): Promise<{ instanceId: string; number: string }> {
    const fileId = await this.upload();
    return ok(await this.post('/instances', { key, input, documents: [{ document: 'statement', fileId }] }));
  }

  /** The open user task of the element in the case. */
  async task(instanceId: string, elementId: string): Promise<string> {
    const { userTasks } = ok<{ userTasks: { id: string; elementId: string }[] }>(
      await this.get(`/instances/${instanceId}`),
    );
    const task = userTasks.find((candidate) => candidate.elementId === elementId);
    if (!task) throw new Error(`No open ${elementId}, but ${userTasks.map((open) => open.elementId).join(', ')}`);
    return task.id;
  }
}

/** The body of an answer that must have succeeded. */
export function ok<T>(answer: LightMyRequestResponse): T {
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json<T>();
}

/**
 * A procedure with everything the API has to deal with: a form and a document to start, candidates, outcomes, an
 * applicant's task, an excluded owner, a message with a correlation key, a connector, a deadline.
 */
export function aPermit(key = 'permit'): ProcessDefinition {
  const because = { noDeadlineBecause: 'Срок держит вся процедура' };
  return aDefinition(
    [
      {
        type: 'startEvent',
        id: 'filed',
        form: {
          schema: {
            type: 'object',
            properties: { subject: { type: 'string', minLength: 3 }, area: { type: 'integer', minimum: 1 } },
            required: ['subject'],
            additionalProperties: false,
          },
        },
        documents: ['statement'],
      },
      {
        type: 'userTask',
        id: 'check',
        title: { ru: 'Проверка', en: 'Check' },
        assignment: { candidateGroups: ['clerks'] },
        form: {
          schema: {
            type: 'object',
            properties: { note: { type: 'string', minLength: 2 } },
            additionalProperties: false,
          },
        },
        outcomes: [
          { key: 'accept', title: { ru: 'Принять', en: 'Accept' } },
          { key: 'ask', title: { ru: 'Запросить сведения', en: 'Ask for more' } },
          { key: 'reject', title: { ru: 'Отказать', en: 'Reject' }, requiresReason: true },
        ],
        documents: ['opinion'],
        outputs: [
          { to: 'note', value: 'form.note' },
          { to: 'outcome', value: 'outcome' },
        ],
        ...because,
      },
      {
        type: 'boundaryEvent',
        id: 'withdrawal',
        attachedTo: 'check',
        triggers: [{ type: 'message', message: 'permit.withdraw', correlationKey: 'case.number', outputs: [] }],
      },
      { type: 'endEvent', id: 'withdrawn', status: { code: 'withdrawn' } },
      { type: 'exclusiveGateway', id: 'checked' },
      { type: 'userTask', id: 'supplement', performer: 'applicant', documents: ['statement'], ...because },
      {
        type: 'userTask',
        id: 'approve',
        assignment: { candidateGroups: ['heads'], excludeCompletersOf: ['check'] },
        status: { code: 'deciding' },
        ...because,
      },
      { type: 'serviceTask', id: 'record', connector: 'test.record', inputs: [{ to: 'subject', value: 'subject' }] },
      {
        type: 'endEvent',
        id: 'granted',
        status: { code: 'granted', reason: { ru: 'Нарушений нет', en: 'No violations' } },
      },
      { type: 'endEvent', id: 'refused', status: { code: 'refused', reasonFrom: 'note' } },
    ],
    [
      'filed>check',
      'check>checked',
      'withdrawal>withdrawn',
      'checked>approve:outcome = "accept"',
      'checked>supplement:outcome = "ask"',
      'checked>refused:*',
      'supplement>check',
      'approve>record',
      'record>granted',
    ],
    {
      key,
      title: { ru: 'Разрешение', en: 'Permit' },
      numbering: { mask: 'РЗ-##-####' },
      statuses: [
        { code: 'filed', title: { ru: 'Подано', en: 'Filed' }, canonical: 'RECEIVED' },
        { code: 'deciding', title: { ru: 'На решении', en: 'Being decided' }, canonical: 'IN_PROGRESS' },
        { code: 'granted', title: { ru: 'Выдано', en: 'Granted' }, canonical: 'APPROVED' },
        { code: 'refused', title: { ru: 'Отказано', en: 'Refused' }, canonical: 'REJECTED' },
        { code: 'withdrawn', title: { ru: 'Отозвано', en: 'Withdrawn' }, canonical: 'WITHDRAWN' },
      ],
      messages: [
        {
          name: 'permit.withdraw',
          title: { ru: 'Отзыв заявления', en: 'Withdrawal' },
          payload: { type: 'object', properties: { reason: { type: 'string', minLength: 3 } }, required: ['reason'] },
        },
      ],
      dataObjects: [
        { name: 'note', value: null },
        { name: 'outcome', value: null },
      ],
      documents: [
        {
          key: 'statement',
          title: { ru: 'Заявление', en: 'Statement' },
          formats: ['pdf', 'docx'],
          maxBytes: 5_000_000,
          required: true,
          maxCount: 2,
        },
        { key: 'opinion', title: { ru: 'Заключение', en: 'Opinion' }, formats: ['pdf'], maxBytes: 1_000 },
      ],
      deadlines: [
        {
          id: 'whole',
          title: { ru: 'Рассмотрение', en: 'Consideration' },
          term: { amount: 30, unit: 'calendarDays' },
          regime: 'civil-code',
          class: 'statutory',
          owner: 'authority',
          basis: 'Регламент, пункт 1',
          consequences: [{ type: 'raisePriority', by: 10 }],
        },
      ],
    },
  );
}
