import type { MultiInstanceLoop, Trigger } from '../schema/definition.ts';
import { throwError, throwEscalation } from './errors.ts';
import { conditionAt } from './expression.ts';
import type { Node } from './programme.ts';
import { push, type Run, record, scopeOf, writableScope } from './run.ts';
import { addLive } from './scopes.ts';
import { codeOf, payloadAt, thrownOf } from './throwing.ts';

/**
 * BPMN's `behavior` of multi-instance activities: what is thrown as runs complete. `none`: after each; `one`: after the
 * first; `all`: never; `complex`: when its condition holds, and then the runs left over are cancelled (true).
 */
export function behave(
  run: Run,
  node: Node,
  outerId: string,
  loop: MultiInstanceLoop,
  seen: { [name: string]: unknown },
): boolean {
  switch (loop.behavior ?? 'all') {
    case 'all':
      return false;
    case 'none':
      if (loop.event) throwBeside(run, node, outerId, loop.event);
      return false;
    case 'one': {
      const state = scopeOf(run, outerId).loop;
      if (loop.event && state && !state.thrown) {
        writableScope(run, outerId).loop = { ...state, thrown: true };
        throwBeside(run, node, outerId, loop.event);
      }
      return false;
    }
    case 'complex': {
      const held = (loop.complex ?? []).filter((definition) => conditionAt(run, outerId, definition.condition, seen));
      for (const { event } of held) if (event) throwBeside(run, node, outerId, event);
      return held.length > 0;
    }
  }
}

/** The activity's own boundary events catch it without ending the activity; else it is thrown as usual. */
function throwBeside(run: Run, node: Node, outerId: string, event: Trigger): void {
  const container = scopeOf(run, outerId).parent ?? 's1';
  const catchers = node.boundaries.filter((boundary) => boundary.triggers.some((trigger) => matches(trigger, event)));
  for (const boundary of catchers) {
    addLive(run, container);
    record(run, { type: 'element.entered', elementId: boundary.id, scopeId: container });
    record(run, { type: 'element.completed', elementId: boundary.id, scopeId: container });
    push(run, { do: 'leave', elementId: boundary.id, scopeId: container });
  }
  if (catchers.length > 0) return;
  switch (event.type) {
    case 'signal':
    case 'message':
      run.throws.push({ do: 'throw', elementId: node.id, scopeId: outerId, thrown: thrownOf(run, outerId, event) });
      break;
    case 'escalation':
      throwEscalation(run, outerId, node.id, { code: codeOf(event), payload: payloadAt(run, outerId, event.payload) });
      break;
    case 'error':
      throwError(run, outerId, node.id, { code: codeOf(event), payload: payloadAt(run, outerId, event.payload) });
      break;
    default:
      break;
  }
}

function matches(caught: Trigger, thrown: Trigger): boolean {
  if (caught.type !== thrown.type) return false;
  if (caught.type === 'signal' && thrown.type === 'signal') return caught.signal === thrown.signal;
  if (caught.type === 'message' && thrown.type === 'message') return caught.message === thrown.message;
  if (caught.type === 'escalation' && thrown.type === 'escalation')
    return caught.escalation === undefined || caught.escalation === thrown.escalation;
  if (caught.type === 'error' && thrown.type === 'error')
    return caught.error === undefined || caught.error === thrown.error;
  return caught.type === 'cancel' || caught.type === 'compensation';
}
