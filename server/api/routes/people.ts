import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { AccountProblem } from '../../accounts/account-problem.ts';
import { createDepartment, createGroup, recordAbsence } from '../../accounts/directory.ts';
import { type Acting, changePerson, createPerson, restoreAccess, setDisabled } from '../../accounts/people.ts';
import type { SignInLibrary } from '../../accounts/sign-in-library.ts';
import { callerOf } from '../../auth/authenticate.ts';
import { actorOf } from '../../auth/principal.ts';
import { type Role, roles } from '../../auth/roles.ts';
import type { Database } from '../../database/index.ts';
import type { App } from '../fastify.ts';
import { asAccountRefusal, refusing } from '../problem/account.ts';
import { problem } from '../problem/problem.ts';
import { ActorId, Text } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';

const DirectoryId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$', examples: ['appeals'] });
const RoleName = Type.Enum([...roles]);
const PersonId = Type.Object({ personId: ActorId });
const Reason = Type.String({ minLength: 3, maxLength: 500, examples: ['Личность проверена по паспорту'] });

const Changeable = {
  name: Type.String({ minLength: 2, maxLength: 200, examples: ['Иванова Анна Петровна'] }),
  roles: Type.Array(RoleName, { maxItems: roles.length, uniqueItems: true, examples: [['official']] }),
  groups: Type.Array(DirectoryId, { maxItems: 100, uniqueItems: true, examples: [['appeals']] }),
  departmentId: Type.Optional(DirectoryId),
  position: Type.Optional(Type.String({ maxLength: 200, examples: ['Специалист'] })),
};

const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  roles: Type.Array(Type.String()),
  groups: Type.Array(Type.String()),
  departmentId: Type.Optional(Type.String()),
  position: Type.Optional(Type.String()),
  disabled: Type.Boolean(),
  locked: Type.Boolean(),
  secondFactor: Type.Boolean(),
  version: Type.Integer(),
});

const Handover = Type.Object({
  id: Type.String(),
  password: Type.String({ description: 'Временный, показывается один раз · Temporary, shown once' }),
});

/** People, groups, departments, absence: kept by administrators, every change audited in the same transaction. */
export function peopleRoutes(app: App, { database, accounts }: { database: Database; accounts: SignInLibrary }): void {
  const tags = ['people'];

  app.get(
    '/api/v1/people',
    {
      schema: {
        tags,
        operationId: 'listPeople',
        summary: 'Люди · People',
        querystring: Type.Object(
          {
            search: Type.Optional(Type.String({ maxLength: 100 })),
            group: Type.Optional(DirectoryId),
            after: Type.Optional(ActorId),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(Person), next: Type.Optional(Type.String()) }), ...refusals },
      },
    },
    async (request) => {
      const { search, group, after, limit = 50 } = request.query;
      let query = selectPeople(database)
        .orderBy('person.id')
        .limit(limit + 1);
      if (after) query = query.where('person.id', '>', after);
      if (search) {
        const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
        query = query.where((where) => where.or([where('name', 'ilike', pattern), where('email', 'ilike', pattern)]));
      }
      if (group) {
        query = query.where('person.id', 'in', (inner) =>
          inner.selectFrom('staff_group_member').select('person_id').where('group_id', '=', group),
        );
      }
      const rows = await query.execute();
      const items = rows.slice(0, limit).map(personOf);
      return { items, ...(rows.length > limit ? { next: items.at(-1)?.id ?? '' } : {}) };
    },
  );

  app.get(
    '/api/v1/people/:personId',
    {
      schema: {
        tags,
        operationId: 'getPerson',
        summary: 'Человек · A person',
        params: PersonId,
        response: { 200: Person, ...refusals },
      },
    },
    async (request, reply) => {
      const row = await selectPeople(database).where('person.id', '=', request.params.personId).executeTakeFirst();
      if (!row) throw asAccountRefusal(new AccountProblem('person.unknown'));
      return reply.header('etag', `"${row.version}"`).send(personOf(row));
    },
  );

  app.post(
    '/api/v1/people',
    {
      schema: {
        tags,
        operationId: 'createPerson',
        summary: 'Завести учётную запись · Create an account',
        body: Type.Object(
          { email: Type.String({ format: 'email', maxLength: 254 }), ...Changeable },
          {
            additionalProperties: false,
            examples: [{ email: 'anna@example.org', name: 'Иванова Анна', roles: ['official'], groups: ['appeals'] }],
          },
        ),
        response: { 201: Handover, ...refusals },
      },
    },
    async (request, reply) => {
      const person = await refusing(
        createPerson(accounts, database, { ...request.body, roles: request.body.roles as Role[] }, actingOf(request)),
      );
      return reply.code(201).send(person);
    },
  );

  app.put(
    '/api/v1/people/:personId',
    {
      schema: {
        tags,
        operationId: 'changePerson',
        summary: 'Изменить; If-Match — прочитанная версия · Change; If-Match is the version read',
        params: PersonId,
        headers: Type.Object({ 'if-match': Type.Optional(Type.String({ maxLength: 40, examples: ['"3"'] })) }),
        body: Type.Object(Changeable, {
          additionalProperties: false,
          examples: [{ name: 'Иванова Анна', roles: ['official', 'senior'], groups: ['appeals'] }],
        }),
        response: { 204: Type.Null({ description: 'Изменено · Changed' }), ...refusals },
      },
    },
    async (request, reply) => {
      const version = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '')?.[1];
      if (version === undefined) throw problem('request.ifMatchRequired', { pointer: '/headers/if-match' });
      await refusing(
        changePerson(
          database,
          request.params.personId,
          Number(version),
          { ...request.body, roles: request.body.roles as Role[] },
          actingOf(request),
        ),
      );
      return reply.code(204).send(null);
    },
  );

  for (const [verb, disabled, summary] of [
    ['disable', true, 'Закрыть доступ сразу · Disable at once'],
    ['enable', false, 'Вернуть доступ · Enable again'],
  ] as const) {
    app.post(
      `/api/v1/people/:personId/${verb}`,
      {
        schema: {
          tags,
          operationId: `${verb}Person`,
          summary,
          params: PersonId,
          response: { 204: Type.Null({ description: 'Готово · Done' }), ...refusals },
        },
      },
      async (request, reply) => {
        await refusing(setDisabled(database, request.params.personId, disabled, actingOf(request)));
        return reply.code(204).send(null);
      },
    );
  }

  app.post(
    '/api/v1/people/:personId/restore-access',
    {
      schema: {
        tags,
        operationId: 'restoreAccess',
        summary: 'Снять блокировку и выдать временный пароль (P-26) · Unlock and hand over a temporary password',
        params: PersonId,
        body: Type.Object(
          { reason: Reason, resetSecondFactor: Type.Optional(Type.Boolean({ default: false })) },
          { additionalProperties: false, examples: [{ reason: 'Личность проверена по паспорту' }] },
        ),
        response: { 200: Handover, ...refusals },
      },
    },
    async (request) => {
      const { personId } = request.params;
      const { reason, resetSecondFactor = false } = request.body;
      const { password } = await refusing(
        restoreAccess(accounts, database, personId, { reason, resetSecondFactor }, actingOf(request)),
      );
      return { id: personId, password };
    },
  );

  app.post(
    '/api/v1/people/:personId/absences',
    {
      schema: {
        tags,
        operationId: 'recordAbsence',
        summary: 'Отсутствие и кто замещает · Absence and the substitute',
        params: PersonId,
        body: Type.Object(
          {
            fromDay: Type.String({ format: 'date' }),
            toDay: Type.String({ format: 'date' }),
            substituteId: Type.Optional(ActorId),
            reason: Type.Optional(Type.String({ maxLength: 500 })),
          },
          {
            additionalProperties: false,
            examples: [{ fromDay: '2026-07-01', toDay: '2026-07-14', substituteId: 'p_1' }],
          },
        ),
        response: { 201: Type.Object({ id: Type.Integer() }), ...refusals },
      },
    },
    async (request, reply) => {
      const { fromDay, toDay, substituteId } = request.body;
      if (toDay < fromDay) throw problem('request.value', { pointer: '/toDay' });
      if (substituteId === request.params.personId) throw problem('request.value', { pointer: '/substituteId' });
      const id = await refusing(
        recordAbsence(database, { personId: request.params.personId, ...request.body }, actingOf(request)),
      );
      return reply.code(201).send({ id });
    },
  );

  for (const [path, operation, create] of [
    ['groups', 'Group', createGroup],
    ['departments', 'Department', createDepartment],
  ] as const) {
    const table = path === 'groups' ? 'staff_group' : 'department';
    app.get(
      `/api/v1/${path}`,
      {
        schema: {
          tags,
          operationId: `list${operation}s`,
          summary: path === 'groups' ? 'Группы · Groups' : 'Подразделения · Departments',
          response: {
            200: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), title: Text })) }),
            ...refusals,
          },
        },
      },
      async () => ({
        items: await database.selectFrom(table).select(['id', 'title']).orderBy('id').limit(1_000).execute(),
      }),
    );
    app.post(
      `/api/v1/${path}`,
      {
        schema: {
          tags,
          operationId: `create${operation}`,
          summary:
            path === 'groups' ? 'Завести группу · Create a group' : 'Завести подразделение · Create a department',
          body: Type.Object(
            { id: DirectoryId, title: Text },
            { additionalProperties: false, examples: [{ id: 'appeals', title: { ru: 'Отдел жалоб', en: 'Appeals' } }] },
          ),
          response: { 201: Type.Object({ id: Type.String() }), ...refusals },
        },
      },
      async (request, reply) => {
        await refusing(create(database, request.body, actingOf(request)), '/id');
        return reply.code(201).send({ id: request.body.id });
      },
    );
  }
}

export function actingOf(request: FastifyRequest): Acting {
  return { actor: actorOf(callerOf(request)), address: request.ip };
}

function selectPeople(database: Database) {
  return database
    .selectFrom('person')
    .select([
      'person.id',
      'name',
      'email',
      'roles',
      'department_id',
      'position',
      'disabled_at',
      'locked_at',
      'two_factor_enabled',
      'version',
      sql<string[]>`array(select group_id from staff_group_member m where m.person_id = person.id order by 1)`.as(
        'groups',
      ),
    ]);
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPeople>['executeTakeFirstOrThrow']>>;

function personOf(row: PersonRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    groups: row.groups,
    ...(row.department_id ? { departmentId: row.department_id } : {}),
    ...(row.position ? { position: row.position } : {}),
    disabled: row.disabled_at !== null,
    locked: row.locked_at !== null,
    secondFactor: row.two_factor_enabled,
    version: row.version,
  };
}
