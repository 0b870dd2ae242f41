import { Type } from 'typebox';
import { callerOf } from '../../auth/authenticate.ts';
import { keyedRequest } from '../cases/requests.ts';
import { partId, splitPartId } from '../cases/part-id.ts';
import { cursorShapes, decodeCursor, page } from '../cursor.ts';
import type { Catalogue } from '../definitions/catalogue.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import { AppliedEvent } from '../schemas/case.ts';
import {
  ActorId,
  DefinitionKey,
  IdempotencyHeaders,
  Instant,
  InstanceId,
  listOf,
  Page,
  PartId,
} from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';
import { ClaimedTask, CompletionBody, UserTask, UserTaskSummary } from '../schemas/user-task.ts';
import { claimUserTask, releaseUserTask } from '../user-tasks/claims.ts';
import { completeUserTask } from '../user-tasks/complete.ts';
import {
  describeTask,
  listUserTasks,
  seesAllTasks,
  summariseTask,
  userTasks,
  type Whose,
} from '../user-tasks/query.ts';
import { potentialOwner } from '../user-tasks/potential-owner.ts';

const ById = Type.Object({ userTaskId: PartId });

const ListQuery = Type.Object(
  {
    ...Page,
    whose: Type.Optional(
      Type.Enum(['candidate', 'mine', 'all'], {
        default: 'candidate',
        description:
          'candidate — можно взять; mine — взяты или выполнены мной; all — все (администратор, руководитель, аудитор) · whose to take, mine, or all',
      }),
    ),
    state: Type.Optional(Type.Enum(['open', 'completed', 'cancelled'], { default: 'open' })),
    group: Type.Optional(ActorId),
    key: Type.Optional(DefinitionKey),
    instanceId: Type.Optional(InstanceId),
    dueBefore: Type.Optional(Instant),
    overdue: Type.Optional(Type.Boolean()),
    claimed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export function userTaskRoutes(app: App, { database, runtime }: ApiDependencies, catalogue: Catalogue): void {
  const tags = ['user-tasks'];

  app.get(
    '/api/v1/user-tasks',
    {
      schema: {
        tags,
        operationId: 'listUserTasks',
        summary: 'Задания по сроку · User tasks, the earliest due first',
        querystring: ListQuery,
        response: { 200: listOf(UserTaskSummary), ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { limit = 50, cursor, whose = 'candidate', state = 'open', ...rest } = request.query;
      if (whose === 'all' && !seesAllTasks(caller)) {
        throw problem('auth.forbidden', {
          pointer: '/query/whose',
          detail: {
            ru: 'Все задания видят администратор, руководитель и аудитор',
            en: 'Administrators, heads and auditors see all',
          },
        });
      }
      const after = decodeCursor(cursor, [cursorShapes.instant, cursorShapes.uuid, cursorShapes.part]);
      const found = await listUserTasks(database, caller, {
        ...rest,
        whose: whose as Whose,
        state: state as 'open' | 'completed' | 'cancelled',
        limit,
        ...(after ? { after } : {}),
      });
      const { rows, nextCursor } = page(found, limit, (row) => [row.place, row.instance_id, row.id]);
      const items = await Promise.all(rows.map((row) => summariseTask(catalogue, row)));
      return { items, ...(nextCursor ? { nextCursor } : {}) };
    },
  );

  app.get(
    '/api/v1/user-tasks/:userTaskId',
    {
      schema: {
        tags,
        operationId: 'getUserTask',
        summary: 'Задание с формой и решениями · A user task with its form and outcomes',
        params: ById,
        response: { 200: UserTask, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { instanceId, id } = splitPartId(request.params.userTaskId);
      let query = userTasks(database, caller)
        .where('user_task.instance_id', '=', instanceId)
        .where('user_task.id', '=', id);
      // Staff see every task of a case they see; an applicant only the own ones.
      if (caller.actorKind === 'applicant') query = query.where(potentialOwner(caller));
      const row = await query.executeTakeFirst();
      if (!row) throw problem('userTask.unknown', { pointer: '/path/userTaskId' });
      return describeTask(catalogue, row);
    },
  );

  app.post(
    '/api/v1/user-tasks/:userTaskId/claim',
    {
      schema: {
        tags,
        operationId: 'claimUserTask',
        summary: 'Взять в работу · Claim',
        description: 'Из двоих берёт один, второй узнаёт кто и когда · Of two one wins, the other is told who and when',
        params: ById,
        response: { 200: ClaimedTask, ...refusals },
      },
    },
    async (request) => {
      const place = splitPartId(request.params.userTaskId);
      const { by, at } = await claimUserTask(database, callerOf(request), place);
      return { id: partId(place.instanceId, place.id), claim: { by, at } };
    },
  );

  app.post(
    '/api/v1/user-tasks/:userTaskId/release',
    {
      schema: {
        tags,
        operationId: 'releaseUserTask',
        summary: 'Вернуть в общий список · Release',
        params: ById,
        response: { 204: Type.Null({ description: 'Возвращено · Released' }), ...refusals },
      },
    },
    async (request, reply) => {
      await releaseUserTask(database, callerOf(request), splitPartId(request.params.userTaskId));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/user-tasks/:userTaskId/complete',
    {
      schema: {
        tags,
        operationId: 'completeUserTask',
        summary: 'Выполнить · Complete',
        description: 'Не взятое задание берётся на ходу · A task nobody holds is claimed on the way',
        params: ById,
        headers: IdempotencyHeaders,
        body: CompletionBody,
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) =>
      completeUserTask(
        { database, runtime, catalogue },
        callerOf(request),
        keyedRequest(request),
        splitPartId(request.params.userTaskId),
        request.body,
      ),
  );
}
