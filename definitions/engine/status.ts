import { toPlain } from '../feel/index.ts';
import type { StatusChange } from '../schema/definition.ts';
import { evaluateAt } from './expression.ts';
import { type Run, record } from './run.ts';

/** The procedure's own status changes, with a short reason. */
export function setStatus(run: Run, change: StatusChange | undefined, scopeId: string, elementId?: string): void {
  if (!change) return;
  const reason = reasonOf(run, change, scopeId);
  const canonical = run.programme.statuses.get(change.code) ?? 'IN_PROGRESS';
  run.state.caseStatus = { code: change.code, canonical };
  record(run, {
    type: 'status.changed',
    code: change.code,
    canonical,
    ...(reason === undefined ? {} : { reason }),
    ...(elementId === undefined ? {} : { elementId }),
  });
}

function reasonOf(run: Run, change: StatusChange, scopeId: string): string | { ru: string; en?: string } | undefined {
  if (change.reasonFrom === undefined) return change.reason;
  const value = toPlain(evaluateAt(run, scopeId, change.reasonFrom));
  return value === null || value === undefined
    ? change.reason
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}
