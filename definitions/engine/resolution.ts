import { take } from './flows.ts';
import { endWaits } from './completion.ts';
import { closeIncident } from './incidents.ts';
import { merge, parkedAt, unpark } from './joins.ts';
import type { Item } from './item.ts';
import { runCancelled } from './loop.ts';
import { nodeOf } from './nodes.ts';
import { Problem } from './problem.ts';
import type { Flow, Node, Programme } from './programme.ts';
import type { Rejection } from './rejection.ts';
import { push, type Run, record } from './run.ts';
import { cancelContent, cancelScope, dropLive, openScope } from './scopes.ts';
import type { State } from './state.ts';
import type { Variables } from './event.ts';
import { setAllLocal } from './variables.ts';

/** Where flows can't be chosen, the value names the flow to take; elsewhere it is the output, an object. */
export function judgeValue(
  programme: Programme,
  state: State,
  incidentId: string,
  value: unknown,
): Rejection | undefined {
  const resume = state.incidents[incidentId]?.resume;
  if (!resume || !('elementId' in resume) || !choosesFlows(programme, resume)) {
    if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) return undefined;
    return {
      code: 'incident.value',
      pointer: '/value',
      message: 'The value must be an object: the output of the element',
    };
  }
  if (flowsNamed(programme, resume.elementId, value)) return undefined;
  const flows = programme.nodes.get(resume.elementId)?.outgoing.map(({ id }) => id) ?? [];
  return {
    code: 'incident.value',
    pointer: '/value',
    message: `The value must name the flow to take: ${flows.join(', ')}`,
  };
}

function choosesFlows(programme: Programme, resume: Item): boolean {
  if (resume.do === 'leave') return true;
  if (resume.do !== 'enter' && resume.do !== 'quiet') return false;
  return programme.nodes.get(resume.elementId)?.type.endsWith('Gateway') === true;
}

function flowsNamed(programme: Programme, elementId: string, value: unknown): readonly Flow[] | undefined {
  const names = Array.isArray(value) ? value : [value];
  const outgoing = programme.nodes.get(elementId)?.outgoing ?? [];
  const flows = outgoing.filter(({ id }) => names.includes(id));
  return flows.length > 0 && flows.length === names.length ? flows : undefined;
}

export function resolveIncident(run: Run, incidentId: string, value: unknown, reason: string): void {
  const incident = run.state.incidents[incidentId];
  if (!incident) return;
  const { resume } = incident;
  closeIncident(run, incidentId, 'resolved', reason);
  const output = (value ?? {}) as Variables;
  switch (resume.do) {
    case 'enter':
    case 'leave':
    case 'quiet':
      if (choosesFlows(run.programme, resume)) {
        const flows = flowsNamed(run.programme, resume.elementId, value);
        if (!flows) throw new Problem('incident.value', 'The value names no flow');
        if (resume.do === 'quiet') merge(run, nodeOf(run, resume.elementId), resume.scopeId);
        record(run, { type: 'element.completed', elementId: resume.elementId, scopeId: resume.scopeId });
        take(run, resume.scopeId, flows);
      } else {
        // The element never began: it counts as done with the value as its output.
        const scope = openScope(run, resume.scopeId, resume.elementId);
        record(run, { type: 'element.entered', elementId: resume.elementId, scopeId: scope.id });
        push(run, { do: 'finish', scopeId: scope.id, result: { as: 'output', value: output } });
      }
      return;
    case 'begin':
    case 'execute':
    case 'loop':
    case 'settle':
      cancelContent(run, resume.scopeId);
      push(run, { do: 'finish', scopeId: resume.scopeId, result: { as: 'output', value: output } });
      return;
    case 'finish':
      push(run, {
        ...resume,
        result: {
          as: resume.result?.as ?? 'output',
          value: output,
          ...(resume.result?.extra ? { extra: resume.result.extra } : {}),
        },
      });
      return;
    case 'catch':
      push(run, { ...resume, result: { as: resume.result?.as ?? 'output', value: output } });
      return;
    case 'go':
      endWaits(run, nodeOf(run, resume.elementId), resume.scopeId);
      return;
    case 'open':
      setAllLocal(run, resume.scopeId, output);
      push(run, resume);
      return;
    case 'compensate':
    case 'throw':
    case 'many':
      push(run, resume);
      return;
    case 'left':
    case 'act':
    case 'notice':
    case 'event':
      return;
  }
}

/** The element and its path end; what is around goes on without them. */
export function cancelIncident(run: Run, incidentId: string, reason: string): void {
  const incident = run.state.incidents[incidentId];
  if (!incident) return;
  closeIncident(run, incidentId, 'cancelled', reason);
  cancelItem(run, incident.resume);
}

function cancelItem(run: Run, resume: Item): void {
  switch (resume.do) {
    case 'enter':
    case 'leave':
    case 'go':
      dropLive(run, resume.scopeId);
      return;
    case 'begin':
    case 'execute':
    case 'finish':
    case 'loop':
    case 'settle':
    case 'compensate':
      cancelPath(run, resume.scopeId);
      return;
    case 'throw':
      if (resume.finish) cancelPath(run, resume.scopeId);
      else if (resume.next !== undefined) dropLive(run, resume.scopeId);
      return;
    case 'many':
      for (const item of resume.items) cancelItem(run, item);
      return;
    case 'quiet':
      cancelJoin(run, nodeOf(run, resume.elementId), resume.scopeId);
      return;
    case 'open':
      push(run, { do: 'settle', scopeId: resume.scopeId });
      return;
    case 'catch':
    case 'left':
    case 'act':
    case 'notice':
    case 'event':
      return;
  }
}

/** The tokens that wait at a join end there. */
function cancelJoin(run: Run, node: Node, scopeId: string): void {
  for (const tokens of parkedAt(run, node, scopeId).values()) {
    for (const token of tokens) {
      unpark(run, token);
      dropLive(run, scopeId);
    }
  }
}

function cancelPath(run: Run, scopeId: string): void {
  const scope = run.state.scopes[scopeId];
  if (!scope || scope.parent === undefined) return;
  cancelScope(run, scopeId);
  if (scope.run === undefined) dropLive(run, scope.parent);
  else runCancelled(run, scope.parent);
}
