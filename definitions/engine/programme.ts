import type { ProcessDefinition } from '../schema/definition.ts';
import type { CalendarData } from '../calendar/data.ts';

/** Bounds that keep one instance from harming the others. */
export interface Limits {
  /** Steps of one transition (tokens moved); beyond: incident `limit.steps`. */
  steps: number;
  /** FEEL: nodes evaluated in one expression, nesting, longest list or string it may build. */
  expressionSteps: number;
  expressionDepth: number;
  listSize: number;
  stringSize: number;
  /** Bytes of the state as JSON. */
  stateBytes: number;
  multiInstance: number;
}

export const defaultLimits: Limits = {
  steps: 5_000,
  expressionSteps: 100_000,
  expressionDepth: 200,
  listSize: 10_000,
  stringSize: 100_000,
  stateBytes: 1_000_000,
  multiInstance: 1_000,
};

/** A decision the programme carries. Tables and graphs (DMN) come with their own kinds. */
export interface LiteralDecision {
  key: string;
  kind: 'literal';
  /** FEEL over the variables in scope. */
  expression: string;
}

/**
 * Everything the meaning of an instance depends on, as immutable data. Its identity is the hash of its canonical JSON;
 * states, histories and Continue-As-New carry the hash only.
 */
export interface ProgrammeSource {
  definition: ProcessDefinition;
  decisions: { [key: string]: LiteralDecision };
  calendars: { [key: string]: CalendarData };
  limits: Limits;
  /** Version each call activity was bound to when published: procedure key -> version. */
  bindings: { [key: string]: number };
}
