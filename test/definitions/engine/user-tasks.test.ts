import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../../definitions/engine/index.ts';
import { accepts } from '../../../definitions/engine/index.ts';
import type { DocumentRule } from '../../../definitions/schema/definition.ts';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
type Task = Extract<AnElement, { type: 'userTask' }>;

function aTask(
  task: Partial<Task>,
  more: AnElement[] = [],
  flows: string[] = [],
  input = {},
  definition = {},
): AnInstance {
  return new AnInstance(
    aProgramme([start, { type: 'userTask', id: 'task', ...task }, ...more], ['start>task', ...flows], definition),
    input,
  );
}

describe('a user task', () => {
  it('opens with its owners, priority and due moment', () => {
    const instance = aTask(
      {
        assignment: {
          candidateGroups: ['clerks'],
          candidateGroupsFrom: '[region + "-clerks", "clerks"]',
          candidateUsersFrom: 'null',
          assigneeFrom: '"anna"',
          excludedUsersFrom: '["boris"]',
        },
        priority: { feel: 'if urgent then 90 else 50' },
        deadlines: [
          {
            id: 'slow',
            title: { ru: 'Срок' },
            term: { amount: 10, unit: 'calendarDays' },
            regime: 'civil-code',
            class: 'internal',
            owner: 'authority',
            basis: 'Регламент',
          },
          {
            id: 'quick',
            title: { ru: 'Срок' },
            term: { amount: 2, unit: 'hours' },
            regime: 'civil-code',
            class: 'internal',
            owner: 'authority',
            basis: 'Регламент',
          },
        ],
      },
      [],
      [],
      { region: 'msk', urgent: true },
    );
    expect(Object.values(instance.state.userTasks)).toEqual([
      {
        id: 'u1',
        elementId: 'task',
        scopeId: 's2',
        title: { ru: 'task' },
        performer: 'official',
        candidateGroups: ['clerks', 'msk-clerks'],
        candidateUsers: [],
        assignee: 'anna',
        excludedUsers: ['boris'],
        priority: 90,
        openedAt: '2026-03-02T09:00:00.000Z',
        dueAt: '2026-03-02T11:00:00.000Z',
      },
    ]);
  });

  it('leaves its form, outcome and reason as variables, or only what its mappings say', () => {
    const outcomes = [{ key: 'yes', title: { ru: 'Да' } }];
    const plain = aTask({ outcomes });
    plain.complete('task', { outcome: 'yes', reason: 'Всё верно', form: { sum: 5 } });
    expect(plain.variables).toEqual({ sum: 5, outcome: 'yes', reason: 'Всё верно' });
    const mapped = aTask({
      outcomes,
      outputs: [{ to: 'decision', value: '{ kind: outcome, sum: form.sum, by: completedBy, why: reason }' }],
    });
    mapped.complete('task', { outcome: 'yes', form: { sum: 5 } }, 'anna');
    expect(mapped.variables).toEqual({ decision: { kind: 'yes', sum: 5, by: 'anna', why: null } });
  });

  it.each<[string, Partial<Task>, Partial<EventOf<'userTask.complete'>['data']>, string, string]>([
    [
      'an outcome that is missing',
      { outcomes: [{ key: 'yes', title: { ru: 'Да' } }] },
      {},
      'userTask.outcomeRequired',
      '/outcome',
    ],
    [
      'an outcome it does not have',
      { outcomes: [{ key: 'yes', title: { ru: 'Да' } }] },
      { outcome: 'no' },
      'userTask.unknownOutcome',
      '/outcome',
    ],
    ['an outcome where it has none', {}, { outcome: 'no' }, 'userTask.unknownOutcome', '/outcome'],
    [
      'a required reason that is blank',
      { outcomes: [{ key: 'no', title: { ru: 'Нет' }, requiresReason: true }] },
      { outcome: 'no', reason: '  ' },
      'userTask.reasonRequired',
      '/reason',
    ],
    [
      'a form that is wrong',
      { form: { schema: { properties: { date: { type: 'string', format: 'date' } } } } },
      { form: { date: '31.01.2026' } },
      'form.format',
      '/form/date',
    ],
    ['a form that lacks a field', { form: { schema: { required: ['inn'] } } }, {}, 'form.required', '/form/inn'],
    ['a document nobody knows', {}, { documents: [aDocument('photo')] }, 'document.unknown', '/documents/0/document'],
  ])('refuses %s', (_what, task, data, code, pointer) => {
    const instance = aTask(task);
    const before = instance.state;
    const { rejection, state, commands, journal } = instance.complete('task', data);
    expect(rejection).toMatchObject({ code, pointer });
    expect(state).toBe(before);
    expect([commands, journal]).toEqual([[], undefined]);
  });

  it('is completed once', () => {
    const instance = aTask({});
    instance.send('userTask.complete', { userTaskId: 'u1' });
    expect(instance.send('userTask.complete', { userTaskId: 'u1' }).rejection?.code).toBe('instance.finished');
    const two = aTask({}, [{ type: 'userTask', id: 'next' }], ['task>next']);
    two.send('userTask.complete', { userTaskId: 'u1' });
    expect(two.send('userTask.complete', { userTaskId: 'u1' }).rejection?.code).toBe('userTask.notOpen');
  });

  it('can not be completed by whoever completed an earlier step, nor by an excluded person, nor by the applicant', () => {
    const instance = aTask(
      {},
      [{ type: 'userTask', id: 'check', assignment: { excludeCompletersOf: ['task'], excludedUsersFrom: '["vera"]' } }],
      ['task>check'],
    );
    instance.complete('task', {}, 'anna');
    expect(Object.values(instance.state.userTasks)[0]?.excludedUsers).toEqual(['anna', 'vera']);
    for (const by of ['anna', 'vera'])
      expect(instance.complete('check', {}, by).rejection?.code).toBe('userTask.excludedOwner');
    expect(
      instance.send('userTask.complete', { userTaskId: 'u2' }, { kind: 'applicant', id: 'x' }).rejection?.code,
    ).toBe('userTask.wrongPerformer');
    expect(instance.complete('check', {}, 'boris').rejection).toBeUndefined();
  });

  it('counts who completes a parallel step after this one was opened', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'userTask', id: 'one' },
        { type: 'userTask', id: 'two', assignment: { excludeCompletersOf: ['one'] } },
      ],
      ['start>one', 'start>two'],
    );
    const instance = new AnInstance(programme);
    instance.complete('one', {}, 'anna');
    expect(instance.complete('two', {}, 'anna').rejection?.code).toBe('userTask.excludedOwner');
  });

  it('asks for the required documents, counting what the case already has', () => {
    const documents: DocumentRule[] = [
      { key: 'passport', title: { ru: 'Паспорт' }, formats: ['pdf'], maxBytes: 1_000, required: true, maxCount: 2 },
      { key: 'note', title: { ru: 'Записка' }, formats: ['pdf', 'png'], maxBytes: 1_000, requiredWhen: 'urgent' },
    ];
    const instance = aTask({ documents: ['passport', 'note'] }, [], [], { urgent: false }, { documents });
    expect(instance.complete('task').rejection).toMatchObject({
      code: 'document.required',
      pointer: '/documents',
      details: [{ code: 'document.required' }],
    });
    expect(instance.complete('task', { documents: [{ ...aDocument('passport'), bytes: 1_001 }] }).rejection?.code).toBe(
      'document.tooLarge',
    );
    expect(
      instance.complete('task', { documents: [{ ...aDocument('passport'), mediaType: 'image/png' }] }).rejection?.code,
    ).toBe('document.format');
    expect(instance.complete('task', { documents: [1, 2, 3].map(() => aDocument('passport')) }).rejection?.code).toBe(
      'document.tooMany',
    );
    instance.send('documents.attach', { documents: [aDocument('passport')] });
    instance.send('variables.set', { values: { urgent: true }, reason: 'Срочно' });
    expect(instance.complete('task').rejection?.details?.map(({ message }) => message)).toEqual([
      'The document note is required',
    ]);
    expect(instance.complete('task', { documents: [aDocument('note')] }).rejection).toBeUndefined();
    expect(instance.state.documents).toEqual({ passport: ['file-1'], note: ['file-1'] });
  });

  it('asks accepts and transition the same question', () => {
    const instance = aTask({ outcomes: [{ key: 'yes', title: { ru: 'Да' } }] });
    const event: EventOf<'userTask.complete'> = {
      id: 'x',
      type: 'userTask.complete',
      at: instance.at,
      actor: { kind: 'person', id: 'anna' },
      data: { userTaskId: 'u1', outcome: 'no' },
    };
    expect(accepts(instance.programme, instance.state, event)).toEqual(
      instance.send('userTask.complete', event.data).rejection,
    );
  });
});

describe('the start of an instance', () => {
  const documents: DocumentRule[] = [
    { key: 'statement', title: { ru: 'Заявление' }, formats: ['pdf'], maxBytes: 1_000, required: true },
  ];

  it('is judged by the form of its start event, field by field', () => {
    const form = {
      schema: { type: 'object', properties: { inn: { type: 'string', format: 'inn' } }, required: ['inn', 'name'] },
    };
    const programme = aProgramme([{ type: 'startEvent', id: 'start', form }], []);
    const { rejection } = new AnInstance(programme, { inn: '123' }).transitions[0] ?? {};
    expect(rejection?.details?.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['form.required', '/input/name'],
      ['form.format', '/input/inn'],
    ]);
  });

  it('is judged by the case data where there is no form, as far as they are there', () => {
    const programme = aProgramme([start], [], {
      data: {
        schema: {
          type: 'object',
          properties: { sum: { $ref: '#/$defs/money' } },
          required: ['sum', 'later'],
          $defs: { money: { type: 'number' } },
        },
      },
    });
    expect(new AnInstance(programme, { sum: '1' }).transitions[0]?.rejection).toMatchObject({
      code: 'form.type',
      pointer: '/input/sum',
    });
    expect(new AnInstance(programme, { sum: 1 }).transitions[0]?.rejection).toBeUndefined();
  });

  it('needs the required documents, unless an incomplete package is taken and asked for later', () => {
    const strict = aProgramme([{ type: 'startEvent', id: 'start', documents: ['statement'] }], [], { documents });
    expect(new AnInstance(strict).transitions[0]?.rejection?.code).toBe('document.required');
    expect(new AnInstance(strict, {}, { documents: [aDocument('statement')] }).state.status).toBe('completed');
    const lax = aProgramme(
      [
        { type: 'startEvent', id: 'start', documents: ['statement'], incompletePackage: 'accept' },
        { type: 'scriptTask', id: 'look', assignments: [{ to: 'missing', value: 'case.missingDocuments' }] },
      ],
      ['start>look'],
      { documents },
    );
    expect(new AnInstance(lax).variables).toEqual({ missing: ['statement'] });
  });

  it('takes the start element that is named, and refuses one that starts nothing', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'startEvent', id: 'nightly', triggers: [{ type: 'timer', cycle: 'R/P1D' }] },
        { type: 'manualTask', id: 'a' },
        { type: 'manualTask', id: 'b' },
      ],
      ['start>a', 'nightly>b'],
    );
    expect(new AnInstance(programme).path).toEqual(['start', 'a']);
    expect(new AnInstance(programme, {}, { startElement: 'nightly' }).path).toEqual(['nightly', 'b']);
    expect(new AnInstance(programme, {}, { startElement: 'a' }).transitions[0]?.rejection?.code).toBe(
      'start.unknownElement',
    );
  });

  it('sets the status RECEIVED when the definition has statuses and the start sets none (R-041)', () => {
    const statuses = [{ code: 'accepted', title: { ru: 'Принято' }, canonical: 'RECEIVED' as const }];
    const received = new AnInstance(aProgramme([start], [], { statuses }));
    expect(received.state.caseStatus).toEqual({ code: 'accepted', canonical: 'RECEIVED' });
    const own = new AnInstance(
      aProgramme([{ ...start, status: { code: 'accepted', reason: { ru: 'Пришло' } } } as AnElement], [], { statuses }),
    );
    expect(own.records.filter(({ type }) => type === 'status.changed')).toHaveLength(1);
    expect(new AnInstance(aProgramme([start], [])).state.caseStatus).toBeUndefined();
  });

  it('changes its status on entering an element, with a reason that may be computed', () => {
    const statuses = [{ code: 'review', title: { ru: 'На рассмотрении' }, canonical: 'IN_PROGRESS' as const }];
    const programme = aProgramme(
      [start, { type: 'userTask', id: 'task', status: { code: 'review', reasonFrom: '"Поручено " + who' } }],
      ['start>task'],
      { statuses },
    );
    const instance = new AnInstance(programme, { who: 'отделу' });
    expect(instance.records.findLast(({ type }) => type === 'status.changed')).toMatchObject({
      code: 'review',
      canonical: 'IN_PROGRESS',
      reason: 'Поручено отделу',
      elementId: 'task',
    });
  });

  it('lets every expression see parameters and the case', () => {
    const programme = aProgramme(
      [
        start,
        {
          type: 'scriptTask',
          id: 'look',
          assignments: [
            {
              to: 'seen',
              value:
                '{ fee: parameters.fee, number: case.number, id: case.id, links: case.links, started: case.startedAt }',
            },
          ],
        },
      ],
      ['start>look'],
      { parameters: [{ name: 'fee', title: { ru: 'Пошлина' }, value: 800 }] },
    );
    const instance = new AnInstance(
      programme,
      {},
      { number: 'AB-1', links: [{ kind: 'appealAgainst', instanceId: 'first' }] },
    );
    expect(instance.variables['seen']).toEqual({
      fee: 800,
      number: 'AB-1',
      id: 'instance-1',
      links: [{ kind: 'appealAgainst', instanceId: 'first' }],
      started: '2026-03-02T09:00:00.000Z',
    });
  });
});

function aDocument(document: string): NonNullable<EventOf<'instance.start'>['data']['documents']>[number] {
  return { document, fileId: 'file-1', name: `${document}.pdf`, mediaType: 'application/pdf', bytes: 10, sha256: 'ab' };
}
