import { performCatch } from './caught.ts';
import type { Variables } from './event.ts';
import type { Node } from './programme.ts';
import { type Run, record } from './run.ts';
import type { Scope } from './state.ts';

interface Catcher {
  node: Node;
  scopeId: string;
  trigger: number;
}

/**
 * Who catches an error or escalation thrown in a scope: from the inside out, at each level first the event
 * sub-processes, then the boundary events; a catcher of this code before one of any code.
 */
function findCatcher(run: Run, scopeId: string, kind: 'error' | 'escalation', code: string): Catcher | undefined {
  let scope: Scope | undefined = run.state.scopes[scopeId];
  let cameFrom: string | undefined;
  while (scope) {
    const found = catcherAt(run, scope, kind, code, cameFrom);
    if (found) return found;
    cameFrom = scope.elementId;
    scope = scope.parent === undefined ? undefined : run.state.scopes[scope.parent];
  }
  return undefined;
}

function catcherAt(
  run: Run,
  scope: Scope,
  kind: 'error' | 'escalation',
  code: string,
  cameFrom: string | undefined,
): Catcher | undefined {
  const node = scope.elementId === undefined ? undefined : run.programme.nodes.get(scope.elementId);
  const body = node ? node.body : run.programme.body;
  const candidates: Catcher[] = [];
  const fromHandler = cameFrom !== undefined && run.programme.nodes.get(cameFrom)?.type === 'eventSubProcess';
  // What a handler itself throws goes to the levels around it.
  if (body && !scope.loop && !fromHandler && !scope.interrupted && !scope.compensating) {
    for (const { start } of body.eventSubProcesses) candidates.push(...catching(start, scope.id, kind));
  }
  const fromInside = best(candidates, code);
  if (fromInside) return fromInside;
  // Boundary events belong to the activity as a whole, not to one run of its loop.
  if (!node || scope.run !== undefined) return undefined;
  return best(
    node.boundaries.flatMap((boundary) => catching(boundary, scope.id, kind)),
    code,
  );
}

function catching(node: Node, scopeId: string, kind: 'error' | 'escalation'): Catcher[] {
  return node.triggers.flatMap((trigger, index) => (trigger.type === kind ? [{ node, scopeId, trigger: index }] : []));
}

function best(candidates: readonly Catcher[], code: string): Catcher | undefined {
  return (
    candidates.find((candidate) => codeOf(candidate) === code) ??
    candidates.find((candidate) => codeOf(candidate) === undefined)
  );
}

function codeOf({ node, trigger }: Catcher): string | undefined {
  const found = node.triggers[trigger];
  if (found?.type === 'error') return found.error;
  return found?.type === 'escalation' ? found.escalation : undefined;
}

export interface Thrown {
  code: string;
  message?: string;
  payload?: Variables;
}

/** Throws an error in a scope. False: nobody catches it. */
export function throwError(run: Run, scopeId: string, elementId: string, thrown: Thrown): boolean {
  const catcher = findCatcher(run, scopeId, 'error', thrown.code);
  record(run, {
    type: 'error.thrown',
    code: thrown.code,
    elementId,
    ...(catcher ? { caughtBy: catcher.node.id } : {}),
  });
  if (!catcher) return false;
  caughtBy(run, catcher, 'error', thrown);
  return true;
}

/** Throws an escalation in a scope. `gone`: what threw it was interrupted. */
export function throwEscalation(
  run: Run,
  scopeId: string,
  elementId: string,
  thrown: Thrown,
): 'caught' | 'gone' | 'uncaught' {
  const catcher = findCatcher(run, scopeId, 'escalation', thrown.code);
  record(run, {
    type: 'escalation.thrown',
    code: thrown.code,
    elementId,
    ...(catcher ? { caughtBy: catcher.node.id } : {}),
  });
  if (!catcher) return 'uncaught';
  caughtBy(run, catcher, 'escalation', thrown);
  const { element } = catcher.node;
  return 'interrupting' in element && element.interrupting === false ? 'caught' : 'gone';
}

function caughtBy(run: Run, catcher: Catcher, as: 'error' | 'escalation', thrown: Thrown): void {
  const payload = thrown.payload ?? {};
  performCatch(run, {
    do: 'catch',
    elementId: catcher.node.id,
    scopeId: catcher.scopeId,
    trigger: catcher.trigger,
    result: { as, value: payload, extra: { [as]: { code: thrown.code, message: thrown.message ?? null, payload } } },
  });
}
