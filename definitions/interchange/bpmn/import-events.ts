import type { IsoValue, TimerTrigger, Trigger } from '../../schema/definition.ts';
import { declaredName, errorCode, escalationCode, messageOf } from './import-declarations.ts';
import { type ImportContext, elementId, feelOf, isFeel, report } from './import-context.ts';
import { type Node, bodyOf, child, children, flag, idOf, is, text, typeOf } from './moddle.ts';

/** Definitions inside the event first, then those it refers to: the order the XML schema prescribes. */
export function eventDefinitionsOf(event: Node): Node[] {
  return [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
}

export function triggersOf(context: ImportContext, event: Node): Trigger[] {
  const throws = is(event, 'ThrowEvent');
  return eventDefinitionsOf(event).flatMap((definition) => {
    const trigger = triggerOf(context, definition, event, throws);
    return trigger === undefined ? [] : [trigger];
  });
}

/** One event definition. `owner` is the event, or the activity whose multi-instance behaviour throws it. */
export function triggerOf(
  context: ImportContext,
  definition: Node,
  owner: Node,
  throws: boolean,
  field = 'triggers',
): Trigger | undefined {
  const here = { of: owner, name: field };
  const missing = (code: Parameters<typeof report>[1], why: string) => report(context, code, owner, why, here);
  switch (typeOf(definition)) {
    case 'MessageEventDefinition': {
      const message = messageOf(context, definition, owner);
      if (message === undefined) missing('bpmn.message.missing', 'The message event names no message');
      return { type: 'message', message: message ?? '', ...payloadOf(context, owner, throws) };
    }
    case 'SignalEventDefinition': {
      const signal = child(definition, 'signalRef');
      if (signal === undefined) missing('bpmn.signal.missing', 'The signal event names no signal');
      const name = signal === undefined ? '' : declaredName(signal);
      return { type: 'signal', signal: name, ...payloadOf(context, owner, throws) };
    }
    case 'TimerEventDefinition':
      return timerOf(context, definition, owner, here);
    case 'ErrorEventDefinition': {
      const error = child(definition, 'errorRef');
      if (error === undefined && throws) missing('bpmn.error.missing', 'An error is thrown without saying which');
      return { type: 'error', ...(error && { error: errorCode(error) }) };
    }
    case 'EscalationEventDefinition': {
      const escalation = child(definition, 'escalationRef');
      if (escalation === undefined && throws) {
        missing('bpmn.escalation.missing', 'An escalation is thrown without saying which');
      }
      return { type: 'escalation', ...(escalation && { escalation: escalationCode(escalation) }) };
    }
    case 'ConditionalEventDefinition': {
      const condition = feelOf(context, child(definition, 'condition'), owner, field);
      if (condition === undefined) missing('bpmn.condition.missing', 'The conditional event has no condition');
      return { type: 'conditional', condition: condition ?? '' };
    }
    case 'CompensateEventDefinition': {
      const activity = child(definition, 'activityRef');
      if (throws && !flag(definition, 'waitForCompletion', true)) {
        report(
          context,
          'bpmn.compensation.wait',
          owner,
          'waitForCompletion="false": the throw event waits until compensation is done all the same',
        );
      }
      return { type: 'compensation', ...(throws && activity && { activity: elementId(context, activity) }) };
    }
    case 'CancelEventDefinition':
      return { type: 'cancel' };
    case 'TerminateEventDefinition':
      return { type: 'terminate' };
    case 'LinkEventDefinition':
      return { type: 'link', link: linkOf(context, definition, owner) };
    default:
      report(context, 'bpmn.element.unsupported', owner, `${typeOf(definition)} is not known here`);
      return undefined;
  }
}

/** Links are matched by name; where a file only refers to source and target, the catching definition's id is the name. */
function linkOf(context: ImportContext, definition: Node, owner: Node): string {
  const name = text(definition, 'name');
  if (name !== undefined) return name;
  const target = child(definition, 'target') ?? definition;
  const id = text(target, 'name') ?? idOf(target);
  if (id === '') report(context, 'bpmn.link.missing', owner, 'The link event has neither a name nor a target');
  return id;
}

const isoPatterns = {
  date: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/,
  duration: /^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?$/,
  cycle: /^R\d*\/[^/]+(\/[^/]+)?$/,
} as const;

function timerOf(
  context: ImportContext,
  definition: Node,
  owner: Node,
  here: { of: Node; name: string },
): TimerTrigger | undefined {
  const found = (
    [
      ['date', child(definition, 'timeDate')],
      ['duration', child(definition, 'timeDuration')],
      ['cycle', child(definition, 'timeCycle')],
    ] as const
  ).filter((entry): entry is ['date' | 'duration' | 'cycle', Node] => bodyOf(entry[1]) !== undefined);
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    const why = first === undefined ? 'The timer has no date, duration or cycle' : 'The timer has more than one time';
    report(context, 'bpmn.timer.missing', owner, why, here);
  }
  if (first === undefined) return { type: 'timer' };
  const [kind, expression] = first;
  return { type: 'timer', [kind]: isoValue(context, kind, expression, owner, here) };
}

function isoValue(
  context: ImportContext,
  kind: 'date' | 'duration' | 'cycle',
  expression: Node,
  owner: Node,
  here: { of: Node; name: string },
): IsoValue {
  const body = bodyOf(expression) ?? '';
  if (isoPatterns[kind].test(body)) return body;
  if (isFeel(context, expression)) return { feel: body.replace(/^=\s*/, '') };
  if (/^[$#]\{/.test(body) || /^[\d*?/,LW#-]+(\s+\S+){4,6}$/.test(body)) {
    report(
      context,
      'bpmn.timer.format',
      owner,
      `The time "${body}" is neither ISO 8601 nor FEEL; write for example R/PT1H`,
      here,
    );
  }
  return { feel: body };
}

/**
 * Data of an event. BPMN moves one item; we move named members, so a single item travels as `item` whatever each side
 * calls it.
 */
function payloadOf(
  context: ImportContext,
  event: Node,
  throws: boolean,
): { payload: { to: string; value: string }[] } | { outputs: { to: string; value: string }[] } | undefined {
  if (!is(event, 'Event')) return undefined;
  const associations = children(event, throws ? 'dataInputAssociations' : 'dataOutputAssociations');
  const mappings = associations.flatMap((association) => {
    const source = children(association, 'sourceRef')[0];
    const target = child(association, 'targetRef');
    if (source === undefined || target === undefined) return [];
    const from = context.variables.get(source) ?? '';
    const to = context.variables.get(target) ?? '';
    const single = associations.length === 1;
    return throws ? [{ to: single ? 'item' : to, value: from }] : [{ to, value: single ? 'output.item' : from }];
  });
  if (mappings.length === 0) return undefined;
  report(context, 'bpmn.event.data', event, 'Data of the event travel as the member "item" of its payload');
  return throws ? { payload: mappings } : { outputs: mappings };
}
