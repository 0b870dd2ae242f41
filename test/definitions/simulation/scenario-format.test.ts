import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../definitions/simulation/check-scenario.ts';
import { formatCoverage, formatRun, type Scenario, summarise } from '../../../definitions/simulation/index.ts';
import schema from '../../../definitions/simulation/scenario.schema.json' with { type: 'json' };
import { play, review } from './builders.ts';

type Complete<T> = T extends readonly (infer I)[]
  ? Complete<I>[]
  : T extends object
    ? { [K in keyof T]-?: Complete<NonNullable<T[K]>> }
    : T;

const text = { ru: 'а', en: 'a' };
const actor = { kind: 'person' as const, id: 'p' };
const document = { document: 'd', name: 'n', mediaType: 'm', bytes: 1 };
const pattern = { type: 't', element: 'e', match: {} };
const expectation: Complete<Scenario['expect']> = {
  status: 's',
  engineStatus: 'running',
  data: {},
  journal: [pattern],
  absent: [pattern],
  dates: { deadlines: { d: '2026-01-01' }, userTasks: {}, timers: {} },
  userTasks: ['u'],
  incidents: ['i'],
  commands: [pattern],
};
const answer = { output: {}, error: { code: 'c', message: 'm', payload: {} }, failure: { code: 'c', message: 'm' } };

/** Everything the type has; the compiler says when something is missing here. */
const step: Complete<Scenario['steps'][number]> = {
  title: text,
  instance: 'i',
  rejected: { code: 'c', pointer: '/p' },
  expect: expectation,
  complete: {
    element: 'e',
    userTask: 'u',
    by: 'b',
    groups: ['g'],
    outcome: 'o',
    reason: 'r',
    form: {},
    documents: [document],
  },
  addUserTask: {
    element: 'e',
    title: text,
    by: 'b',
    candidateGroups: [],
    candidateUsers: [],
    dueAt: '2026-01-01T00:00:00Z',
    form: { schema: {} },
  },
  activate: { element: 'e', by: 'b' },
  message: { message: 'm', correlationKey: 1, payload: {} },
  signal: { signal: 's', payload: {} },
  service: { element: 'e', connector: 'c', ...answer },
  advance: { to: '2026-01-01', by: 'P1D' },
  attach: { by: 'b', documents: [document] },
  cancel: { by: 'b', reason: 'r' },
  suspend: { by: 'b', reason: 'r' },
  resume: { by: 'b', reason: 'r' },
  incident: { element: 'e', code: 'c', by: 'b', action: 'retry', value: 1, reason: 'r' },
  correct: { by: 'b', values: {}, reason: 'r' },
  start: {
    procedure: 'p',
    as: 'a',
    actor,
    startElement: 's',
    input: {},
    documents: [document],
    links: [{ kind: 'k', instance: 'i' }],
  },
};
const scenario: Omit<Complete<Scenario>, 'steps'> = {
  $schema: 's',
  name: 'n',
  title: text,
  description: text,
  requirements: ['P-20'],
  procedure: 'p',
  startAt: '2026-01-01T00:00:00Z',
  zone: 'Europe/Moscow',
  actor,
  number: '1',
  startElement: 's',
  input: {},
  documents: [document],
  links: [{ kind: 'k', instanceId: 'i' }],
  services: [{ element: 'e', connector: 'c', ...answer, after: 'P1D', times: 1 }],
  expect: expectation,
};

type JsonSchema = { [keyword: string]: unknown };
const defs = schema.$defs as { [name: string]: JsonSchema };

/** Members of an object that its schema does not know, and members of the schema that the object does not have. */
function disagreement(value: unknown, described: JsonSchema, path = ''): string[] {
  const reference = described['$ref'];
  if (typeof reference === 'string') return disagreement(value, defs[reference.replace('#/$defs/', '')] ?? {}, path);
  if (Array.isArray(value))
    return value.flatMap((item) => disagreement(item, (described['items'] ?? {}) as JsonSchema, `${path}[]`));
  const properties = described['properties'] as { [name: string]: JsonSchema } | undefined;
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  const unknown = Object.keys(value)
    .filter((name) => !(name in properties))
    .map((name) => `${path}.${name} is not in the schema`);
  const missing = Object.keys(properties)
    .filter((name) => !(name in value))
    .map((name) => `${path}.${name} is only in the schema`);
  return [
    ...unknown,
    ...missing,
    ...Object.entries(value).flatMap(([name, inner]) => disagreement(inner, properties[name] ?? {}, `${path}.${name}`)),
  ];
}

describe('The scenario format', () => {
  it('is the same in the types and in the JSON Schema, member by member', () => {
    expect(disagreement({ ...scenario, steps: [step] }, schema as unknown as JsonSchema)).toEqual([]);
  });

  it('has the example of its README', () => {
    const readme = readFileSync(new URL('../../../definitions/simulation/README.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(checkScenario(JSON.parse(example))).toEqual([]);
  });

  it('takes one action a step, one kind of answer and one target, and no member it does not know', () => {
    const base = { name: 'x', title: { ru: 'x' }, startAt: '2026-01-01T00:00:00Z', input: {} };
    const wrong = (part: object) => checkScenario({ ...base, steps: [], ...part }).length > 0;
    expect(wrong({})).toBe(false);
    expect(wrong({ steps: [{ advance: { by: 'P1D' }, signal: { signal: 's' } }] })).toBe(true);
    expect(wrong({ steps: [{ advance: { by: 'P1D', to: '2026-01-02' } }] })).toBe(true);
    expect(wrong({ services: [{ connector: 'c', output: {}, failure: { code: 'x' } }] })).toBe(true);
    expect(wrong({ services: [{ connector: 'c', element: 'e', output: {} }] })).toBe(true);
    expect(wrong({ steps: [{ wait: 'P1D' }] })).toBe(true);
    expect(wrong({ startAt: '2026-01-01' })).toBe(true);
  });
});

describe('formatRun', () => {
  const run = play(review, [
    { complete: { element: 'check', by: 'clerk', outcome: 'complete' } },
    { expect: { status: 'other' } },
  ]);

  it('tells the verdict, each difference and the coverage in Russian or English', () => {
    expect(formatRun(run, { zone: 'Europe/Moscow' })).toBe(
      [
        '✗ scenario: не пройден',
        '  simulation.expect.status /steps/1/expect/status',
        '    expected "other", got nothing',
        '  review simulated-1: completed',
        '  часы остановились на 2026-04-24T10:00:00',
        '  покрытие review: элементы 3/3, потоки 2/2',
      ].join('\n'),
    );
    expect(formatRun(run, { language: 'en', zone: 'UTC' })).toContain('the clock stopped at 2026-04-24T07:00:00');
  });

  it('shows the journal when asked', () => {
    const text = formatRun(run, { zone: 'Europe/Moscow', journal: true });
    expect(text).toContain('1. 2026-04-24T10:00:00 instance.start (applicant applicant)');
    expect(text).toContain('userTask.completed userTaskId=u1 elementId=check by=clerk outcome=complete');
  });

  it('names what a set of scenarios never took', () => {
    const summary = summarise({ key: 'review', elements: { a: 1, b: 0 }, flows: { f: 0 } });
    expect(formatCoverage(summary)).toBe('review: элементы 1/2, потоки 0/1; не пройдены: b, f');
  });
});
