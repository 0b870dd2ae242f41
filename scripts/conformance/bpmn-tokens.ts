import type { BpmnScript, ScriptReplacement } from '../../definitions/interchange/bpmn/index.ts';
import type { Element, SequenceFlow } from '../../definitions/schema/definition.ts';

/** What one token of the kit's README does. Only the runner knows them. */
type Effect =
  | { does: 'nothing' }
  | { does: 'mark'; marker: string }
  | { does: 'flag' }
  | { does: 'increment'; marker?: string }
  | { does: 'set' }
  | { does: 'record' }
  | { does: 'interval'; interval: string }
  | { does: 'wait' }
  | { does: 'throw' };

/** What the journal must be searched for, by the element that shows it. */
export interface Traces {
  markers: Map<string, string>;
  flags: Set<string>;
  /** Variables whose every setting adds to the data record. */
  records: Set<string>;
  intervals: Map<string, string>;
  /** Elements that throw on behalf of a task. */
  throwers: Set<string>;
  /** Tokens the runner does not know. */
  unknown: string[];
}

export function newTraces(): Traces {
  return {
    markers: new Map(),
    flags: new Set(),
    records: new Set(),
    intervals: new Map(),
    throwers: new Set(),
    unknown: [],
  };
}

function effectOf(token: string): Effect | undefined {
  const [, marker] = /^SCRIPT_(\w+)$/.exec(token) ?? [];
  if (marker !== undefined) return { does: 'mark', marker };
  const [, interval] = /^CREATE_TIMESTAMP_LOG_(\w+)$/.exec(token) ?? [];
  if (interval !== undefined) return { does: 'interval', interval: `interval${interval}` };
  switch (token) {
    case 'CREATE_LOG_FILE':
      return { does: 'nothing' };
    case 'CREATE_MARKER_FILE':
      return { does: 'flag' };
    case 'INCREMENT_INTEGER_VARIABLE':
      return { does: 'increment' };
    case 'INCREMENT_INTEGER_VARIABLE_AND_LOG':
      return { does: 'increment', marker: 'increment' };
    case 'SET_STRING_DATA':
      return { does: 'set' };
    case 'LOG_DATA':
      return { does: 'record' };
    case 'WAIT_TEN_SECONDS':
      return { does: 'wait' };
    case 'THROW_ERROR':
      return { does: 'throw' };
    default:
      return undefined;
  }
}

/**
 * The importer's hook: an activity of our language in the place of the script. Tokens that take no time become a task
 * that passes at once; those that wait or throw, and whatever runs in a loop, become a sub-process around it, whose
 * inner element shows each single run.
 */
export function tokenHook(traces: Traces): (script: BpmnScript) => ScriptReplacement | undefined {
  return (script) => {
    const tokens = script.text.split(/[\s;,]+/).filter((token) => token !== '');
    const effects = tokens.flatMap((token) => effectOf(token) ?? []);
    if (effects.length < tokens.length || effects.length === 0) {
      traces.unknown.push(script.text);
      return undefined;
    }
    const [only] = effects;
    if (effects.length === 1 && only !== undefined && !script.looped && isInstant(only)) {
      return { activity: instant(only, script.id, script, traces) };
    }
    const inner = effects.map((effect, i) => elementFor(effect, `${script.id}_${i + 1}`, script, traces));
    return sequence(script.id, inner);
  };
}

function isInstant({ does }: Effect): boolean {
  return does !== 'interval' && does !== 'wait' && does !== 'throw';
}

function elementFor(effect: Effect, id: string, script: BpmnScript, traces: Traces): Element {
  const title = { ru: id };
  if (effect.does === 'throw') traces.throwers.add(id);
  if (effect.does === 'throw') return { id, type: 'endEvent', title, triggers: [{ type: 'error', error: 'ERR_CODE' }] };
  if (effect.does === 'wait' || effect.does === 'interval') {
    if (effect.does === 'interval') traces.intervals.set(id, effect.interval);
    return { id, type: 'intermediateCatchEvent', title, triggers: [{ type: 'timer', duration: 'PT10S' }] };
  }
  return instant(effect, id, script, traces);
}

function instant(effect: Effect, id: string, script: BpmnScript, traces: Traces): Element {
  const title = { ru: id };
  switch (effect.does) {
    case 'mark':
      traces.markers.set(id, effect.marker);
      return { id, type: 'task', title };
    case 'flag':
      traces.flags.add(id);
      return { id, type: 'task', title };
    case 'increment':
      if (effect.marker !== undefined) traces.markers.set(id, effect.marker);
      return { id, type: 'scriptTask', title, assignments: [{ to: 'integerVariable', value: 'integerVariable + 1' }] };
    case 'set':
      return {
        id,
        type: 'scriptTask',
        title,
        assignments: [{ to: script.dataOutputs[0] ?? 'data', value: '"String"' }],
      };
    case 'record': {
      const to = `recorded_${traces.records.size + 1}`;
      traces.records.add(to);
      return { id, type: 'scriptTask', title, assignments: [{ to, value: script.dataInputs[0] ?? 'data' }] };
    }
    default:
      return { id, type: 'task', title };
  }
}

/** A sub-process that takes the elements one after the other. */
function sequence(id: string, inner: Element[]): ScriptReplacement {
  const ends = inner.at(-1)?.type === 'endEvent';
  const content: Element[] = [
    { id: `${id}_in`, type: 'startEvent', title: { ru: id } },
    ...inner,
    ...(ends ? [] : [{ id: `${id}_out`, type: 'endEvent' as const, title: { ru: id } }]),
  ];
  const flows: SequenceFlow[] = content.slice(1).map((element, i) => ({
    id: `${id}_flow${i + 1}`,
    from: content[i]?.id ?? '',
    to: element.id,
  }));
  return { activity: { id, type: 'subProcess', title: { ru: id } }, content, flows };
}
