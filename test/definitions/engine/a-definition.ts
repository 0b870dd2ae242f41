import {
  type EngineEvent,
  type EventOf,
  type Programme,
  type State,
  type Transition,
  compile,
  defaultLimits,
  start,
  transition,
} from '../../../definitions/engine/index.ts';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import type { Element, ProcessDefinition, SequenceFlow } from '../../../definitions/schema/definition.ts';

type Loose<T> = T extends { type: infer Type }
  ? Omit<T, 'title'> & { type: Type; title?: T extends { title: infer Title } ? Title : never }
  : never;
export type AnElement = Loose<Element>;

/** A definition from elements (titles may be left out) and flows written `from>to` or `from>to:condition`, `from>to:*` the default. */
export function aDefinition(
  elements: AnElement[],
  flows: string[],
  more: Partial<ProcessDefinition> = {},
): ProcessDefinition {
  return {
    language: 1,
    key: 'test',
    title: { ru: 'Проверка' },
    elements: elements.map((element) => ({ title: { ru: element.id }, ...element }) as Element),
    flows: flows.map((text, index): SequenceFlow => {
      const [, from = '', to = '', condition] = /^([\w.-]+)>([\w.-]+)(?::(.+))?$/.exec(text) ?? [];
      return {
        id: `f${index + 1}`,
        from,
        to,
        ...(condition === '*' ? { default: true } : condition ? { condition } : {}),
      };
    }),
    ...more,
  };
}

export function aProgramme(elements: AnElement[], flows: string[], more: Partial<ProcessDefinition> = {}): Programme {
  return compile({
    definition: aDefinition(elements, flows, more),
    decisions: {},
    calendars: shippedCalendars,
    limits: defaultLimits,
    bindings: {},
  });
}

/** An instance under test: applies events with a clock that stands until told, and remembers everything. */
export class AnInstance {
  readonly programme: Programme;
  state: State;
  at = '2026-03-02T09:00:00.000Z';
  transitions: Transition[] = [];

  constructor(
    programme: Programme,
    input: { [name: string]: unknown } = {},
    more: Partial<EventOf<'instance.start'>['data']> = {},
  ) {
    this.programme = programme;
    const event: EventOf<'instance.start'> = {
      id: 'e0',
      type: 'instance.start',
      at: this.at,
      actor: { kind: 'applicant', id: 'applicant-1' },
      data: { instanceId: 'instance-1', input, ...more },
    };
    const first = start(programme, event);
    this.state = first.state;
    this.transitions.push(first);
  }

  send<T extends EngineEvent['type']>(
    type: T,
    data: EventOf<T>['data'],
    actor: EngineEvent['actor'] = { kind: 'person', id: 'clerk-1' },
  ): Transition {
    const event = { id: `e${this.transitions.length}`, type, at: this.at, actor, data } as EngineEvent;
    const next = transition(this.programme, this.state, event);
    this.state = next.state;
    this.transitions.push(next);
    return next;
  }

  advance(to: string): Transition {
    this.at = to;
    return this.send('time.advance', {}, { kind: 'timer', id: 'timer' });
  }

  /** Completes the open user task of the element. */
  complete(elementId: string, data: Partial<EventOf<'userTask.complete'>['data']> = {}, by = 'clerk-1'): Transition {
    const userTask = Object.values(this.state.userTasks).find((open) => open.elementId === elementId);
    return this.send('userTask.complete', { userTaskId: userTask?.id ?? 'none', ...data }, { kind: 'person', id: by });
  }

  get records(): NonNullable<Transition['journal']>['records'] {
    return this.transitions.flatMap((next) => next.journal?.records ?? []);
  }

  /** Elements completed, in order. */
  get path(): string[] {
    return this.records.flatMap((record) => (record.type === 'element.completed' ? [record.elementId] : []));
  }

  get open(): string[] {
    return Object.values(this.state.userTasks).map((userTask) => userTask.elementId);
  }

  get incidents(): string[] {
    return Object.values(this.state.incidents).map((incident) => incident.code);
  }

  get variables(): { [name: string]: unknown } {
    return this.state.scopes['s1']?.variables ?? {};
  }
}
