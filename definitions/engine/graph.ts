import type { Element, ProcessDefinition, Trigger } from '../schema/definition.ts';
import type { Body, Flow, Node } from './programme.ts';
import { reachOf } from './reach.ts';

type Draft = { -readonly [K in keyof Node]: Node[K] extends readonly (infer T)[] ? T[] : Node[K] } & { body?: Body };

/** Elements and flows as a graph. What refers to nothing is left out: checks before publishing have said so. */
export function graphOf(definition: ProcessDefinition): {
  nodes: ReadonlyMap<string, Node>;
  flows: ReadonlyMap<string, Flow>;
  body: Body;
} {
  const nodes = new Map<string, Draft>();
  for (const element of definition.elements) {
    if (!nodes.has(element.id) && element.id !== '__proto__') nodes.set(element.id, draftOf(element));
  }
  const flows = connect(definition, nodes);
  attach(nodes);
  const children = new Map<string | undefined, Draft[]>();
  for (const node of nodes.values()) {
    const siblings = children.get(node.parent);
    if (siblings) siblings.push(node);
    else children.set(node.parent, [node]);
  }
  for (const node of nodes.values()) {
    if (isContainer(node)) node.body = bodyOf(definition, children.get(node.id) ?? [], node.id, children);
  }
  const body = bodyOf(definition, children.get(undefined) ?? [], undefined, children);
  markCompensable(nodes);
  for (const node of nodes.values()) {
    const joins = node.type === 'inclusiveGateway' || node.type === 'complexGateway';
    if (joins && node.incoming.length > 1) node.reach = reachOf(node, children.get(node.parent) ?? []);
  }
  return { nodes, flows, body };
}

function draftOf(element: Element): Draft {
  return {
    id: element.id,
    type: element.type,
    element,
    ...(element.parent === undefined ? {} : { parent: element.parent }),
    incoming: [],
    outgoing: [],
    triggers: triggersOf(element),
    boundaries: [],
  } as Draft;
}

function triggersOf(element: Element): Trigger[] {
  if ('triggers' in element && element.triggers) return [...element.triggers];
  if (element.type === 'receiveTask') return [{ type: 'message', ...element.message }];
  return [];
}

function connect(definition: ProcessDefinition, nodes: ReadonlyMap<string, Draft>): Map<string, Flow> {
  const flows = new Map<string, Flow>();
  for (const { id, from, to, condition, default: isDefault } of definition.flows) {
    const source = nodes.get(from);
    const target = nodes.get(to);
    if (!source || !target || flows.has(id)) continue;
    const flow: Flow = {
      id,
      from: source,
      to: target,
      ...(condition === undefined ? {} : { condition }),
      isDefault: isDefault === true,
      arrival: target.incoming.length,
    };
    flows.set(id, flow);
    source.outgoing.push(flow);
    target.incoming.push(flow);
  }
  return flows;
}

/** Boundary events know their activity, and the activity who compensates it. */
function attach(nodes: ReadonlyMap<string, Draft>): void {
  for (const node of nodes.values()) {
    if (node.element.type !== 'boundaryEvent') continue;
    const activity = nodes.get(node.element.attachedTo);
    if (!activity) continue;
    node.attachedTo = activity.id;
    if (!node.triggers.some((trigger) => trigger.type === 'compensation')) {
      activity.boundaries.push(node);
      continue;
    }
    const handler = node.outgoing[0]?.to.id;
    if (handler !== undefined) activity.compensatedBy = handler;
  }
}

function isContainer(node: Draft): boolean {
  return (
    node.type === 'subProcess' ||
    node.type === 'eventSubProcess' ||
    node.type === 'transaction' ||
    node.type === 'adHocSubProcess'
  );
}

function bodyOf(
  definition: ProcessDefinition,
  inside: readonly Draft[],
  id: string | undefined,
  children: ReadonlyMap<string | undefined, Draft[]>,
): Body {
  const starts = inside.filter((node) => node.type === 'startEvent');
  const plain = starts.filter((node) => node.triggers.length === 0);
  const isHandler =
    id !== undefined && definition.elements.some((element) => element.id === id && element.type === 'eventSubProcess');
  return {
    ...(id === undefined ? {} : { id }),
    starts: isHandler ? starts : plain,
    entries: starts.length > 0 ? [] : inside.filter(beginsByItself),
    eventSubProcesses: inside.flatMap((node) => {
      const start =
        node.type === 'eventSubProcess'
          ? children.get(node.id)?.find((child) => child.type === 'startEvent')
          : undefined;
      if (!start) return [];
      start.attachedTo = node.id;
      return start.triggers.some((trigger) => trigger.type === 'compensation') ? [] : [{ node, start }];
    }),
    links: new Map(
      inside.flatMap((node) =>
        node.type === 'intermediateCatchEvent'
          ? node.triggers.flatMap((t) => (t.type === 'link' ? [[t.link, node] as const] : []))
          : [],
      ),
    ),
    variables: Object.fromEntries(
      (definition.dataObjects ?? [])
        .filter((data) => data.parent === id)
        .map((data) => [data.name, data.value ?? null]),
    ),
  };
}

/** Activities and gateways that no flow leads to; not what is started by an event or for compensation. */
function beginsByItself(node: Draft): boolean {
  if (
    node.incoming.length > 0 ||
    node.type === 'boundaryEvent' ||
    node.type === 'eventSubProcess' ||
    node.type === 'startEvent'
  )
    return false;
  if ('forCompensation' in node.element && node.element.forCompensation) return false;
  return !node.triggers.some((trigger) => trigger.type === 'link') || node.type !== 'intermediateCatchEvent';
}

/** Who can be compensated, and with it everything around: a sub-process is undone by undoing what it did. */
function markCompensable(nodes: ReadonlyMap<string, Draft>): void {
  for (const node of nodes.values()) {
    if (node.type !== 'startEvent' || !node.triggers.some((trigger) => trigger.type === 'compensation')) continue;
    const handler = nodes.get(node.parent ?? '');
    const container = handler?.type === 'eventSubProcess' ? nodes.get(handler.parent ?? '') : undefined;
    if (handler && container) container.compensatedBy = handler.id;
  }
  for (const node of nodes.values()) {
    if (node.compensatedBy === undefined) continue;
    for (let at: Draft | undefined = node; at && !at.compensable; at = nodes.get(at.parent ?? ''))
      at.compensable = true;
  }
}
