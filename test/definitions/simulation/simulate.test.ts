import { describe, expect, it } from 'vitest';
import { compile, replay } from '../../../definitions/engine/index.ts';
import { type Scenario, scenarioProblemCodes, simulate, sourcesOf } from '../../../definitions/simulation/index.ts';
import { aProcess, aScenario, lookup, play, review } from './builders.ts';

const complete = { complete: { element: 'check', by: 'clerk', outcome: 'complete' } };

describe('simulate', () => {
  it('gives the same run, byte for byte, every time', () => {
    const once = () => JSON.stringify(play(review, [{ advance: { by: 'P1D' } }, complete]));
    expect(once()).toBe(once());
  });

  it('leaves journals that the engine replays to the same journal and state', () => {
    const sources = sourcesOf([review]);
    const [instance] = simulate(sources, aScenario([complete])).instances;
    const [source] = sources;
    if (instance === undefined || source === undefined) throw new Error('nothing ran');
    const { journal, state } = instance;
    const again = replay(compile(source), journal);
    expect(JSON.stringify(again.journal)).toBe(JSON.stringify(journal));
    expect(again.state).toEqual(state);
  });

  it('plays users: by element, with outcome and reason, and refuses as the engine does', () => {
    const run = play(
      review,
      [
        {
          complete: { element: 'check', by: 'clerk' },
          rejected: { code: 'userTask.outcomeRequired', pointer: '/outcome' },
        },
        {
          complete: { element: 'check', by: 'clerk', outcome: 'refuse' },
          rejected: { code: 'userTask.reasonRequired' },
        },
        {
          complete: { element: 'check', by: 'guest', groups: ['archive'], outcome: 'complete' },
          rejected: { code: 'userTask.notCandidate' },
        },
        {
          complete: { element: 'check', by: 'clerk', groups: ['registry'], outcome: 'refuse', reason: 'Нет копии' },
          expect: {
            journal: [
              { type: 'userTask.completed', element: 'check', match: { by: 'clerk', reason: 'Нет копии' } },
              { type: 'instance.completed' },
            ],
          },
        },
        { complete: { element: 'check', by: 'clerk', outcome: 'complete' }, rejected: { code: 'instance.finished' } },
      ],
      { expect: { engineStatus: 'completed', data: { 'decision.outcome': 'refuse' }, userTasks: [] } },
    );
    expect(run.problems).toEqual([]);
  });

  it('answers calls by the first rule that fits, as often as it says, and leaves others open', () => {
    const twice = aProcess(
      'twice',
      [
        { id: 'begin', type: 'startEvent' },
        { id: 'one', type: 'serviceTask', connector: 'registry.lookup' },
        { id: 'two', type: 'serviceTask', connector: 'registry.lookup' },
        { id: 'done', type: 'endEvent' },
      ],
      ['begin -> one', 'one -> two', 'two -> done'],
    );
    const services = [{ connector: 'registry.lookup', output: { name: 'ООО' }, times: 1 }];
    const run = play(
      twice,
      [
        { expect: { engineStatus: 'running', journal: [] } },
        {
          service: { element: 'two', output: { name: 'АО' } },
          expect: { engineStatus: 'completed', data: { name: 'АО' } },
        },
      ],
      { services },
    );
    expect(run.problems).toEqual([]);
  });

  it('plays BPMN errors and failures of connectors; a failure is an incident that an operator retries', () => {
    expect(
      play(lookup, [{ service: { connector: 'registry.lookup', error: { code: 'notFound' } } }], {
        expect: { journal: [{ type: 'element.completed', element: 'nothing' }] },
      }).problems,
    ).toEqual([]);
    const run = play(
      lookup,
      [
        { expect: { incidents: ['registry.down'] } },
        {
          incident: { element: 'find', action: 'retry' },
          expect: { incidents: [], engineStatus: 'completed', data: { found: 'ООО' } },
        },
      ],
      {
        services: [
          { element: 'find', failure: { code: 'registry.down' }, times: 1 },
          { connector: 'registry.lookup', output: { name: 'ООО' } },
        ],
      },
    );
    expect(run.problems).toEqual([]);
  });

  it('lets an answer take time on the virtual clock, and forgets it when nobody waits any more', () => {
    const impatient = aProcess(
      'impatient',
      [
        { id: 'begin', type: 'startEvent' },
        { id: 'ask', type: 'serviceTask', connector: 'slow' },
        { id: 'late', type: 'boundaryEvent', attachedTo: 'ask', triggers: [{ type: 'timer', duration: 'PT1H' }] },
        { id: 'done', type: 'endEvent' },
        { id: 'gaveUp', type: 'endEvent' },
      ],
      ['begin -> ask', 'ask -> done', 'late -> gaveUp'],
    );
    const services = (after: string) => ({ services: [{ connector: 'slow', output: {}, after }] });
    const advance = [{ advance: { by: 'P1D' } }];
    const ended = (id: string) => ({ expect: { journal: [{ type: 'element.completed', element: id }] } });
    expect(play(impatient, advance, { ...services('PT30M'), ...ended('done') }).problems).toEqual([]);
    expect(play(impatient, advance, { ...services('PT2H'), ...ended('gaveUp') }).problems).toEqual([]);
  });

  it('lets everything due on the way happen at its own moment, and compares local dates', () => {
    const ticking = aProcess(
      'ticking',
      [
        { id: 'begin', type: 'startEvent' },
        { id: 'check', type: 'userTask' },
        {
          id: 'tick',
          type: 'boundaryEvent',
          attachedTo: 'check',
          interrupting: false,
          triggers: [{ type: 'timer', cycle: 'R/P1D' }],
        },
        { id: 'seen', type: 'endEvent' },
        { id: 'done', type: 'endEvent' },
      ],
      ['begin -> check', 'check -> done', 'tick -> seen'],
    );
    const run = play(ticking, [
      { expect: { dates: { timers: { tick: '2026-04-25' } } } },
      {
        advance: { to: '2026-04-27' },
        expect: {
          journal: [
            { type: 'timer.fired', element: 'tick', match: { dueAt: '2026-04-25T07:00:00.000Z' } },
            { type: 'timer.fired', element: 'tick', match: { dueAt: '2026-04-26T07:00:00.000Z' } },
          ],
          dates: { timers: { tick: '2026-04-27T10:00' } },
        },
      },
      { advance: { by: 'PT9H59M59S' }, expect: { absent: [{ type: 'timer.fired' }] } },
      { advance: { by: 'PT1S' }, expect: { journal: [{ type: 'timer.fired' }] } },
    ]);
    expect(run.problems).toEqual([]);
    const fired = run.instances[0]?.journal.filter(({ event }) => event.type === 'time.advance');
    expect(fired?.map(({ event }) => event.at)).toEqual([
      '2026-04-25T07:00:00.000Z',
      '2026-04-26T07:00:00.000Z',
      '2026-04-27T07:00:00.000Z',
    ]);
  });

  it('never travels back', () => {
    const { problems } = play(review, [{ advance: { to: '2026-05-01' } }, { advance: { to: '2026-04-30T23:59' } }]);
    expect(problems).toMatchObject([{ code: 'simulation.clock.past', pointer: '/steps/1' }]);
  });

  it('attaches documents, suspends and resumes, corrects data and cancels', () => {
    const documented = {
      ...review,
      documents: [{ key: 'statement', title: { ru: 'Жалоба' }, formats: ['pdf' as const], maxBytes: 20_000 }],
    };
    const run = play(documented, [
      { attach: { documents: [{ document: 'statement', bytes: 30_000 }] }, rejected: { code: 'document.tooLarge' } },
      { attach: { documents: [{ document: 'statement' }] }, expect: { journal: [{ type: 'documents.attached' }] } },
      { suspend: { reason: 'Ошибка в деле' }, expect: { engineStatus: 'suspended' } },
      { ...complete, rejected: { code: 'instance.suspended' } },
      { resume: {}, expect: { engineStatus: 'running' } },
      { correct: { values: { applicant: 'АО' }, reason: 'Опечатка' }, expect: { data: { applicant: 'АО' } } },
      { cancel: { reason: 'Отзыв' }, expect: { engineStatus: 'cancelled', absent: [{ type: 'instance.completed' }] } },
    ]);
    expect(run.problems).toEqual([]);
  });

  it('counts what each element and flow was taken', () => {
    const [coverage] = play(lookup, [], {
      services: [{ connector: 'registry.lookup', output: { name: 'ООО' } }],
    }).coverage;
    expect(coverage).toEqual({
      key: 'lookup',
      elements: { begin: 1, find: 1, unknown: 0, done: 1, nothing: 0 },
      flows: { f1: 1, f2: 1, f3: 0 },
    });
  });
});

const differences: [code: string, steps: Scenario['steps'], more: Partial<Scenario>, pointer: string][] = [
  ['simulation.scenario.invalid', [], { startAt: 'soon' }, '/startAt'],
  ['simulation.procedure.unknown', [], { procedure: 'other' }, '/procedure'],
  ['simulation.start.rejected', [], { startElement: 'nowhere' }, '/startElement'],
  ['simulation.instance.unknown', [{ ...complete, instance: 'nobody' }], {}, '/steps/0/instance'],
  ['simulation.moment.invalid', [{ advance: { to: '2026-02-30' } }], {}, '/steps/0'],
  ['simulation.clock.past', [{ advance: { to: '2026-01-01' } }], {}, '/steps/0'],
  ['simulation.userTask.notOpen', [{ complete: { element: 'other', by: 'x' } }], {}, '/steps/0'],
  ['simulation.service.notOpen', [{ service: { connector: 'x', output: {} } }], {}, '/steps/0'],
  ['simulation.incident.notOpen', [{ incident: { action: 'retry' as const } }], {}, '/steps/0'],
  ['simulation.activity.notActive', [{ activate: { element: 'check', by: 'x' } }], {}, '/steps/0'],
  ['simulation.step.rejected', [{ complete: { element: 'check', by: 'x' } }], {}, '/steps/0'],
  ['simulation.step.notRejected', [{ ...complete, rejected: { code: 'userTask.notOpen' } }], {}, '/steps/0/rejected'],
  [
    'simulation.step.otherRejection',
    [{ complete: { element: 'check', by: 'x' }, rejected: { code: 'userTask.notOpen' } }],
    {},
    '/steps/0/rejected',
  ],
  ['simulation.step.rejected', [{ message: { message: 'letter' } }], {}, '/steps/0'],
  ['simulation.expect.status', [{ expect: { status: 'received' } }], {}, '/steps/0/expect/status'],
  [
    'simulation.expect.data',
    [{ ...complete, expect: { data: { 'decision.outcome': 'refuse' } } }],
    {},
    '/steps/0/expect/data/decision.outcome',
  ],
  [
    'simulation.expect.journal',
    [{ ...complete, expect: { journal: [{ type: 'instance.completed' }, { type: 'userTask.completed' }] } }],
    {},
    '/steps/0/expect/journal/1',
  ],
  [
    'simulation.expect.absent',
    [{ ...complete, expect: { absent: [{ type: 'userTask.completed' }] } }],
    {},
    '/steps/0/expect/absent/0',
  ],
  [
    'simulation.expect.dates',
    [{ expect: { dates: { userTasks: { check: '2026-04-24' } } } }],
    {},
    '/steps/0/expect/dates/userTasks/check',
  ],
  ['simulation.expect.userTasks', [{ expect: { userTasks: [] } }], {}, '/steps/0/expect/userTasks'],
  ['simulation.expect.incidents', [{ expect: { incidents: ['x'] } }], {}, '/steps/0/expect/incidents'],
  [
    'simulation.expect.commands',
    [{ ...complete, expect: { commands: [{ type: 'service.invoke' }] } }],
    {},
    '/steps/0/expect/commands/0',
  ],
];

describe('A scenario that goes otherwise', () => {
  it.each(differences)('is told by %s and a pointer into the scenario', (code, steps, more, pointer) => {
    const { passed, problems } = play(review, steps, more);
    expect(passed).toBe(false);
    expect(problems).toContainEqual({ code, pointer, message: expect.stringMatching(/\S/) });
  });

  it('has a code for every kind of difference, each shown here', () => {
    const shown = new Set<string>([...differences.map(([code]) => code), 'simulation.endless']);
    expect(scenarioProblemCodes.filter((code) => !shown.has(code))).toEqual([]);
  });

  it('ends at the first step that can not be done, since what follows would mean nothing', () => {
    const { problems } = play(review, [
      { service: { connector: 'x', output: {} } },
      { expect: { engineStatus: 'completed' } },
    ]);
    expect(problems).toHaveLength(1);
  });

  it('says that instances answer each other without end', () => {
    const echo = (key: string, hears: string, says: string) =>
      aProcess(
        key,
        [
          { id: 'hear', type: 'startEvent', triggers: [{ type: 'message', message: hears }] },
          { id: 'say', type: 'sendTask', message: { message: says } },
          { id: 'done', type: 'endEvent' },
        ],
        ['hear -> say', 'say -> done'],
      );
    const both = [echo('ping', 'a', 'b'), echo('pong', 'b', 'a')];
    const { problems } = play(both, [], { startElement: 'hear' });
    expect(problems).toMatchObject([{ code: 'simulation.endless' }]);
  }, 20_000);
});
