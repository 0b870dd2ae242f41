import type { Check } from '../check.ts';
import { isActivity, triggersOf } from '../outline.ts';
import { isCompensationBoundary, isHandler } from './flows.ts';

const alwaysInterrupting: ReadonlySet<string> = new Set(['error', 'cancel', 'compensation']);

/** Boundary events stand on activities beside them, and interrupt where BPMN says so. */
export const boundaryEvents: Check = (outline, report) => {
  for (const { value: event, pointer } of outline.elements) {
    if (
      event.type === 'startEvent' &&
      event.interrupting === false &&
      startsEventSubProcess(outline.byId.get(event.parent ?? '')?.value.type)
    ) {
      const trigger = event.triggers?.find(({ type }) => alwaysInterrupting.has(type));
      if (trigger !== undefined)
        report('eventSubProcess.nonInterrupting', `${pointer}/interrupting`, { trigger: trigger.type });
    }
    if (event.type !== 'boundaryEvent') continue;
    const trigger = triggersOf(event).find(({ type }) => alwaysInterrupting.has(type));
    if (event.interrupting === false && trigger !== undefined)
      report('boundary.nonInterrupting', `${pointer}/interrupting`, { trigger: trigger.type });
    const host = outline.byId.get(event.attachedTo)?.value;
    if (host === undefined) continue;
    if (!isActivity(host)) {
      report('boundary.host', `${pointer}/attachedTo`, { name: host.id });
      continue;
    }
    if (host.parent !== event.parent) report('boundary.parent', `${pointer}/parent`, { name: host.id });
    if (event.triggers.some(({ type }) => type === 'cancel') && host.type !== 'transaction') {
      report('boundary.cancelHost', `${pointer}/attachedTo`, { name: host.id });
    }
    if (!isCompensationBoundary(event)) continue;
    const targets = outline.outgoing(event.id).map(({ value }) => outline.byId.get(value.to)?.value);
    const [handler] = targets;
    if (targets.length !== 1 || (handler !== undefined && !isHandler(handler)))
      report('boundary.compensationFlow', pointer);
  }
};

function startsEventSubProcess(type: string | undefined): boolean {
  return type === 'eventSubProcess';
}
