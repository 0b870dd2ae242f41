import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  beginEnrolment,
  changeOwnPassword,
  confirmEnrolment,
  renewRecoveryCodes,
  signOut,
} from '../../accounts/own-account.ts';
import type { SessionPrincipal } from '../../accounts/session-principal.ts';
import { provideSecondFactor, signIn } from '../../accounts/sign-in.ts';
import type { SignInLibrary } from '../../accounts/sign-in-library.ts';
import type { Database } from '../../database/index.ts';
import type { App } from '../fastify.ts';
import { refusing } from '../problem/account.ts';
import { problem } from '../problem/problem.ts';
import { Instant } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';

const Password = Type.String({ minLength: 1, maxLength: 128, examples: ['…'] });
const Code = Type.String({ pattern: '^[0-9A-Za-z -]{6,32}$', examples: ['123456'] });
const Next = Type.Object(
  { next: Type.Enum(['secondFactor', 'enrolSecondFactor', 'changePassword', 'done']) },
  { examples: [{ next: 'secondFactor' }] },
);
const Done = Type.Null({ description: 'Готово · Done' });

const Me = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.String()),
    groups: Type.Array(Type.String()),
    duty: Type.Optional(Type.Enum(['changePassword', 'enrolSecondFactor'])),
    expiresAt: Instant,
    idleSeconds: Type.Integer(),
  },
  {
    examples: [
      {
        id: 'p_5f0c',
        name: 'Иванова Анна',
        roles: ['official'],
        groups: ['appeals'],
        expiresAt: '2026-04-24T09:15:00.000Z',
        idleSeconds: 900,
      },
    ],
  },
);

/** Signing in and what a person does with the own account. Two factors on every path, idle end. */
export function sessionRoutes(
  app: App,
  { database, accounts, idleSeconds }: { database: Database; accounts: SignInLibrary; idleSeconds: number },
): void {
  const tags = ['session'];

  app.post(
    '/api/v1/session',
    {
      schema: {
        tags,
        operationId: 'signIn',
        summary: 'Войти: почта и пароль · Sign in: e-mail and password',
        body: Type.Object(
          { email: Type.String({ format: 'email', maxLength: 254 }), password: Password },
          { additionalProperties: false, examples: [{ email: 'anna@example.org', password: '…' }] },
        ),
        response: { 200: Next, ...refusals },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const { next, cookies } = await refusing(
        signIn(accounts, database, { email, password, headers: headersOf(request), address: request.ip }),
      );
      return withCookies(reply, cookies).send({ next });
    },
  );

  app.post(
    '/api/v1/session/second-factor',
    {
      schema: {
        tags,
        operationId: 'provideSecondFactor',
        summary: 'Код из приложения или код восстановления · The code of the app, or a recovery code',
        body: Type.Object(
          { code: Code, recovery: Type.Optional(Type.Boolean({ default: false })) },
          { additionalProperties: false, examples: [{ code: '123456' }] },
        ),
        response: { 200: Next, ...refusals },
      },
    },
    async (request, reply) => {
      const { code, recovery = false } = request.body;
      const { next, cookies } = await refusing(
        provideSecondFactor(accounts, database, { code, recovery, headers: headersOf(request), address: request.ip }),
        '/code',
      );
      return withCookies(reply, cookies).send({ next });
    },
  );

  app.get(
    '/api/v1/session',
    {
      schema: { tags, operationId: 'whoAmI', summary: 'Кто я · Who am I', response: { 200: Me, ...refusals } },
    },
    async (request) => {
      const { name, actorId, roles, groups, session } = ownOf(request);
      return {
        id: actorId,
        name,
        roles: [...roles],
        groups: [...groups],
        ...(session.duty ? { duty: session.duty } : {}),
        expiresAt: session.expiresAt.toISOString(),
        idleSeconds,
      };
    },
  );

  app.delete(
    '/api/v1/session',
    { schema: { tags, operationId: 'signOut', summary: 'Выйти · Sign out', response: { 204: Done, ...refusals } } },
    async (request, reply) => {
      const { cookies } = await signOut(accounts, database, requestOf(request));
      return withCookies(reply, cookies).code(204).send(null);
    },
  );

  app.post(
    '/api/v1/session/password',
    {
      schema: {
        tags,
        operationId: 'changePassword',
        summary: 'Сменить свой пароль · Change the own password',
        body: Type.Object(
          { current: Password, next: Password },
          { additionalProperties: false, examples: [{ current: '…', next: '…' }] },
        ),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const { cookies } = await refusing(
        changeOwnPassword(accounts, database, { ...requestOf(request), ...request.body }),
        '/current',
      );
      return withCookies(reply, cookies).code(204).send(null);
    },
  );

  app.post(
    '/api/v1/session/second-factor/enrolment',
    {
      schema: {
        tags,
        operationId: 'beginEnrolment',
        summary: 'Подключить второй фактор · Begin to enrol the second factor',
        body: Type.Object({ password: Password }, { additionalProperties: false, examples: [{ password: '…' }] }),
        response: {
          200: Type.Object({
            uri: Type.String({ description: 'otpauth: для QR-кода · otpauth: for the QR code' }),
            recoveryCodes: Type.Array(Type.String()),
          }),
          ...refusals,
        },
      },
    },
    async (request) => refusing(beginEnrolment(accounts, { ...requestOf(request), ...request.body }), '/password'),
  );

  app.post(
    '/api/v1/session/second-factor/confirmation',
    {
      schema: {
        tags,
        operationId: 'confirmEnrolment',
        summary: 'Подтвердить второй фактор первым кодом · Confirm the second factor by a first code',
        body: Type.Object({ code: Code }, { additionalProperties: false, examples: [{ code: '123456' }] }),
        response: { 204: Done, ...refusals },
      },
    },
    async (request, reply) => {
      const { cookies } = await refusing(
        confirmEnrolment(accounts, database, { ...requestOf(request), ...request.body }),
        '/code',
      );
      return withCookies(reply, cookies).code(204).send(null);
    },
  );

  app.post(
    '/api/v1/session/recovery-codes',
    {
      schema: {
        tags,
        operationId: 'renewRecoveryCodes',
        summary: 'Новые коды восстановления · New recovery codes',
        body: Type.Object({ password: Password }, { additionalProperties: false, examples: [{ password: '…' }] }),
        response: { 200: Type.Object({ recoveryCodes: Type.Array(Type.String()) }), ...refusals },
      },
    },
    async (request) => ({
      recoveryCodes: await refusing(
        renewRecoveryCodes(accounts, database, { ...requestOf(request), ...request.body }),
        '/password',
      ),
    }),
  );
}

export function headersOf(request: FastifyRequest): Headers {
  const { cookie, 'user-agent': agent } = request.headers;
  return new Headers({ ...(cookie ? { cookie } : {}), ...(agent ? { 'user-agent': agent } : {}) });
}

/** The caller's own session; a key has none. */
function ownOf(request: FastifyRequest): SessionPrincipal {
  const { principal } = request;
  if (!principal || !('session' in principal)) throw problem('auth.sessionOnly');
  return principal as SessionPrincipal;
}

function requestOf(request: FastifyRequest) {
  return { personId: ownOf(request).actorId, headers: headersOf(request), address: request.ip };
}

function withCookies(reply: FastifyReply, cookies: readonly string[]): FastifyReply {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
  return reply;
}
