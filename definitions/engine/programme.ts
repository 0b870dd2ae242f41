import type { CalendarData } from '../calendar/data.ts';
import type { Element, ElementType, ProcessDefinition, Trigger } from '../schema/definition.ts';

/** Bounds that keep one instance from harming the others. */
export interface Limits {
  /** Steps of one transition (tokens moved); beyond: incident `limit.steps`. */
  steps: number;
  /** FEEL: nodes evaluated in one expression, nesting, longest list or string it may build. */
  expressionSteps: number;
  expressionDepth: number;
  listSize: number;
  stringSize: number;
  /** Bytes of all variables as JSON. */
  stateBytes: number;
  multiInstance: number;
  /** History events of one run after which a wait state is used to begin a new one; past twice that, nothing is waited for. Default 400. */
  historyEvents?: number;
}

export const defaultLimits: Limits = {
  steps: 5_000,
  expressionSteps: 100_000,
  expressionDepth: 200,
  listSize: 10_000,
  stringSize: 100_000,
  stateBytes: 1_000_000,
  multiInstance: 1_000,
};

/** A decision the programme carries. Tables and graphs (DMN) come with their own kinds. */
export interface LiteralDecision {
  key: string;
  kind: 'literal';
  /** FEEL over the variables in scope. */
  expression: string;
}

/**
 * Everything the meaning of an instance depends on, as immutable data. Its identity is the hash of its canonical JSON;
 * states, histories and Continue-As-New carry the hash only.
 */
export interface ProgrammeSource {
  definition: ProcessDefinition;
  decisions: { [key: string]: LiteralDecision };
  calendars: { [key: string]: CalendarData };
  limits: Limits;
  /** Version each call activity was bound to when published: procedure key -> version. */
  bindings: { [key: string]: number };
}

/** A source made ready to run (compile.ts): indexed, composites expanded, deep-frozen. */
export interface Programme {
  hash: string;
  source: ProgrammeSource;
  /** The definition with its composites expanded. */
  definition: ProcessDefinition;
  zone: string;
  limits: Limits;
  parameters: { [name: string]: unknown };
  /** Variables it may come to have, null until then. */
  declared: { readonly [name: string]: null };
  nodes: ReadonlyMap<string, Node>;
  flows: ReadonlyMap<string, Flow>;
  /** The process itself. */
  body: Body;
  statuses: ReadonlyMap<string, string>;
}

/** An element with everything that stands around it. */
export interface Node<E extends Element = Element> {
  id: string;
  type: ElementType;
  element: E;
  /** Enclosing sub-process; absent: the process. */
  parent?: string;
  incoming: readonly Flow[];
  outgoing: readonly Flow[];
  triggers: readonly Trigger[];
  /** Boundary events attached to it, in the order of the file. */
  boundaries: readonly Node[];
  /** Of elements that hold others. */
  body?: Body;
  /** Of a boundary event or the start of an event sub-process: what it belongs to. */
  attachedTo?: string;
  /** Of joins: which of its incoming flows (by index) a token at an element of the same container can still reach. */
  reach?: ReadonlyMap<string, ReadonlySet<number>>;
  /** Activity (of a boundary event) or event sub-process that compensates it. */
  compensatedBy?: string;
  /** It, or something in it, can be compensated. */
  compensable?: boolean;
}

export interface Flow {
  id: string;
  from: Node;
  to: Node;
  condition?: string;
  isDefault: boolean;
  /** Position among the target's incoming flows. */
  arrival: number;
}

/** What a process or sub-process holds. */
export interface Body {
  id?: string;
  starts: readonly Node[];
  /** Elements that begin without a start event: activities and gateways without incoming flow, if there is no start event. */
  entries: readonly Node[];
  eventSubProcesses: readonly { node: Node; start: Node }[];
  links: ReadonlyMap<string, Node>;
  variables: { [name: string]: unknown };
}
