import type { Element, Trigger } from '../../schema/definition.ts';
import type { Check } from '../check.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import { type Outline, triggersOf } from '../outline.ts';

type TriggerType = Trigger['type'];

interface Place {
  name: BothLanguages;
  allowed: readonly TriggerType[];
  throws: boolean;
}

const places = {
  processStart: {
    name: words('начало процесса', 'the start of the process'),
    allowed: ['timer', 'message', 'signal', 'conditional'],
    throws: false,
  },
  eventSubProcessStart: {
    name: words('начало событийного подпроцесса', 'the start of an event sub-process'),
    allowed: ['timer', 'deadline', 'message', 'signal', 'error', 'escalation', 'conditional', 'compensation'],
    throws: false,
  },
  catch: {
    name: words('промежуточное ожидание', 'an intermediate catch event'),
    allowed: ['timer', 'deadline', 'message', 'signal', 'conditional', 'link'],
    throws: false,
  },
  boundary: {
    name: words('событие на границе', 'a boundary event'),
    allowed: ['timer', 'deadline', 'message', 'signal', 'error', 'escalation', 'conditional', 'compensation', 'cancel'],
    throws: false,
  },
  throw: {
    name: words('промежуточное событие', 'an intermediate throw event'),
    allowed: ['message', 'signal', 'escalation', 'compensation', 'link'],
    throws: true,
  },
  end: {
    name: words('конец', 'an end event'),
    allowed: ['message', 'signal', 'error', 'escalation', 'compensation', 'cancel', 'terminate'],
    throws: true,
  },
  loop: {
    name: words('событие многих экземпляров', 'an event of a multi-instance activity'),
    allowed: ['message', 'signal', 'escalation', 'error'],
    throws: true,
  },
} as const satisfies { [place: string]: Place };

/** Cannot be one of several triggers. */
const solitary: ReadonlySet<TriggerType> = new Set<TriggerType>(['link', 'cancel', 'terminate']);

/** Which trigger may stand where, and which of its properties mean something there. */
export const triggers: Check = (outline, report) => {
  for (const { value: element, pointer } of outline.elements) {
    const list = triggersOf(element);
    const alone = list.find(({ type }) => solitary.has(type));
    if (alone !== undefined && list.length > 1) report('trigger.alone', `${pointer}/triggers`, { trigger: alone.type });
    if ('parallelMultiple' in element && element.parallelMultiple === true && list.length < 2)
      report('trigger.parallelMultiple', `${pointer}/parallelMultiple`);
    if (
      element.type === 'endEvent' &&
      list.some(({ type }) => type === 'cancel') &&
      !outline.ancestors(element).some(({ type }) => type === 'transaction')
    ) {
      report('trigger.cancelOutsideTransaction', `${pointer}/triggers`);
    }
  }
  for (const part of outline.all('Trigger')) {
    const { value: trigger, pointer } = part;
    const element = outline.elementOf(part);
    const place =
      part.within?.shape === 'MultiInstanceLoop' || part.within?.shape === 'ComplexBehavior'
        ? places.loop
        : placeOf(outline, element);
    if (place === undefined) continue;
    if (!(place.allowed as readonly string[]).includes(trigger.type)) {
      report('trigger.notAllowed', pointer, {
        trigger: trigger.type,
        place: place.name,
        allowed: place.allowed.join(', '),
      });
      continue;
    }
    if (
      place.throws &&
      ((trigger.type === 'error' && trigger.error === undefined) ||
        (trigger.type === 'escalation' && trigger.escalation === undefined))
    ) {
      report('trigger.codeMissing', pointer, { trigger: trigger.type });
    }
    for (const property of place.throws ? ['outputs'] : ['payload', 'toInstance', 'activity']) {
      if (property in trigger)
        report('trigger.fieldIgnored', `${pointer}/${property}`, { property, place: place.name });
    }
  }
};

function placeOf(outline: Outline, element: Element | undefined): Place | undefined {
  switch (element?.type) {
    case 'startEvent': {
      const parent = element.parent === undefined ? undefined : outline.byId.get(element.parent)?.value;
      if (element.parent === undefined) return places.processStart;
      return parent?.type === 'eventSubProcess' ? places.eventSubProcessStart : undefined;
    }
    case 'intermediateCatchEvent':
      return places.catch;
    case 'boundaryEvent':
      return places.boundary;
    case 'intermediateThrowEvent':
      return places.throw;
    case 'endEvent':
      return places.end;
    default:
      return undefined;
  }
}
