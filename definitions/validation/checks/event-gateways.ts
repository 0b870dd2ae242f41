import type { Element } from '../../schema/definition.ts';
import type { Check } from '../check.ts';

const awaited: ReadonlySet<string> = new Set(['timer', 'deadline', 'message', 'signal', 'conditional']);

/** Event-based gateways choose between events that nothing else leads to. */
export const eventGateways: Check = (outline, report) => {
  for (const { value: element, pointer } of outline.elements) {
    if (element.type === 'receiveTask' && element.instantiate === true && !mayInstantiate(element)) {
      report('receiveTask.instantiate', `${pointer}/instantiate`);
    }
    if (element.type !== 'eventBasedGateway') continue;
    if (element.instantiate === true && !mayInstantiate(element))
      report('eventGateway.instantiate', `${pointer}/instantiate`);
    if (element.kind === 'parallel' && element.instantiate !== true) report('eventGateway.parallel', `${pointer}/kind`);

    const outgoing = outline.outgoing(element.id);
    if (outgoing.length < 2) report('eventGateway.targets', pointer);
    const targets = outgoing.flatMap((flow) => {
      const target = outline.byId.get(flow.value.to);
      return target === undefined ? [] : [{ flow, target: target.value }];
    });
    for (const { flow, target } of targets) {
      if (!mayFollow(target)) report('eventGateway.target', `${flow.pointer}/to`, { name: target.id });
      else if (outline.incoming(target.id).length > 1)
        report('eventGateway.targetIncoming', `${flow.pointer}/to`, { name: target.id });
    }
    const receives = targets.find(({ target }) => target.type === 'receiveTask');
    const catches = targets.some(
      ({ target }) =>
        target.type === 'intermediateCatchEvent' && target.triggers.some(({ type }) => type === 'message'),
    );
    if (receives !== undefined && catches) report('eventGateway.mixed', `${receives.flow.pointer}/to`);
  }

  function mayInstantiate(element: Element): boolean {
    return element.parent === undefined && outline.incoming(element.id).length === 0;
  }
};

function mayFollow(element: Element): boolean {
  if (element.type === 'receiveTask') return element.instantiate !== true;
  return element.type === 'intermediateCatchEvent' && element.triggers.every(({ type }) => awaited.has(type));
}
