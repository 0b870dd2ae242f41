import type {
  AbstractTask,
  Assignment,
  Deadline,
  DeadlineAction,
  Element,
  ElementType,
  Feel,
  JsonSchema,
  Loop,
  Mapping,
  ProcessDefinition,
  SequenceFlow,
  StatusChange,
  Term,
  Trigger,
} from '../schema/definition.ts';
import { type Part, partsOf } from './walk.ts';

interface PartTypes {
  Assignment: Assignment;
  CaughtMessage: { message: string };
  Deadline: Deadline;
  DeadlineAction: DeadlineAction;
  Feel: Feel;
  JsonSchema: JsonSchema;
  Loop: Loop;
  Mapping: Mapping;
  StatusChange: StatusChange;
  Term: Term;
  ThrownMessage: { message: string };
  Trigger: Trigger;
}

export interface Placed<Value> {
  value: Value;
  pointer: string;
  index: number;
}

export type PlacedElement<E extends Element = Element> = Placed<E>;
export type PlacedFlow = Placed<SequenceFlow>;

const activityTypes: ReadonlySet<ElementType> = new Set<ElementType>([
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
  'task',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'approval',
]);

const containerTypes: ReadonlySet<ElementType> = new Set<ElementType>([
  'subProcess',
  'eventSubProcess',
  'transaction',
  'adHocSubProcess',
]);

export function isActivity(element: Element): element is Element & Omit<AbstractTask, 'type'> {
  return activityTypes.has(element.type);
}

export function isContainer(element: Element): boolean {
  return containerTypes.has(element.type);
}

/** Triggers of an event; none for everything else. */
export function triggersOf(element: Element): readonly Trigger[] {
  return 'triggers' in element && element.triggers !== undefined ? element.triggers : [];
}

/** A definition of the right shape, indexed for the checks. Where ids repeat, the first one counts. */
export class Outline {
  readonly definition: ProcessDefinition;
  readonly elements: readonly PlacedElement[];
  readonly flows: readonly PlacedFlow[];
  readonly byId: ReadonlyMap<string, PlacedElement>;
  readonly #parts: ReadonlyMap<string, readonly Part[]>;
  readonly #incoming = new Map<string, PlacedFlow[]>();
  readonly #outgoing = new Map<string, PlacedFlow[]>();
  readonly #children = new Map<string | undefined, PlacedElement[]>();
  readonly #boundaries = new Map<string, PlacedElement[]>();

  constructor(definition: ProcessDefinition) {
    this.definition = definition;
    this.elements = definition.elements.map((value, index) => ({ value, index, pointer: `/elements/${index}` }));
    this.flows = definition.flows.map((value, index) => ({ value, index, pointer: `/flows/${index}` }));
    const byId = new Map<string, PlacedElement>();
    for (const element of this.elements) if (!byId.has(element.value.id)) byId.set(element.value.id, element);
    this.byId = byId;
    for (const element of this.elements) {
      push(this.#children, element.value.parent, element);
      if (element.value.type === 'boundaryEvent') push(this.#boundaries, element.value.attachedTo, element);
    }
    for (const flow of this.flows) {
      push(this.#outgoing, flow.value.from, flow);
      push(this.#incoming, flow.value.to, flow);
    }
    const parts = new Map<string, Part[]>();
    for (const part of partsOf(definition)) push(parts, part.shape, part);
    this.#parts = parts;
  }

  incoming(id: string): readonly PlacedFlow[] {
    return this.#incoming.get(id) ?? [];
  }

  outgoing(id: string): readonly PlacedFlow[] {
    return this.#outgoing.get(id) ?? [];
  }

  /** Elements directly inside a sub-process, or inside the process itself. */
  children(parent: string | undefined): readonly PlacedElement[] {
    return this.#children.get(parent) ?? [];
  }

  boundaries(host: string): readonly PlacedElement[] {
    return this.#boundaries.get(host) ?? [];
  }

  /** The enclosing sub-processes, the innermost first; a circle is cut. */
  ancestors(element: Element): Element[] {
    const result: Element[] = [];
    const seen = new Set([element.id]);
    for (let parent = element.parent; parent !== undefined && !seen.has(parent); ) {
      seen.add(parent);
      const found: Element | undefined = this.byId.get(parent)?.value;
      if (found === undefined) break;
      result.push(found);
      parent = found.parent;
    }
    return result;
  }

  /** Every part of one kind, in the order of the file. */
  all<Shape extends keyof PartTypes>(shape: Shape): readonly Part<PartTypes[Shape]>[] {
    return (this.#parts.get(shape) ?? []) as readonly Part<PartTypes[Shape]>[];
  }

  /** The element a part stands in. */
  elementOf(part: Part): Element | undefined {
    return part.keys[0] === 'elements' ? this.elements[Number(part.keys[1])]?.value : undefined;
  }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
