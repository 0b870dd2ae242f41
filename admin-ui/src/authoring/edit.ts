import type { Element, ElementType, ProcessDefinition, SequenceFlow } from '../../../definitions/schema/definition.ts';

/** Every edit returns a new definition and shares what it did not touch; order in the file stays meaningful. */
export type Draft = ProcessDefinition;

/** The first free id of the form `prefix`, `prefix2`, `prefix3` ... */
export function freeId(draft: Draft, prefix: string): string {
  const taken = new Set([...draft.elements.map((element) => element.id), ...draft.flows.map((flow) => flow.id)]);
  if (!taken.has(prefix)) return prefix;
  for (let number = 2; ; number++) if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`;
}

/** Adds an element after `after` (its flows are led through the new one), or loose when there is nothing to follow. */
export function addElement(
  draft: Draft,
  type: ElementType,
  title: Element['title'],
  after?: string,
): { draft: Draft; id: string } {
  const id = freeId(draft, type);
  const host = draft.elements.find((element) => element.id === after);
  const element = blank(type, id, title, host);
  const at = host ? draft.elements.indexOf(host) + 1 : draft.elements.length;
  const elements = [...draft.elements.slice(0, at), element, ...draft.elements.slice(at)];
  const next = { ...draft, elements };
  if (
    !host ||
    type === 'boundaryEvent' ||
    type === 'eventSubProcess' ||
    type === 'startEvent' ||
    host.type === 'endEvent'
  ) {
    return { draft: next, id };
  }
  const leaving = draft.flows.filter((flow) => flow.from === host.id);
  const branches = leaving.length > 1 || type === 'endEvent';
  const flows = branches
    ? draft.flows
    : draft.flows.map((flow) => (flow.from === host.id ? { ...flow, from: id } : flow));
  return { draft: connect({ ...next, flows }, host.id, id).draft, id };
}

function blank(type: ElementType, id: string, title: Element['title'], host: Element | undefined): Element {
  const parent = host?.parent === undefined ? {} : { parent: host.parent };
  const base = { id, type, title, ...parent };
  switch (type) {
    case 'boundaryEvent':
      return { ...base, type, attachedTo: host?.id ?? '', triggers: [{ type: 'timer', duration: 'P1D' }] };
    case 'intermediateCatchEvent':
      return { ...base, type, triggers: [{ type: 'timer', duration: 'P1D' }] };
    case 'serviceTask':
      return { ...base, type, connector: 'notify.email' };
    case 'scriptTask':
      return { ...base, type, assignments: [] };
    case 'userTask':
      return { ...base, type, form: { schema: { type: 'object', properties: {} } }, outcomes: [] };
    default:
      return base as Element;
  }
}

/** Replaces one element by what its form says; flows, boundary events and children follow a changed id. */
export function changeElement(draft: Draft, id: string, element: Element): Draft {
  const elements = draft.elements.map((other) => (other.id === id ? element : other));
  if (element.id === id) return { ...draft, elements };
  return {
    ...draft,
    elements: elements.map((other) => ({
      ...other,
      ...(other.parent === id ? { parent: element.id } : {}),
      ...(other.type === 'boundaryEvent' && other.attachedTo === id ? { attachedTo: element.id } : {}),
    })),
    flows: draft.flows.map((flow) => ({
      ...flow,
      ...(flow.from === id ? { from: element.id } : {}),
      ...(flow.to === id ? { to: element.id } : {}),
    })),
  };
}

/** Removes an element with what hangs on it; a single way through it is closed up. */
export function removeElement(draft: Draft, id: string): Draft {
  const gone = withDependants(draft, id);
  const entering = draft.flows.filter((flow) => flow.to === id && !gone.has(flow.from));
  const leaving = draft.flows.filter((flow) => flow.from === id && !gone.has(flow.to));
  const [onward] = leaving;
  const flows = draft.flows.filter((flow) => !gone.has(flow.from) && !gone.has(flow.to));
  const bridged = leaving.length === 1 && onward ? entering.map((flow) => ({ ...flow, to: onward.to })) : [];
  return {
    ...draft,
    elements: draft.elements.filter((element) => !gone.has(element.id)),
    flows: [...flows, ...bridged.filter((flow) => flow.from !== flow.to)],
  };
}

function withDependants(draft: Draft, id: string): Set<string> {
  const gone = new Set([id]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const element of draft.elements) {
      const hangs = element.type === 'boundaryEvent' && gone.has(element.attachedTo);
      const inside = element.parent !== undefined && gone.has(element.parent);
      if ((hangs || inside) && !gone.has(element.id)) {
        gone.add(element.id);
        grew = true;
      }
    }
  }
  return gone;
}

/** A sequence flow from one element to another; the same pair is connected once. */
export function connect(draft: Draft, from: string, to: string): { draft: Draft; id: string } {
  const existing = draft.flows.find((flow) => flow.from === from && flow.to === to);
  if (existing) return { draft, id: existing.id };
  const id = freeId(draft, `${from}-${to}`.slice(0, 60));
  return { draft: { ...draft, flows: [...draft.flows, { id, from, to }] }, id };
}

export function changeFlow(draft: Draft, id: string, flow: SequenceFlow): Draft {
  const flows = draft.flows.map((other) => {
    if (other.id === id) return flow;
    // One default flow per element.
    if (flow.default && other.default && other.from === flow.from) {
      const { default: _dropped, ...rest } = other;
      return rest;
    }
    return other;
  });
  return { ...draft, flows };
}

export function removeFlow(draft: Draft, id: string): Draft {
  return { ...draft, flows: draft.flows.filter((flow) => flow.id !== id) };
}

/** Moves an element one place in the file: the order in which gateways try their ways and tables list steps. */
export function moveElement(draft: Draft, id: string, by: -1 | 1): Draft {
  const at = draft.elements.findIndex((element) => element.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= draft.elements.length) return draft;
  const elements = [...draft.elements];
  const [moved] = elements.splice(at, 1);
  if (moved) elements.splice(to, 0, moved);
  return { ...draft, elements };
}
