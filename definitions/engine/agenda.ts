import { performBegin, performExecute, performFinish, quantityOf } from './activity.ts';
import { performCatch } from './caught.ts';
import { performCompensate } from './compensation.ts';
import { completeInstance } from './completion.ts';
import { checkConditions } from './conditions.ts';
import { flowsTaken, take } from './flows.ts';
import type { ElementHandler } from './handler.ts';
import { raiseIncident } from './incidents.ts';
import type { Item, ItemKind, ItemOf } from './item.ts';
import { performOpen } from './instantiation.ts';
import { waitingJoins } from './joins.ts';
import { performLoop } from './loop.ts';
import { nodeOf } from './nodes.ts';
import { sendNotice } from './notify.ts';
import { Problem } from './problem.ts';
import { push, type Run, restore, save } from './run.ts';
import { performThrow, throwFrom } from './throwing.ts';
import { fireNext, performAct } from './time.ts';

const performers: { [K in ItemKind]: (run: Run, item: ItemOf<K>) => void } = {
  enter(run, { elementId, scopeId, flowId }) {
    const node = nodeOf(run, elementId);
    handlerOf(run, node.type).enter(run, node, scopeId, flowId);
  },
  leave(run, { elementId, scopeId }) {
    const node = nodeOf(run, elementId);
    take(run, scopeId, flowsTaken(run, node, scopeId), quantityOf(run, node, 'completionQuantity'));
    performLeft(run, scopeId);
  },
  left: (run, { scopeId }) => performLeft(run, scopeId),
  settle(run, { scopeId }) {
    const scope = run.state.scopes[scopeId];
    if (!scope || (scope.live ?? 0) > 0) return;
    if (scope.compensating) return performCompensate(run, { do: 'compensate', scopeId });
    if (scope.elementId === undefined) return completeInstance(run);
    const node = nodeOf(run, scope.elementId);
    handlerOf(run, node.type).emptied?.(run, node, scope);
  },
  quiet(run, { elementId, scopeId }) {
    const node = nodeOf(run, elementId);
    if (run.state.scopes[scopeId]) handlerOf(run, node.type).quiet?.(run, node, scopeId);
  },
  open: performOpen,
  begin: performBegin,
  execute: performExecute,
  finish: performFinish,
  loop: performLoop,
  compensate: performCompensate,
  catch: performCatch,
  throw: performThrow,
  go: (run, { elementId, scopeId, next }) => throwFrom(run, nodeOf(run, elementId), scopeId, next),
  act: performAct,
  notice: (run, { connector, input, elementId }) => sendNotice(run, connector, input, elementId),
  many: (run, { items }) => items.forEach((item) => push(run, item)),
  event(run, { event }) {
    const handler = run.registries.events[event.type] as {
      accepts(programme: unknown, state: unknown, event: unknown): unknown;
      apply(run: Run, event: unknown): void;
    };
    // What was held while the instance was suspended may have become stale meanwhile.
    if (handler.accepts(run.programme, run.state, event) === undefined) handler.apply(run, event);
  },
};

function performLeft(run: Run, scopeId: string): void {
  const container = run.state.scopes[scopeId];
  if (container?.elementId === undefined || container.added) return;
  const around = nodeOf(run, container.elementId);
  handlerOf(run, around.type).left?.(run, around, container);
}

function handlerOf(run: Run, type: keyof Run['registries']['elements']): ElementHandler {
  return run.registries.elements[type] as ElementHandler;
}

/** More than so many things to do at once is a loop that multiplies tokens. */
const MOST_ITEMS = 2_000;

/**
 * Does everything that can be done without waiting: first what moves, then conditions that have turned true, then
 * joins, then one thrown signal or message, then what time has brought, and again. `careful`: a failing item is taken back and becomes an incident;
 * otherwise it throws, and the caller begins again carefully. So the common case pays nothing for safety.
 */
export function work(run: Run, careful: boolean): void {
  while (run.state.status === 'running') {
    const item = run.queue.shift();
    if (item) {
      if (isTooMuch(run)) stop(run, item);
      else attempt(run, item, careful);
    } else if (!moveOn(run, careful)) {
      return;
    }
  }
  run.queue = [];
  run.throws = [];
}

function isTooMuch(run: Run): boolean {
  return run.steps++ >= run.programme.limits.steps || run.queue.length > MOST_ITEMS || run.expressions.left <= 0;
}

/** Nothing moves: what may move now? False: nothing. */
function moveOn(run: Run, careful: boolean): boolean {
  if (run.touched) checkConditions(run);
  if (run.queue.length > 0) return true;
  for (const join of waitingJoins(run)) {
    attempt(run, { do: 'quiet', ...join }, careful);
    if (run.queue.length > 0) return true;
  }
  const thrown = run.throws.shift();
  if (thrown) run.queue.push(thrown);
  return thrown !== undefined || fireNext(run);
}

function attempt(run: Run, item: Item, careful: boolean): void {
  const perform = performers[item.do] as (run: Run, item: Item) => void;
  if (!careful) {
    perform(run, item);
    return;
  }
  const saved = save(run);
  try {
    perform(run, item);
  } catch (error) {
    restore(run, saved);
    fail(run, item, error);
  }
}

/** The item becomes an incident. What is no problem in data is a bug of the engine, and says so. */
export function fail(run: Run, item: Item, error: unknown): void {
  const code = error instanceof Problem ? error.code : 'engine.fault';
  const message = error instanceof Error ? error.message : String(error);
  raiseIncident(run, code, message, item, placeOf(run, item));
}

function placeOf(run: Run, item: Item): { elementId?: string; scopeId?: string } {
  if (item.do === 'event' || item.do === 'many') return {};
  if (item.do === 'notice') return { elementId: item.elementId };
  const { scopeId } = item;
  const elementId = 'elementId' in item ? item.elementId : run.state.scopes[scopeId]?.elementId;
  return { scopeId, ...(elementId === undefined ? {} : { elementId }) };
}

/** Too many steps at once: everything still moving stops behind one incident. */
function stop(run: Run, item: Item): void {
  const items = [item, ...run.queue, ...run.throws];
  run.queue = [];
  run.throws = [];
  run.firing = 0;
  const { steps } = run.programme.limits;
  raiseIncident(run, 'limit.steps', `The instance took more than ${steps} steps at once`, { do: 'many', items }, {});
}
