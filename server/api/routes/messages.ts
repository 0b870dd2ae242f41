import { callerOf } from '../../auth/authenticate.ts';
import { deliverByKey } from '../cases/deliver-message.ts';
import { keyedRequest } from '../cases/requests.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { AppliedEvent, MessageBody } from '../schemas/case.ts';
import { IdempotencyHeaders } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';

export function messageRoutes(app: App, deps: ApiDependencies): void {
  app.post(
    '/api/v1/messages',
    {
      schema: {
        tags: ['messages'],
        operationId: 'sendMessage',
        summary: 'Передать сообщение делу, которое его ждёт · Deliver a message to the case that waits for it',
        description: 'Дело находится по имени сообщения и ключу корреляции · Found by name and correlation key',
        headers: IdempotencyHeaders,
        body: MessageBody,
        response: { 200: AppliedEvent, ...refusals },
      },
    },
    async (request) => deliverByKey(deps, callerOf(request), keyedRequest(request), request.body),
  );
}
