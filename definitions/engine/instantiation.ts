import { arm } from './arm.ts';
import { performCatch, takeResult } from './caught.ts';
import type { EventOf, Variables } from './event.ts';
import { evaluateIn } from '../feel/index.ts';
import { caseContext, noFacts } from './case-context.ts';
import { pass } from './pass.ts';
import type { Node, Programme } from './programme.ts';
import { openDeadlines } from './deadlines.ts';
import type { ItemOf } from './item.ts';
import { nodeOf } from './nodes.ts';
import type { Rejection } from './rejection.ts';
import { push, type Run, writableScope } from './run.ts';
import { addLive } from './scopes.ts';

/** Where a new instance begins. `gateway`: the instantiating event-based gateway the event stands behind. */
export interface Start {
  node: Node;
  trigger: number;
  gateway?: Node;
}

/** The start element that is named, or the one of the message, or the plain one, or the first whose condition holds. */
export function chooseStart(programme: Programme, event: EventOf<'instance.start'>): Start | Rejection {
  const { startElement, message } = event.data;
  const possible = startsOf(programme);
  if (startElement !== undefined) {
    const named = possible.find(({ node }) => node.id === startElement);
    if (!named)
      return { code: 'start.unknownElement', pointer: '/startElement', message: `${startElement} starts no instance` };
    return conditionHolds(programme, event, named) ? named : unmet;
  }
  if (message !== undefined) {
    const found = possible.find(({ node, trigger }) => {
      const caught = node.triggers[trigger];
      return caught?.type === 'message' && caught.message === message.name;
    });
    return (
      found ?? {
        code: 'start.noStartElement',
        pointer: '/message',
        message: `No start waits for the message ${message.name}`,
      }
    );
  }
  const plain = programme.body.starts[0] ?? programme.body.entries.find((node) => !instantiates(node));
  if (plain) return { node: plain, trigger: 0 };
  const conditional = possible.filter(({ node, trigger }) => node.triggers[trigger]?.type === 'conditional');
  const holding = conditional.find((start) => conditionHolds(programme, event, start));
  if (holding) return holding;
  if (conditional.length > 0) return unmet;
  return {
    code: 'start.noStartElement',
    pointer: '/startElement',
    message: 'The procedure starts by an event: say which',
  };
}

const unmet: Rejection = {
  code: 'start.conditionUnmet',
  pointer: '/input',
  message: 'The condition under which the procedure starts does not hold',
};

/** Everything at the level of the process that can start an instance, one entry per trigger. */
export function startsOf(programme: Programme): Start[] {
  const found: Start[] = [];
  for (const node of programme.nodes.values()) {
    if (node.parent !== undefined) continue;
    if (node.type === 'startEvent') {
      if (node.triggers.length === 0) found.push({ node, trigger: 0 });
      node.triggers.forEach((_trigger, trigger) => found.push({ node, trigger }));
    } else if (node.type === 'receiveTask' && instantiates(node)) {
      found.push({ node, trigger: 0 });
    } else if (node.type === 'eventBasedGateway' && instantiates(node)) {
      for (const { to } of node.outgoing)
        to.triggers.forEach((_trigger, trigger) => found.push({ node: to, trigger, gateway: node }));
    }
  }
  return found;
}

function instantiates(node: Node): boolean {
  return 'instantiate' in node.element && node.element.instantiate === true;
}

function conditionHolds(programme: Programme, event: EventOf<'instance.start'>, { node, trigger }: Start): boolean {
  const conditional = node.triggers[trigger];
  if (conditional?.type !== 'conditional') return true;
  const { at, data } = event;
  const frames = [
    { ...programme.body.variables, ...data.input },
    caseContext({
      programme,
      state: {
        ...noFacts,
        instanceId: data.instanceId,
        startedAt: at,
        ...(data.number === undefined ? {} : { number: data.number }),
        links: data.links ?? [],
      },
      at,
    }),
    programme.declared,
  ];
  const found = evaluateIn(conditional.condition, frames, { at, zone: programme.zone, limits: programme.limits });
  return found.ok && found.value === true;
}

/** The process begins to live: its deadlines run, its event sub-processes listen, its first token moves. */
export function performOpen(run: Run, item: ItemOf<'open'>): void {
  const { programme } = run;
  openDeadlines(run, programme.definition.deadlines, 's1');
  for (const { start } of programme.body.eventSubProcesses) arm(run, start, 's1');
  const { elementId, trigger, payload } = item;
  const start = startsOf(programme).find(({ node, trigger: index }) => node.id === elementId && index === trigger);
  enterStart(run, start ?? { node: nodeOf(run, elementId), trigger }, payload);
}

/** The first token. Elements that begin by themselves all begin when there is no start event. */
function enterStart(run: Run, start: Start, payload: Variables | undefined): void {
  const { node, trigger, gateway } = start;
  const result = payload === undefined ? undefined : ({ as: 'message', value: payload } as const);
  const item = { trigger, ...(result ? { result } : {}) };
  if (gateway && 'kind' in gateway.element && gateway.element.kind === 'parallel') {
    addLive(run, 's1');
    run.registries.elements.eventBasedGateway.enter(run, gateway as never, 's1');
    const scopeId = `s${run.state.counters['s'] ?? 1}`;
    performCatch(run, { do: 'catch', elementId: node.id, scopeId, ...item });
    return;
  }
  if (node.type === 'startEvent' || gateway || instantiates(node)) {
    addLive(run, 's1');
    takeResult(run, node, item, 's1', 'assign');
    if (node.type === 'startEvent') {
      push(run, { do: 'enter', elementId: node.id, scopeId: 's1' });
      return;
    }
    if (gateway) pass(run, gateway, 's1');
    pass(run, node, 's1');
    push(run, { do: 'leave', elementId: node.id, scopeId: 's1' });
    return;
  }
  const entries = run.programme.body.entries.filter((entry) => !instantiates(entry));
  writableScope(run, 's1').live = entries.length;
  for (const entry of entries) push(run, { do: 'enter', elementId: entry.id, scopeId: 's1' });
}
