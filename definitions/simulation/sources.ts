import type { CalendarData } from '../calendar/data.ts';
import { defaultLimits, type LiteralDecision, type ProgrammeSource } from '../engine/index.ts';
import type { ProcessDefinition } from '../schema/definition.ts';

/** Definitions as programmes of one simulation: every call finds its procedure in the same set. */
export function sourcesOf(
  definitions: ProcessDefinition[],
  calendars: { [key: string]: CalendarData } = {},
  decisions: { [key: string]: LiteralDecision } = {},
): ProgrammeSource[] {
  const bindings = Object.fromEntries(definitions.map(({ key }) => [key, 1]));
  return definitions.map((definition) => ({ definition, decisions, calendars, limits: defaultLimits, bindings }));
}
