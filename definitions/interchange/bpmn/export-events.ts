import type { IsoValue, Trigger } from '../../schema/definition.ts';
import { declared, type Document, expression, feelUri } from './export-model.ts';
import type { Node } from './moddle.ts';

/** Nodes by our element ids, for triggers that name an activity. */
export type Elements = Map<string, Node>;

/** One trigger as an event definition. What BPMN has no words for is added by our extension afterwards. */
export function eventDefinition(document: Document, trigger: Trigger, elements: Elements, id?: string): Node {
  const make = (type: string, properties: { [name: string]: unknown } = {}) =>
    document.moddle.create(`bpmn:${type}EventDefinition`, { ...(id !== undefined && { id }), ...properties });
  switch (trigger.type) {
    case 'timer':
      return make('Timer', {
        timeDate: isoExpression(document, trigger.date),
        timeDuration: isoExpression(document, trigger.duration),
        timeCycle: isoExpression(document, trigger.cycle),
      });
    case 'deadline':
      // A legal deadline is a timer to other tools; which deadline it is, our extension says.
      return make('Timer');
    case 'message':
      return make('Message', { messageRef: declared(document, 'Message', trigger.message) });
    case 'signal':
      return make('Signal', { signalRef: declared(document, 'Signal', trigger.signal) });
    case 'error':
      return make('Error', trigger.error === undefined ? {} : { errorRef: declared(document, 'Error', trigger.error) });
    case 'escalation': {
      const { escalation: code } = trigger;
      return make('Escalation', code === undefined ? {} : { escalationRef: declared(document, 'Escalation', code) });
    }
    case 'conditional':
      return make('Conditional', { condition: expression(document, trigger.condition) });
    case 'compensation': {
      const activity = trigger.activity === undefined ? undefined : elements.get(trigger.activity);
      return make('Compensate', activity === undefined ? {} : { activityRef: activity });
    }
    case 'cancel':
      return make('Cancel');
    case 'terminate':
      return make('Terminate');
    case 'link':
      return make('Link', { name: trigger.link });
  }
}

function isoExpression(document: Document, value: IsoValue | undefined): Node | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? expression(document, value) : expression(document, value.feel, feelUri);
}
