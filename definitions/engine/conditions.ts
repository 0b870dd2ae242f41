import { toPlain } from '../feel/index.ts';
import type { ConditionalTrigger } from '../schema/definition.ts';
import { tryAt } from './expression.ts';
import { nodeOf } from './nodes.ts';
import { push, type Run, writable } from './run.ts';
import type { Armed } from './state.ts';

/** A condition that can't be judged yet, for example because a variable is not there, does not hold. */
export function holds(run: Run, scopeId: string, condition: string): boolean {
  const found = tryAt(run, scopeId, condition);
  return found.ok && toPlain(found.value) === true;
}

/** Variables have changed: conditional events whose condition has turned true fire. */
export function checkConditions(run: Run): void {
  run.touched = false;
  for (const condition of Object.values(run.state.conditions)) {
    const trigger = nodeOf(run, condition.elementId).triggers[condition.trigger ?? 0];
    const now = trigger?.type === 'conditional' && holds(run, condition.scopeId, trigger.condition);
    if (now === condition.was) continue;
    writable(run, 'conditions')[condition.id] = { ...condition, was: now };
    if (now) fire(run, condition);
  }
}

function fire(run: Run, { elementId, scopeId, trigger }: Omit<Armed, 'id'>): void {
  push(run, { do: 'catch', elementId, scopeId, trigger: trigger ?? 0 });
}

/** Arms a conditional event; a condition that already holds fires at once. */
export function armCondition(run: Run, trigger: ConditionalTrigger, armed: Omit<Armed, 'id'>, id: string): void {
  const was = holds(run, armed.scopeId, trigger.condition);
  writable(run, 'conditions')[id] = { id, ...armed, was };
  if (was) fire(run, armed);
}
