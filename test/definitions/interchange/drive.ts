import type { JournalEntry, ProgrammeSource } from '../../../definitions/engine/index.ts';
import { settle } from '../../../definitions/simulation/deliver.ts';
import { servicesByRules } from '../../../definitions/simulation/services.ts';
import { advanceTo } from '../../../definitions/simulation/time.ts';
import {
  apply,
  type GivenEvent,
  isRejection,
  newWorld,
  nextMoment,
  startInstance,
} from '../../../definitions/simulation/world.ts';

/** What comes next in a life: a number chooses among what is possible then. */
export type Choices = number[];

const system = { kind: 'system', id: 'test' } as const;

/**
 * Lives an instance of the first programme as the choices say: completes an open user task, answers a call with a result
 * or an error, delivers an awaited message or signal, corrects data, retries an incident, or lets time come.
 */
export function live(
  sources: ProgrammeSource[],
  input: { [name: string]: unknown },
  choices: Choices,
): JournalEntry[][] {
  const world = newWorld(sources, '2026-04-24T07:00:00.000Z');
  const services = servicesByRules([]);
  const key = sources[0]?.definition.key ?? '';
  const started = startInstance(world, key, { input }, system);
  if (isRejection(started)) return [];
  settle(world, services);
  for (const choice of choices) {
    const { state } = started;
    const possible: (() => unknown)[] = [];
    const give = (event: GivenEvent) => possible.push(() => apply(world, started, event));
    for (const { id, elementId } of Object.values(state.userTasks)) {
      const element = started.programme.nodes.get(elementId)?.element;
      const outcomes = element?.type === 'userTask' ? (element.outcomes ?? []) : [];
      const outcome = outcomes[choice % Math.max(1, outcomes.length)]?.key;
      const data = { userTaskId: id, ...(outcome !== undefined && { outcome, reason: 'Так' }) };
      give({ type: 'userTask.complete', actor: { kind: 'person', id: `user-${choice % 3}` }, data });
    }
    for (const { id, type } of Object.values(state.pending)) {
      if (type !== 'service.invoke') continue;
      give({ type: 'service.complete', actor: system, data: { commandId: id, output: { x: choice } } });
      give({ type: 'service.error', actor: system, data: { commandId: id, code: 'решение' } });
    }
    for (const { kind, name, correlationKey } of Object.values(state.subscriptions)) {
      const payload = { x: choice };
      const with_ = correlationKey === undefined ? {} : { correlationKey };
      if (kind === 'message')
        give({ type: 'message.deliver', actor: system, data: { message: name, payload, ...with_ } });
      else give({ type: 'signal.deliver', actor: system, data: { signal: name, payload } });
    }
    for (const { id } of Object.values(state.incidents))
      give({ type: 'incident.retry', actor: system, data: { incidentId: id } });
    give({ type: 'variables.set', actor: system, data: { values: { x: choice % 4, y: choice % 3 }, reason: 'test' } });
    const next = nextMoment(world);
    if (next !== undefined) possible.push(() => advanceTo(world, services, next));
    possible[choice % possible.length]?.();
    if (!settle(world, services)) break;
  }
  return [...world.instances.values()].map(({ journal }) => journal);
}
