import { type TSchema, type Static, Type } from 'typebox';
import { callerOf } from '../../auth/authenticate.ts';
import { type Principal, seesOwnCasesOnly } from '../../auth/principal.ts';
import { type AskedEvent, applyEvent } from '../cases/apply-event.ts';
import { describeDeadlines } from '../cases/describe-deadlines.ts';
import { findCase } from '../cases/find-case.ts';
import { keyedRequest } from '../cases/requests.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { languageOf } from '../problem/language.ts';
import { AppliedEvent } from '../schemas/case.ts';
import { IdempotencyHeaders, InstanceId } from '../schemas/common.ts';
import {
  CaseDeadline,
  ConfirmBody,
  ExtendBody,
  LedgerId,
  LegalEventBody,
  MoveBody,
  RecordedLegalEvent,
  RestoreBody,
  ResumeBody,
  SuspendBody,
} from '../schemas/deadline.ts';
import { refusals } from '../schemas/problem.ts';

const ById = Type.Object({ instanceId: InstanceId });
const ByLedger = Type.Object({ instanceId: InstanceId, ledgerId: LedgerId });
const tags = ['deadlines'];

export function deadlineRoutes(app: App, deps: ApiDependencies, catalogue: Catalogue): void {
  const { database, runtime } = deps;
  const ports = { database, runtime };

  app.get(
    '/api/v1/instances/:instanceId/deadlines',
    {
      schema: {
        tags,
        operationId: 'listDeadlines',
        summary: 'Сроки дела с расчётом каждой даты · The terms of a case, with how each date was counted',
        params: ById,
        response: {
          200: Type.Object(
            {
              at: Type.String({ description: 'Который час в деле · The time in the case' }),
              items: Type.Array(CaseDeadline),
            },
            {
              examples: [
                { at: '2026-05-13T09:00:00.000Z', items: (CaseDeadline as { examples?: unknown[] }).examples },
              ],
            },
          ),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const row = await findCase(database, caller, request.params.instanceId);
      const { definition, calendars } = await catalogue.programme(row.programme_hash);
      const now = new Date(Date.now() + row.clock_offset_ms).toISOString();
      const language = languageOf(request.headers['accept-language']);
      reply.header('content-language', language).header('vary', 'Accept-Language');
      const ledgers = await runtime.ledgers(row.id);
      const forApplicant = seesOwnCasesOnly(caller);
      return { at: now, items: describeDeadlines(ledgers, { definition, calendars, now, language, forApplicant }) };
    },
  );

  app.post(
    '/api/v1/instances/:instanceId/legal-events',
    {
      schema: {
        tags,
        operationId: 'recordLegalEvent',
        summary: 'Записать юридическое событие или исправить записанное · Record a legal event, or correct one',
        params: ById,
        headers: IdempotencyHeaders,
        body: LegalEventBody,
        response: { 200: RecordedLegalEvent, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = await findCase(database, caller, request.params.instanceId);
      const keyed = keyedRequest(request);
      const applied = await applyEvent(ports, caller, keyed, id, { type: 'legal.event', data: request.body });
      return { ...applied, eventId: keyed.eventId };
    },
  );

  act('suspend', 'suspendDeadline', 'Приостановить срок · Suspend a term', SuspendBody, (ledgerId, data) => ({
    type: 'deadline.suspend',
    data: { ledgerId, ...data },
  }));
  act('resume', 'resumeDeadline', 'Возобновить срок · Resume a term', ResumeBody, (ledgerId, data) => ({
    type: 'deadline.resume',
    data: { ledgerId, ...data },
  }));
  act('extend', 'extendDeadline', 'Продлить срок · Extend a term', ExtendBody, async (ledgerId, data, caller, id) => ({
    type: 'deadline.extend',
    data: { ledgerId, ...data, by: data.by as never, ...(await roleOf(caller, id, ledgerId)) },
  }));
  act('move', 'moveDeadline', 'Перенести срок · Move a due moment', MoveBody, (ledgerId, data) => ({
    type: 'deadline.move',
    data: { ledgerId, ...data },
  }));
  act(
    'restore',
    'restoreDeadline',
    'Восстановить пропущенный срок · Restore a missed term',
    RestoreBody,
    (ledgerId, data) => ({
      type: 'deadline.restore',
      data: { ledgerId, ...data },
    }),
  );
  act(
    'confirm',
    'confirmDeadline',
    'Подтвердить последствия срока, истёкшего до записи · Confirm the consequences of a term that was over when recorded',
    ConfirmBody,
    (ledgerId, data) => ({ type: 'deadline.confirm', data: { ledgerId, ...data } }),
  );

  /** As whom the caller extends: in the role that the rule asks for, if it is one of the caller's. */
  async function roleOf({ roles }: Principal, instanceId: string, ledgerId: string): Promise<{ role?: string }> {
    const ledger = (await runtime.ledgers(instanceId)).find(({ id }) => id === ledgerId);
    const asked = ledger?.rule.extension?.role;
    return asked === undefined ? {} : { role: roles.find((role) => role === asked) ?? roles[0] ?? '' };
  }

  function act<Body extends TSchema>(
    verb: string,
    operationId: string,
    summary: string,
    body: Body,
    asked: (
      ledgerId: string,
      data: Static<Body>,
      caller: Principal,
      instanceId: string,
    ) => AskedEvent | Promise<AskedEvent>,
  ): void {
    app.post(
      `/api/v1/instances/:instanceId/deadlines/:ledgerId/${verb}`,
      {
        schema: {
          ...{ tags, operationId, summary, params: ByLedger, headers: IdempotencyHeaders, body },
          response: { 200: AppliedEvent, ...refusals },
        },
      },
      async (request) => {
        const caller = callerOf(request);
        const { instanceId, ledgerId } = request.params as { instanceId: string; ledgerId: string };
        const { id } = await findCase(database, caller, instanceId);
        const event = await asked(ledgerId, request.body as Static<Body>, caller, id);
        return applyEvent(ports, caller, keyedRequest(request), id, event);
      },
    );
  }
}
