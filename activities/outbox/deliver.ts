import { ApplicationFailure } from '@temporalio/common';
import { v5 as uuidv5 } from 'uuid';
import type { Actor, Command } from '../../definitions/engine/index.ts';
import type { IncomingEvent } from '../../server/runtime.ts';
import type { CommandReference } from '../effects/contract.ts';
import type { CommandBox, BoxedCommand } from './command-box.ts';
import type { DeliveryAnswer, Instances } from './contract.ts';
import type { Receivers } from './receivers.ts';

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * Carries commands between instances. Every event and every started instance has an id that follows from the sender and
 * its command, so that a delivery repeated after a crash changes nothing.
 */
export class Delivery {
  readonly #box: CommandBox;
  readonly #receivers: Receivers;
  readonly #instances: Instances;

  constructor(box: CommandBox, receivers: Receivers, instances: Instances) {
    this.#box = box;
    this.#receivers = receivers;
    this.#instances = instances;
  }

  async deliver(reference: CommandReference): Promise<DeliveryAnswer> {
    const boxed = await this.#box.open(reference);
    try {
      const answer = await this.#deliver(reference, boxed);
      await this.#box.settle(reference);
      return answer;
    } catch (error) {
      if (error instanceof ApplicationFailure && error.nonRetryable) await this.#box.settle(reference);
      throw error;
    }
  }

  async #deliver(reference: CommandReference, boxed: BoxedCommand): Promise<DeliveryAnswer> {
    const { command } = boxed;
    switch (command.type) {
      case 'message.send':
        return this.#send(reference, boxed, command);
      case 'signal.broadcast':
        return this.#broadcast(reference, boxed, command);
      case 'instance.call':
        return this.#call(reference, command);
      case 'instance.cancelCalled':
        return this.#cancelCalled(reference, command);
      case 'parent.complete': {
        const { commandId } = command.parent;
        const status = command.status === undefined ? {} : { status: command.status };
        const data = { commandId, output: command.output, ...status };
        return this.#answerParent(reference, command.parent.instanceId, { type: 'call.complete', data });
      }
      case 'parent.error':
      case 'parent.escalate': {
        const { parent, code, payload } = command;
        const type = command.type === 'parent.error' ? 'call.error' : 'call.escalate';
        const data = { commandId: parent.commandId, code, payload };
        return this.#answerParent(reference, parent.instanceId, { type, data });
      }
      default:
        throw ApplicationFailure.nonRetryable(`${command.type} is not delivered`, 'delivery.impossible');
    }
  }

  async #send(
    reference: CommandReference,
    { targets }: BoxedCommand,
    command: CommandOf<'message.send'>,
  ): Promise<DeliveryAnswer> {
    const { message, correlationKey, payload } = command;
    const data = { message, payload, ...(correlationKey === undefined ? {} : { correlationKey }) };
    // A repeat asks the instance it was addressed to before anybody else: there it may have arrived.
    const addressed = targets ?? [];
    const waiting = command.toInstance
      ? [command.toInstance]
      : await this.#receivers.waitingForMessage(message, correlationKey);
    for (const target of [...addressed, ...waiting.filter((id) => !addressed.includes(id))]) {
      await this.#box.address(reference, [target]);
      const event = {
        id: idOf(reference, 'message'),
        type: 'message.deliver',
        actor: actorOf(reference),
        data,
      } as const;
      if ((await this.#instances.apply(target, event)) === 'applied') return undefined;
    }
    if (!command.toInstance) {
      for (const start of await this.#receivers.startedByMessage(message)) {
        const outcome = await this.#instances.start({
          instanceId: idOf(reference, 'start'),
          key: start.key,
          version: start.version,
          eventId: idOf(reference, 'started'),
          actor: actorOf(reference),
          input: {},
          startElement: start.elementId,
          message: { name: message, payload },
        });
        if (outcome === 'started') return undefined;
      }
    }
    return command.awaitsReceiver ? { noReceiver: { message, elementId: command.elementId } } : undefined;
  }

  async #broadcast(
    reference: CommandReference,
    { targets }: BoxedCommand,
    command: CommandOf<'signal.broadcast'>,
  ): Promise<undefined> {
    const { signal, payload } = command;
    // Who waits at the moment of the broadcast hears it, and nobody who comes later.
    const receivers = targets ?? (await this.#box.address(reference, await this.#receivers.waitingForSignal(signal)));
    for (const target of receivers) {
      const event = {
        id: idOf(reference, `signal/${target}`),
        type: 'signal.deliver',
        actor: actorOf(reference),
        data: { signal, payload },
      } as const;
      await this.#instances.apply(target, event);
    }
    for (const start of await this.#receivers.startedBySignal(signal)) {
      await this.#instances.start({
        instanceId: idOf(reference, `start/${start.key}`),
        key: start.key,
        version: start.version,
        eventId: idOf(reference, `started/${start.key}`),
        actor: actorOf(reference),
        input: {},
        startElement: start.elementId,
        message: { name: signal, payload },
      });
    }
    return undefined;
  }

  async #call(reference: CommandReference, command: CommandOf<'instance.call'>): Promise<undefined> {
    const outcome = await this.#instances.start({
      instanceId: calledInstanceId(reference.instanceId, reference.commandId),
      key: command.key,
      ...(command.version === undefined ? {} : { version: command.version }),
      eventId: idOf(reference, 'started'),
      actor: actorOf(reference),
      input: command.input,
      parent: { instanceId: reference.instanceId, commandId: reference.commandId },
    });
    if (outcome === 'started') return undefined;
    const [type, message] =
      outcome === 'unknown'
        ? ['call.unknownProcedure', `No published ${command.key} ${command.version ?? ''}`]
        : [outcome.refused.code, outcome.refused.message];
    throw ApplicationFailure.create({ type, message, nonRetryable: true });
  }

  async #cancelCalled(reference: CommandReference, command: CommandOf<'instance.cancelCalled'>): Promise<undefined> {
    const called = calledInstanceId(reference.instanceId, command.commandId);
    const event = {
      id: idOf(reference, 'cancel'),
      type: 'instance.cancel',
      actor: actorOf(reference),
      data: { reason: command.reason },
    } as const;
    const outcome = await this.#instances.apply(called, event);
    const callReference = { instanceId: reference.instanceId, commandId: command.commandId };
    // The call itself is still on its way: it must arrive before it can be taken back.
    if (outcome === 'gone' && !(await this.#box.isSettled(callReference))) {
      throw new Error(`Called instance ${called} has not started yet`);
    }
    return undefined;
  }

  /** A parent that has moved on refuses the answer; that is for the parent to decide. */
  async #answerParent(
    reference: CommandReference,
    parentId: string,
    event: Pick<IncomingEvent, 'type' | 'data'>,
  ): Promise<undefined> {
    await this.#instances.apply(parentId, {
      ...event,
      id: idOf(reference, 'answer'),
      actor: actorOf(reference),
    } as IncomingEvent);
    return undefined;
  }
}

/** Namespace of the ids of deliveries; never changes, or a repeated delivery would happen twice. */
const NAMESPACE = 'a0a5d3f2-59f0-4d6c-9c6e-3f0e1c1a7b54';

export function calledInstanceId(parentId: string, commandId: string): string {
  return uuidv5(`${parentId}/${commandId}/called`, NAMESPACE);
}

function idOf({ instanceId, commandId }: CommandReference, what: string): string {
  return uuidv5(`${instanceId}/${commandId}/${what}`, NAMESPACE);
}

function actorOf({ instanceId }: CommandReference): Actor {
  return { kind: 'system', id: `instance:${instanceId}` };
}
