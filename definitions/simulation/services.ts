import type { Command } from '../engine/index.ts';
import { later } from './clock.ts';
import type { ServiceAnswer, ServiceRule, ServiceTarget } from './scenario.ts';
import { apply, type GivenEvent, type Instance, isLiving, makeAppointment, type World } from './world.ts';

type Invoke = Extract<Command, { type: 'service.invoke' }>;

/** A call of a connector that waits for its answer. */
export interface OpenCall {
  instance: Instance;
  command: Invoke;
}

/** The connectors of a simulated world. */
export interface Services {
  called(world: World, from: Instance, command: Invoke): void;
  cancelled(world: World, from: Instance, commandId: string): void;
  /** Calls without an answer so far, the oldest first. */
  open(): OpenCall[];
  answer(world: World, call: OpenCall, answer: ServiceAnswer): void;
}

/** Answers by rule: the first rule that fits and is not used up; without one the call stays open. */
export function servicesByRules(rules: ServiceRule[]): Services {
  const left = rules.map(({ times }) => times ?? Infinity);
  let calls: OpenCall[] = [];
  const answer: Services['answer'] = (world, call, given) => {
    calls = calls.filter((each) => each !== call);
    if (isLiving(call.instance)) apply(world, call.instance, answerEvent(call.command, given));
  };
  return {
    called(world, instance, command) {
      const call = { instance, command };
      calls.push(call);
      const i = rules.findIndex((rule, n) => (left[n] ?? 0) > 0 && targets(rule, command));
      const rule = rules[i];
      if (rule === undefined) return;
      left[i] = (left[i] ?? 0) - 1;
      const at = rule.after === undefined ? undefined : later(instance.programme.zone, world.clock.now, rule.after);
      if (at === undefined || at === world.clock.now) {
        answer(world, call, rule);
        return;
      }
      const commandOf = { instanceId: instance.id, commandId: command.id };
      makeAppointment(world, at, () => answer(world, call, rule), commandOf);
    },
    cancelled(world, instance, commandId) {
      calls = calls.filter((call) => call.instance !== instance || call.command.id !== commandId);
      world.appointments = world.appointments.filter(
        ({ commandOf }) => commandOf?.instanceId !== instance.id || commandOf.commandId !== commandId,
      );
    },
    open: () => calls.filter(({ instance, command }) => isLiving(instance) && command.id in instance.state.pending),
    answer,
  };
}

export function targets(target: ServiceTarget, command: Invoke): boolean {
  return target.element === undefined ? target.connector === command.connector : target.element === command.elementId;
}

function answerEvent({ id: commandId }: Invoke, { output, error, failure }: ServiceAnswer): GivenEvent {
  const actor = { kind: 'system', id: 'effects' } as const;
  if (error !== undefined) return { type: 'service.error', actor, data: { commandId, ...error } };
  if (failure !== undefined) {
    const { code, message = code } = failure;
    return { type: 'service.fail', actor, data: { commandId, code, message } };
  }
  return { type: 'service.complete', actor, data: { commandId, output: output ?? {} } };
}
