import { evaluateIn, isDate, toPlain } from '../feel/index.ts';
import type { IsoValue } from '../schema/definition.ts';
import { caseContext } from './case-context.ts';
import type { Variables } from './event.ts';
import { Problem } from './problem.ts';
import type { Run } from './run.ts';

/**
 * Evaluates an expression as seen from a scope: `extra` first, then the scope's variables, those of the scopes around
 * it, then `parameters` and `case`. A problem in it is thrown as a Problem with FEEL's code.
 */
export function evaluateAt(run: Run, scopeId: string, expression: string, extra?: Variables): unknown {
  const found = tryAt(run, scopeId, expression, extra);
  if (found.ok) return found.value;
  throw new Problem(found.code, `${expression}: ${found.message}`);
}

export function tryAt(run: Run, scopeId: string, expression: string, extra?: Variables): ReturnType<typeof evaluateIn> {
  const { limits, zone } = run.programme;
  return evaluateIn(expression, framesAt(run, scopeId, extra), { at: run.at, zone, limits, budget: run.expressions });
}

/** The same as a value that may be kept: plain JSON, dates as ISO text. */
export function valueAt(run: Run, scopeId: string, expression: string, extra?: Variables): unknown {
  const value = toPlain(evaluateAt(run, scopeId, expression, extra));
  if (value === undefined) throw new Problem('feel.type', `${expression}: the result is not data`);
  return value;
}

/** A condition: true, or false for false and null. Anything else is a problem. */
export function conditionAt(run: Run, scopeId: string, expression: string, extra?: Variables): boolean {
  const value = evaluateAt(run, scopeId, expression, extra);
  if (value === true) return true;
  if (value === false || value === null) return false;
  throw new Problem('condition.notBoolean', `${expression}: a condition must be true or false`);
}

/** ISO 8601 text, given or computed. */
export function isoAt(run: Run, scopeId: string, value: IsoValue): string {
  if (typeof value === 'string') return value;
  const computed = evaluateAt(run, scopeId, value.feel);
  if (typeof computed === 'string') return computed;
  if (isDate(computed)) return String(toPlain(computed));
  throw new Problem('timer.invalid', `${value.feel}: neither ISO 8601 text nor a date or duration`);
}

/** A list of ids of persons or groups; null is an empty list. */
export function idsAt(run: Run, scopeId: string, expression: string): string[] {
  const value = evaluateAt(run, scopeId, expression);
  if (value === null) return [];
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string'))
    throw new Problem('assignment.invalid', `${expression}: not a list of ids`);
  return list;
}

function framesAt(run: Run, scopeId: string, extra: Variables | undefined): Variables[] {
  const frames: Variables[] = extra ? [extra] : [];
  let id: string | undefined = scopeId;
  while (id !== undefined) {
    const scope: { variables: Variables; parent?: string } | undefined = run.state.scopes[id];
    if (!scope) break;
    frames.push(scope.variables);
    id = scope.parent;
  }
  frames.push(caseContext(run), run.programme.declared);
  return frames;
}
