import type { Text } from '../schema/definition.ts';
import type { Actor, Variables } from '../engine/index.ts';

/**
 * A scenario: one life of a process instance on a virtual clock, with what must be seen on the way. The same file runs
 * in the simulator (browser and CLI) and on the real server. `scenario.schema.json` beside this file is the contract
 * for those who write scenarios; README.md has an example.
 */
export interface Scenario {
  $schema?: string;
  /** Stable name, `[a-z][a-z0-9-]*`; the file has the same name. */
  name: string;
  title: Text;
  description?: Text;
  /** Requirement ids this scenario shows (P-20, R-028 ...). */
  requirements?: string[];
  /** Key of the procedure to start. Absent: the procedure whose folder holds the scenario. */
  procedure?: string;
  /** Instant the instance starts, with offset: `2026-11-02T10:00:00+03:00`. */
  startAt: string;
  /** IANA zone in which local dates of this scenario are read; absent: the definition's. */
  zone?: string;
  /** Who starts the instance. Absent: an applicant. */
  actor?: Actor;
  /** Number of the case. Absent: `SIM-1`. */
  number?: string;
  startElement?: string;
  input: Variables;
  documents?: ScenarioDocument[];
  links?: { kind: string; instanceId: string }[];
  /** What connectors answer when no `service` step does; the first rule that fits wins. No rule: unanswered. */
  services?: ServiceRule[];
  steps: Step[];
  /** Judged after the last step. */
  expect?: Expectation;
}

/** A document attached; what is left out is made up, the same on every run. */
export interface ScenarioDocument {
  /** Key of the document rule. */
  document: string;
  name?: string;
  mediaType?: string;
  bytes?: number;
}

/** Exactly one of output, error, failure. */
export interface ServiceAnswer {
  output?: Variables;
  /** A BPMN error: the connector answered, and the answer is an error. */
  error?: { code: string; message?: string; payload?: Variables };
  /** The connector could not be reached until retries ran out: an incident. */
  failure?: { code: string; message?: string };
}

/** Exactly one of element, connector. */
export interface ServiceTarget {
  element?: string;
  connector?: string;
}

export interface ServiceRule extends ServiceTarget, ServiceAnswer {
  /** ISO 8601 duration until the answer comes; absent: at once. */
  after?: string;
  /** How often the rule applies; absent: always. */
  times?: number;
}

/** What a step does: exactly one member of `Action`, or none when the step only expects. */
export interface Action {
  /** Completes the open user task of the element, or the one with the id `userTask`. */
  complete?: {
    element?: string;
    userTask?: string;
    /** User id; who it is otherwise (an applicant on an official's task), as an actor. */
    by: string | Actor;
    /** Groups of the person; when given, the person must be a potential owner. */
    groups?: string[];
    outcome?: string;
    reason?: string;
    form?: Variables;
    documents?: ScenarioDocument[];
  };
  /** An official adds a user task to the running case. */
  addUserTask?: {
    element?: string;
    title: Text;
    by: string;
    candidateGroups?: string[];
    candidateUsers?: string[];
    dueAt?: string;
    form?: { schema: { [key: string]: unknown } };
  };
  /** Starts an inner element of a manually activated ad-hoc sub-process. */
  activate?: { element: string; by: string };
  message?: { message: string; correlationKey?: unknown; payload?: Variables };
  signal?: { signal: string; payload?: Variables };
  /** Answers the oldest open call of the connector or element. */
  service?: ServiceTarget & ServiceAnswer;
  /** Moves the clock; everything due on the way happens at its own moment. Local dates and times are read in the zone. */
  advance?: { to?: string; by?: string };
  attach?: { by?: string; documents: ScenarioDocument[] };
  cancel?: { by?: string; reason: string };
  suspend?: { by?: string; reason: string };
  resume?: { by?: string; reason?: string };
  /** What an operator does with the oldest open incident, or the one of the element or with the code. */
  incident?: {
    element?: string;
    code?: string;
    by?: string;
    action: 'retry' | 'resolve' | 'cancel';
    value?: unknown;
    reason?: string;
  };
  /** An operator corrects case data. */
  correct?: { by?: string; values: Variables; reason: string };
  /** Starts a further, independent instance; later steps reach it by the name in `as`. */
  start?: {
    procedure: string;
    as: string;
    actor?: Actor;
    startElement?: string;
    input?: Variables;
    documents?: ScenarioDocument[];
    /** `instance` names an instance of this scenario, as a step's `instance` does. */
    links?: { kind: string; instance: string }[];
  };
}

export interface Step extends Action {
  title?: Text;
  /**
   * Instance the step and its expectations mean: `as` of a `start` step, or the procedure key of a called instance
   * (`key`, or `key#2` for the second one started). Absent: the instance of the scenario.
   */
  instance?: string;
  /** The step must be refused with this code; nothing may change. */
  rejected?: { code: string; pointer?: string };
  /** Judged after the step and all it caused. */
  expect?: Expectation;
}

export interface Expectation {
  /** The procedure's own status code. */
  status?: string;
  engineStatus?: 'running' | 'suspended' | 'completed' | 'cancelled' | 'failed';
  /** Variables of the instance by name or dotted path. Objects may have further members; lists and scalars are equal. */
  data?: { [path: string]: unknown };
  /** Records that follow one another in this order, others between them. On a step: of that step only. */
  journal?: RecordPattern[];
  /** Records that must not occur. On a step: in that step. */
  absent?: RecordPattern[];
  /** `2026-12-02` or `2026-12-02T18:00` are read in the zone, `2026-12-02T15:00:00Z` is an instant. */
  dates?: {
    /** By id of the deadline; the newest ledger of that id counts, closed or not. */
    deadlines?: { [deadlineId: string]: string };
    /** By element; the open user task's due moment. */
    userTasks?: { [elementId: string]: string };
    /** By element of the armed timer. */
    timers?: { [elementId: string]: string };
  };
  /** Elements of the open user tasks, all of them, in any order. */
  userTasks?: string[];
  /** Codes of the open incidents, all of them, in any order. */
  incidents?: string[];
  /** Commands that follow one another in this order, others between them. On a step: of that step only. */
  commands?: CommandPattern[];
}

export interface RecordPattern {
  /** Type of the journal record, for example `userTask.opened`. */
  type: string;
  /** Its element. */
  element?: string;
  /** Further members, compared as `data` is. */
  match?: { [member: string]: unknown };
}

export interface CommandPattern {
  type: string;
  element?: string;
  match?: { [member: string]: unknown };
}
