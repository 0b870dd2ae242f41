import { Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { createConnectors } from '../../../activities/connectors.ts';
import { renderLetter } from '../../../activities/notifications/render-letter.ts';
import { letterTemplates } from '../../../activities/notifications/templates.ts';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import type { Command, JournalRecord, Variables } from '../../../definitions/engine/index.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import type { CanonicalStatus, Deadline, Element, ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { mergeCoverage, summarise } from '../../../definitions/simulation/index.ts';
import { checkDefinition } from '../../../definitions/validation/check-definition.ts';
import { run, scenariosOf } from './shipped.ts';

type Invocation = Extract<Command, { type: 'service.invoke' }>;

/** Only what the connectors say of themselves is read here: nothing is sent or looked up. */
const nobody = () => Promise.reject(new Error('not called'));
const connectors = createConnectors({
  mailer: { from: 'a@example.test', send: nobody },
  register: { find: nobody, put: nobody },
});
const described = Object.fromEntries(connectors.map((connector) => [connector.key, connector]));
const calendars = Object.fromEntries(
  Object.values(shippedCalendars).map(({ key, schedules = {} }) => [key, Object.keys(schedules)]),
);

describe.each(Object.entries(shippedProcedures))('the procedure %s', (key, definition) => {
  const runs = scenariosOf(key).map(({ file, scenario }) => ({ file, scenario, run: run(key, scenario) }));

  it('has no error or warning before publishing', () => {
    expect(
      checkDefinition(definition, { connectors: described, calendars, procedures: { appeal: [1], escalation: [1] } }),
    ).toEqual([]);
  });

  it.each(runs)('plays $file as expected', ({ file, scenario, run: { problems, passed } }) => {
    expect(problems).toEqual([]);
    expect(passed).toBe(true);
    expect(file).toBe(`${scenario.name}.json`);
  });

  it('is covered by its scenarios: every element and every sequence flow', () => {
    const own = runs.flatMap(({ run: { coverage } }) => coverage.filter((each) => each.key === key));
    expect(mergeCoverage(own).map(summarise)).toMatchObject([
      { key, elements: { missing: [] }, flows: { missing: [] } },
    ]);
  });

  it('cites its requirements, and every requirement a scenario cites', () => {
    const cited = runs.flatMap(({ scenario }) => scenario.requirements ?? []);
    expect([...new Set(cited)].filter((id) => !definition.requirements?.includes(id))).toEqual([]);
  });

  it('tells each element in Russian and English, with its stage and department', () => {
    const untold = definition.elements.filter(({ title, stage, department }) => !title.en || !stage || !department);
    expect(untold.map(({ id }) => id)).toEqual([]);
  });

  it('never suspends a term, because no law says so here (P-05)', () => {
    expect(deadlinesOf(definition).filter(({ suspension }) => suspension !== undefined)).toEqual([]);
  });

  it('gives every deadline a basis and a consequence', () => {
    expect(
      deadlinesOf(definition).filter(({ basis, consequences = [] }) => basis === '' || consequences.length === 0),
    ).toEqual([]);
  });

  it('leaves every figure of a term editable (R-035)', () => {
    expect(deadlinesOf(definition).filter(({ term }) => typeof term.amount !== 'object')).toEqual([]);
  });

  it('takes files of 10 MB at most in the formats of the portal (R-044, R-045)', () => {
    const beyond = (definition.documents ?? []).filter(
      ({ formats, maxBytes }) => maxBytes > 10_485_760 || formats.includes('xml'),
    );
    expect(beyond).toEqual([]);
    const passport = definition.documents?.find(({ key: document }) => document === 'passportCopy');
    if (passport) expect(passport).toMatchObject({ formats: ['pdf'], maxBytes: 5_242_880 });
  });

  it('asks for a reason wherever a case is refused or decided (R-041)', () => {
    const outcomes = definition.elements.flatMap((element) =>
      element.type === 'userTask' ? (element.outcomes ?? []) : [],
    );
    const decisive = new Set([
      'annul',
      'amend',
      'uphold',
      'satisfy',
      'refuse',
      'leave',
      'forward',
      'rework',
      'notDecided',
      'inadmissible',
    ]);
    expect(outcomes.filter(({ key: outcome, requiresReason }) => decisive.has(outcome) && !requiresReason)).toEqual([]);
  });

  it('changes status with a reason every time (R-041)', () => {
    const changes = runs.flatMap(({ run: { instances } }) =>
      instances.flatMap(({ journal }) => journal.flatMap(({ records }) => records.filter(isStatusChange))),
    );
    expect(changes.filter(({ reason }) => !reason)).toEqual([]);
    expect(changes.length).toBeGreaterThan(runs.length);
  });

  it('calls connectors with input they accept, and every letter can be written in both languages', () => {
    const invocations = runs.flatMap(({ run: { instances } }) =>
      instances.flatMap(({ journal }) => journal.flatMap(({ commands }) => commands.filter(isInvocation))),
    );
    for (const { connector, input, settings = {} } of invocations) {
      const { input: accepted, settings: set } = described[connector] as (typeof connectors)[number];
      expect(new Validator(accepted as never, '2020-12').validate(input).errors).toEqual([]);
      expect(new Validator(set as never, '2020-12').validate(settings).errors).toEqual([]);
    }
    const letters = invocations.filter(({ connector }) => connector === 'notify.email');
    const written = letters.flatMap(({ input }) => (['ru', 'en'] as const).map((language) => write(input, language)));
    expect(written.filter(({ text }) => /\b(undefined|null)\b|\[object|\{\{|\{%/.test(text))).toEqual([]);
    const used = new Set(letters.map(({ input }) => input['template']));
    const shipped = letterTemplates
      .map((template) => template.key)
      .filter((template) => template.startsWith(`${key}.`));
    expect(shipped.filter((template) => !used.has(template))).toEqual([]);
  });
});

function deadlinesOf(definition: ProcessDefinition): Deadline[] {
  const own = (element: Element): Deadline[] => ('deadlines' in element ? (element.deadlines ?? []) : []);
  return [...(definition.deadlines ?? []), ...definition.elements.flatMap(own)];
}

function isInvocation(command: Command): command is Invocation {
  return command.type === 'service.invoke';
}

function isStatusChange(record: JournalRecord): record is Extract<JournalRecord, { type: 'status.changed' }> {
  return record.type === 'status.changed';
}

function write(input: Variables, language: 'ru' | 'en') {
  const template = letterTemplates.find(({ key }) => key === input['template']);
  if (!template) throw new Error(`No template ${String(input['template'])}`);
  return renderLetter(template, input['data'] as Variables, { language, zone: 'Europe/Moscow' });
}

describe('the appeal', () => {
  const appeal = shippedProcedures['appeal'] as ProcessDefinition;

  it('ends in every outcome of P-20, under its canonical status', () => {
    const canonical = (code: string): CanonicalStatus | undefined =>
      appeal.statuses?.find((status) => status.code === code)?.canonical;
    expect(['annulled', 'amended', 'upheld', 'left', 'forwarded', 'withdrawn'].map(canonical)).toEqual([
      'ANNULLED',
      'AMENDED',
      'UPHELD',
      'REJECTED',
      'COMPLETED',
      'WITHDRAWN',
    ]);
  });

  it('has thirty calendar days by the Civil Code, with reminders before and an escalation after (P-20, R-028)', () => {
    expect(appeal.parameters?.find(({ name }) => name === 'reviewDays')?.value).toBe(30);
    expect(appeal.deadlines?.[0]).toMatchObject({
      term: { unit: 'calendarDays' },
      regime: 'civil-code',
      class: 'statutory',
      reminders: [{ before: { amount: 5, unit: 'workingDays' } }, { before: { amount: 1, unit: 'workingDays' } }],
    });
    expect(appeal.deadlines?.[0]?.consequences).toContainEqual({
      type: 'escalate',
      candidateGroups: ['senior-specialists'],
    });
  });

  it('requires the copy of the decision, the statement and evidence', () => {
    const required = appeal.documents?.filter((document) => document.required).map(({ key }) => key);
    expect(required).toEqual(['decisionCopy', 'statement', 'evidence', 'appealDecision']);
  });
});

describe('the escalation', () => {
  const escalation = shippedProcedures['escalation'] as ProcessDefinition;

  it('takes the appeal and its decision over from the linked case (P-21)', () => {
    const inherited = escalation.documents?.flatMap(({ key, inherits }) =>
      inherits ? [[key, inherits.link, inherits.document]] : [],
    );
    expect(inherited).toEqual([
      ['appealCopy', 'appealAgainst', 'statement'],
      ['appealDecisionCopy', 'appealAgainst', 'appealDecision'],
    ]);
  });

  it('has ten working days (P-21)', () => {
    expect(escalation.parameters?.find(({ name }) => name === 'reviewDays')?.value).toBe(10);
    expect(escalation.deadlines?.[0]?.term.unit).toBe('workingDays');
  });
});
