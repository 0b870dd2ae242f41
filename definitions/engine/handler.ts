import type { Element, ElementType, Trigger } from '../schema/definition.ts';
import type { EventOf, EventType } from './event.ts';
import type { ItemOf } from './item.ts';
import type { Node, Programme } from './programme.ts';
import type { Rejection } from './rejection.ts';
import type { Run } from './run.ts';
import type { Armed, Scope, State } from './state.ts';

/** What one element type does. Each lives in its own file of elements/. */
export interface ElementHandler<E extends Element = Element> {
  /** A token arrives. Activities use `enterActivity`. */
  enter(run: Run, node: Node<E>, scopeId: string, flowId?: string): void;
  /** Activities: the work of one run. */
  execute?(run: Run, node: Node<E>, scope: Scope): void;
  /** A trigger it waits for has come. */
  caught?(run: Run, node: Node<E>, scope: Scope, item: ItemOf<'catch'>): void;
  /** Containers: nothing lives in the scope any more. */
  emptied?(run: Run, node: Node<E>, scope: Scope): void;
  /** Containers: a token has left an element inside. */
  left?(run: Run, node: Node<E>, scope: Scope): void;
  /** Joins: nothing else moves; goes on if it may now. */
  quiet?(run: Run, node: Node<E>, scopeId: string): void;
}

export type ElementHandlers = { [T in ElementType]: ElementHandler<Extract<Element, { type: T }>> };

/** What one kind of trigger does where it is caught and where it is thrown. */
export interface TriggerKind<T extends Trigger = Trigger> {
  /** Starts to wait. Kinds that are looked up when thrown (error, escalation ...) arm nothing. */
  arm?(run: Run, trigger: T, armed: Omit<Armed, 'id'> & { trigger: number }): void;
  /**
   * Thrown by a throw or end event, the token being at `node` in the container `scopeId`. `gone`: the token went
   * with it; `waits`: something else brings it on.
   */
  throw?(run: Run, trigger: T, node: Node, scopeId: string, index: number): 'on' | 'waits' | 'gone';
}

export type TriggerKinds = { [T in Trigger['type']]: TriggerKind<Extract<Trigger, { type: T }>> };

/** What one event does to an instance. `accepts` is asked first; `apply` meets only accepted events. */
export interface EventHandler<T extends EventType = EventType> {
  accepts(programme: Programme, state: State, event: EventOf<T>): Rejection | undefined;
  apply(run: Run, event: EventOf<T>): void;
  /** What happens to it while the instance is suspended. */
  suspended: 'applied' | 'held' | 'rejected';
}

export type EventHandlers = { [T in EventType]: EventHandler<T> };
