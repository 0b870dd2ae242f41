import type { Command } from '../engine/index.ts';
import { receivers, startsFor } from './receivers.ts';
import type { Services } from './services.ts';
import {
  apply,
  type GivenEvent,
  type Instance,
  isLiving,
  isRejection,
  type Issued,
  startInstance,
  type World,
} from './world.ts';

const system = { kind: 'system', id: 'simulation' } as const;

/** Deliveries of one settling; a pair of procedures that answer each other for ever is stopped here. */
const deliveryLimit = 10_000;

/**
 * Delivers what instances have issued, one command after the other in the order of issue, until nothing is under way.
 * False when it does not come to rest.
 */
export function settle(world: World, services: Services): boolean {
  for (let n = 0; n < deliveryLimit; n += 1) {
    const issued = world.outbox.shift();
    if (issued === undefined) return true;
    deliver(world, services, issued);
  }
  return false;
}

function deliver(world: World, services: Services, { from, command }: Issued): void {
  switch (command.type) {
    case 'service.invoke':
      services.called(world, from, command);
      return;
    case 'service.cancel':
      services.cancelled(world, from, command.commandId);
      return;
    case 'message.send':
      sendMessage(world, from, command);
      return;
    case 'signal.broadcast':
      broadcast(world, from, command.signal, command.payload);
      return;
    case 'instance.call':
      call(world, from, command);
      return;
    case 'instance.cancelCalled': {
      const called = world.instances.get(calledId(from, command.commandId));
      if (called !== undefined && isLiving(called)) {
        apply(world, called, { type: 'instance.cancel', actor: system, data: { reason: command.reason } });
      }
      return;
    }
    case 'parent.complete': {
      const { output, status } = command;
      const data = { output, ...(status !== undefined && { status }) };
      tellParent(world, command.parent, (commandId) => ({
        type: 'call.complete',
        actor: system,
        data: { ...data, commandId },
      }));
      return;
    }
    case 'parent.error':
    case 'parent.escalate': {
      const { code, payload, parent } = command;
      const type = command.type === 'parent.error' ? 'call.error' : 'call.escalate';
      tellParent(world, parent, (commandId) => ({ type, actor: system, data: { commandId, code, payload } }));
      return;
    }
  }
}

function calledId(from: Instance, commandId: string): string {
  return `${from.id}/${commandId}`;
}

function tellParent(
  world: World,
  parent: { instanceId: string; commandId: string },
  event: (commandId: string) => GivenEvent,
): void {
  const instance = world.instances.get(parent.instanceId);
  // Nobody waits any more when the caller was cancelled: its answer is then refused as stale.
  if (instance !== undefined) apply(world, instance, event(parent.commandId));
}

type Send = Extract<Command, { type: 'message.send' }>;

/** To the one instance named, else the oldest that waits for it, else a procedure that starts with it. */
function sendMessage(world: World, from: Instance, command: Send): void {
  const { message, payload, correlationKey, toInstance } = command;
  if (postMessage(world, { message, payload, correlationKey, toInstance }) || !command.awaitsReceiver) return;
  const data = { commandId: command.id, code: 'message.noReceiver' as const };
  apply(world, from, { type: 'message.undelivered', actor: system, data });
}

export interface Post {
  message: string;
  payload: { [name: string]: unknown };
  correlationKey?: unknown;
  toInstance?: string | undefined;
}

/** False when nobody receives the message: it is lost. */
export function postMessage(world: World, { message, payload, correlationKey, toInstance }: Post): boolean {
  const [receiver] = receivers(world, 'message', message, correlationKey, toInstance);
  if (receiver !== undefined) {
    const key = correlationKey === undefined ? {} : { correlationKey };
    const data = { message, payload, ...key, subscriptionId: receiver.subscriptionId };
    return apply(world, receiver.instance, { type: 'message.deliver', actor: system, data }) === undefined;
  }
  if (toInstance !== undefined) return false;
  const [starting] = startsFor(world, 'message', message);
  if (starting === undefined) return false;
  const data = { input: {}, startElement: starting.startElement, message: { name: message, payload } };
  return !isRejection(startInstance(world, starting.key, data, system));
}

/** Signals reach every instance that waits when the signal comes, and start every procedure that begins with it. */
export function broadcast(
  world: World,
  from: Instance | undefined,
  signal: string,
  payload: { [name: string]: unknown },
): void {
  const waiting = new Set(receivers(world, 'signal', signal).map(({ instance }) => instance));
  for (const instance of waiting) {
    // The thrower's own catchers heard it within its step.
    if (instance !== from) apply(world, instance, { type: 'signal.deliver', actor: system, data: { signal, payload } });
  }
  for (const { key, startElement } of startsFor(world, 'signal', signal)) {
    startInstance(world, key, { input: {}, startElement, message: { name: signal, payload } }, system);
  }
}

type Call = Extract<Command, { type: 'instance.call' }>;

function call(world: World, from: Instance, command: Call): void {
  const data = { input: command.input, parent: { instanceId: from.id, commandId: command.id } };
  const started = startInstance(world, command.key, data, system, calledId(from, command.id));
  if (!isRejection(started)) return;
  const { code, message } = started;
  apply(world, from, { type: 'service.fail', actor: system, data: { commandId: command.id, code, message } });
}
