import type { Element, Trigger } from '../schema/definition.ts';
import type { Programme } from '../engine/index.ts';
import { type Instance, isLiving, type World } from './world.ts';

/** Open subscriptions that a message or signal finds, the oldest instance first. */
export function receivers(
  world: World,
  kind: 'message' | 'signal',
  name: string,
  correlationKey?: unknown,
  only?: string,
): { instance: Instance; subscriptionId: string }[] {
  const key = JSON.stringify(correlationKey);
  return [...world.instances.values()]
    .filter((instance) => isLiving(instance) && (only === undefined || instance.id === only))
    .flatMap((instance) =>
      Object.values(instance.state.subscriptions)
        .filter((open) => open.kind === kind && open.name === name)
        .filter((open) => kind === 'signal' || JSON.stringify(open.correlationKey) === key)
        .map(({ id }) => ({ instance, subscriptionId: id })),
    );
}

/** Procedures that begin with the message or signal, and where. */
export function startsFor(
  world: World,
  kind: 'message' | 'signal',
  name: string,
): { key: string; startElement: string }[] {
  return [...world.programmes.entries()].flatMap(([key, programme]) => {
    const starting = startingElements(programme).find(({ triggers }) =>
      triggers.some((trigger) => nameOf(trigger, kind) === name),
    );
    return starting === undefined ? [] : [{ key, startElement: starting.id }];
  });
}

export interface StartingElement {
  id: string;
  triggers: Trigger[];
}

/** Everything a procedure can begin with by itself: start events, instantiating receive tasks, events after a gateway. */
export function startingElements({ definition }: Programme): StartingElement[] {
  const top = definition.elements.filter(({ parent }) => parent === undefined);
  const gateways = new Set(
    top.filter((each) => each.type === 'eventBasedGateway' && each.instantiate).map(({ id }) => id),
  );
  const afterGateway = new Set(definition.flows.filter(({ from }) => gateways.has(from)).map(({ to }) => to));
  return top.flatMap((element) => {
    if (element.type === 'startEvent') return [{ id: element.id, triggers: element.triggers ?? [] }];
    const instantiates = afterGateway.has(element.id) || (element.type === 'receiveTask' && element.instantiate);
    return instantiates ? [{ id: element.id, triggers: triggersOf(element) }] : [];
  });
}

function triggersOf(element: Element): Trigger[] {
  if (element.type === 'receiveTask') return [{ type: 'message', ...element.message }];
  return 'triggers' in element ? (element.triggers ?? []) : [];
}

function nameOf(trigger: Trigger, kind: 'message' | 'signal'): string | undefined {
  if (kind === 'message') return trigger.type === 'message' ? trigger.message : undefined;
  return trigger.type === 'signal' ? trigger.signal : undefined;
}
