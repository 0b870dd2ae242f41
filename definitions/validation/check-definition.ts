import type { ProcessDefinition } from '../schema/definition.ts';
import { validate } from '../schema/generated/validate.js';
import type { Check, Report } from './check.ts';
import { assignments } from './checks/assignments.ts';
import { boundaryEvents } from './checks/boundary-events.ts';
import { compensation } from './checks/compensation.ts';
import { connectors } from './checks/connectors.ts';
import { dataSchemas } from './checks/data-schemas.ts';
import { deadlineLaw } from './checks/deadline-law.ts';
import { deadlines } from './checks/deadlines.ts';
import { declarations } from './checks/declarations.ts';
import { eventGateways } from './checks/event-gateways.ts';
import { expressions } from './checks/expressions.ts';
import { flowConditions } from './checks/flow-conditions.ts';
import { flows } from './checks/flows.ts';
import { identifiers } from './checks/identifiers.ts';
import { links } from './checks/links.ts';
import { loops } from './checks/loops.ts';
import { parents } from './checks/parents.ts';
import { reachability } from './checks/reachability.ts';
import { references } from './checks/references.ts';
import { startsAndEnds } from './checks/starts-and-ends.ts';
import { terms } from './checks/terms.ts';
import { timers } from './checks/timers.ts';
import { triggers } from './checks/triggers.ts';
import { waits } from './checks/waits.ts';
import type { CheckContext } from './context.ts';
import { hostileValue } from './hostile-json.ts';
import { type Issue, issue } from './issue.ts';
import { Outline } from './outline.ts';
import { schemaIssues } from './schema-issues.ts';

const checks: readonly Check[] = [
  identifiers,
  parents,
  references,
  declarations,
  startsAndEnds,
  flows,
  flowConditions,
  reachability,
  boundaryEvents,
  eventGateways,
  links,
  compensation,
  triggers,
  timers,
  loops,
  terms,
  deadlines,
  deadlineLaw,
  waits,
  assignments,
  connectors,
  dataSchemas,
  expressions,
];

/**
 * Everything that can be said about a definition without running it. An empty list, or one with warnings only: it may be
 * published. Never throws on data. While the shape is wrong nothing else is looked at.
 */
export function checkDefinition(input: unknown, context: CheckContext = {}): Issue[] {
  const hostile = hostileValue(input);
  if (hostile !== undefined) {
    const { code, pointer, message, remedy } = hostile;
    return [{ ...issue(code, pointer), message, remedy }];
  }
  if (!validate(input)) return withElements(schemaIssues(validate.errors ?? [], input), input);

  const outline = new Outline(input as ProcessDefinition);
  const issues: Issue[] = [];
  const report: Report = (code, pointer, details) => issues.push(issue(code, pointer, details));
  for (const check of checks) check(outline, report, context);
  return withElements(issues, input);
}

/** True if the issues let the definition be published. */
export function publishable(issues: readonly Issue[]): boolean {
  return issues.every(({ severity }) => severity === 'warning');
}

function withElements(issues: readonly Issue[], input: unknown): Issue[] {
  const elements = (input as { elements?: unknown } | null)?.elements;
  if (!Array.isArray(elements)) return [...issues];
  return issues.map((found) => {
    const index = /^\/elements\/(\d+)/.exec(found.pointer)?.[1];
    const id = (elements as ({ id?: unknown } | null)[])[Number(index)]?.id;
    return typeof id === 'string' ? { ...found, elementId: id } : found;
  });
}
