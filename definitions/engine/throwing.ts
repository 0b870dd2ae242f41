import type {
  EscalationTrigger,
  ErrorTrigger,
  Mapping,
  MessageTrigger,
  SignalTrigger,
  Trigger,
} from '../schema/definition.ts';
import { endWaits } from './completion.ts';
import { evaluateAt } from './expression.ts';
import { toPlain } from '../feel/index.ts';
import type { TriggerKind } from './handler.ts';
import type { ItemOf, Thrown } from './item.ts';
import { nodeOf } from './nodes.ts';
import type { Node } from './programme.ts';
import { issue, nextId, push, type Run, record } from './run.ts';
import type { Variables } from './event.ts';
import { mapped } from './variables.ts';

/**
 * Throws the triggers of a throw or end event one after the other, from `index` on. Signals and messages wait until
 * nothing else moves, and the token waits with them.
 */
export function throwFrom(run: Run, node: Node, scopeId: string, index: number): void {
  const ordered = compensationLast(node.triggers);
  for (let n = index; n < ordered.length; n++) {
    const at = ordered[n] ?? 0;
    const trigger = node.triggers[at];
    if (!trigger) continue;
    const kind = run.registries.triggers[trigger.type] as TriggerKind<Trigger>;
    const after = kind.throw?.(run, trigger, node, scopeId, n) ?? 'on';
    if (after !== 'on') return;
    if (!run.state.scopes[scopeId]) return;
  }
  endWaits(run, node, scopeId);
}

function compensationLast(triggers: readonly Trigger[]): number[] {
  const indexes = triggers.map((_trigger, index) => index);
  const isLast = (index: number): boolean =>
    triggers[index]?.type === 'compensation' || triggers[index]?.type === 'link';
  return [...indexes.filter((index) => !isLast(index)), ...indexes.filter(isLast)];
}

export function payloadAt(run: Run, scopeId: string, payload: readonly Mapping[] | undefined): Variables {
  return payload ? mapped(run, scopeId, payload) : {};
}

/** A signal or message made ready, its expressions evaluated where it is thrown. */
export function thrownOf(run: Run, scopeId: string, trigger: SignalTrigger | Omit<MessageTrigger, 'outputs'>): Thrown {
  const payload = payloadAt(run, scopeId, trigger.payload);
  if (trigger.type === 'signal') return { kind: 'signal', name: trigger.signal, payload };
  const thrown: Thrown = { kind: 'message', name: trigger.message, payload };
  if (trigger.correlationKey !== undefined)
    thrown.correlationKey = toPlain(evaluateAt(run, scopeId, trigger.correlationKey)) ?? null;
  if (trigger.toInstance !== undefined)
    thrown.toInstance = String(toPlain(evaluateAt(run, scopeId, trigger.toInstance)));
  return thrown;
}

export function codeOf(trigger: ErrorTrigger | EscalationTrigger): string {
  return (trigger.type === 'error' ? trigger.error : trigger.escalation) ?? '';
}

/** Nothing else moves: the signal or message reaches who waits for it, here and elsewhere. */
export function performThrow(run: Run, item: ItemOf<'throw'>): void {
  const { thrown, elementId, scopeId } = item;
  const node = nodeOf(run, elementId);
  if (thrown.kind === 'signal') {
    for (const id of waiting(run, 'signal', thrown.name)) deliver(run, id, thrown.payload);
    const { name: signal, payload } = thrown;
    issue(run, { type: 'signal.broadcast', id: nextId(run, 'c'), signal, payload, elementId }, { elementId, scopeId });
  } else {
    sendMessage(run, thrown, elementId, scopeId);
  }
  if (item.finish) push(run, { do: 'finish', scopeId });
  else if (item.next !== undefined) push(run, { do: 'go', elementId: node.id, scopeId, next: item.next });
}

function sendMessage(run: Run, thrown: Extract<Thrown, { kind: 'message' }>, elementId: string, scopeId: string): void {
  const { name: message, payload, correlationKey, toInstance } = thrown;
  if (toInstance === undefined || toInstance === run.state.instanceId) {
    const [receiver] = waiting(run, 'message', message, correlationKey);
    if (receiver !== undefined) {
      deliver(run, receiver, payload);
      return;
    }
  }
  issue(
    run,
    {
      type: 'message.send',
      id: nextId(run, 'c'),
      message,
      ...(correlationKey === undefined ? {} : { correlationKey }),
      payload,
      ...(toInstance === undefined ? {} : { toInstance }),
      elementId,
    },
    { elementId, scopeId },
  );
}

/** Subscriptions that a message or signal finds, oldest first. */
export function waiting(
  run: { state: Run['state'] },
  kind: 'message' | 'signal',
  name: string,
  correlationKey?: unknown,
): string[] {
  const key = correlationKey === undefined ? undefined : JSON.stringify(correlationKey);
  return Object.values(run.state.subscriptions)
    .filter((subscription) => {
      if (subscription.kind !== kind || subscription.name !== name) return false;
      if (kind === 'signal') return true;
      return (
        (subscription.correlationKey === undefined ? undefined : JSON.stringify(subscription.correlationKey)) === key
      );
    })
    .map((subscription) => subscription.id);
}

/** A subscription's message or signal has come. */
export function deliver(run: Run, subscriptionId: string, payload: Variables): void {
  const subscription = run.state.subscriptions[subscriptionId];
  if (!subscription) return;
  const { elementId, scopeId, kind, name, trigger } = subscription;
  if (kind === 'message') record(run, { type: 'message.caught', message: name, elementId, scopeId });
  else record(run, { type: 'signal.caught', signal: name, elementId, scopeId });
  push(run, { do: 'catch', elementId, scopeId, trigger: trigger ?? 0, result: { as: kind, value: payload } });
}
