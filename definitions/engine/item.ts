import type { EngineEvent, Variables } from './event.ts';

/**
 * What remains to be done within a transition, as data: an item that fails is kept in its incident and done again on
 * retry. Each item is done whole or not at all.
 */
export type Item =
  /** The process begins to live: its deadlines, what listens, its first token. */
  | { do: 'open'; scopeId: 's1'; elementId: string; trigger: number; payload?: Variables }
  /** A token arrives at an element. */
  | { do: 'enter'; elementId: string; scopeId: string; flowId?: string }
  /** One run of an activity begins. */
  | { do: 'begin'; scopeId: string }
  /** The work of a begun activity is done again: an operator's retry. */
  | { do: 'execute'; scopeId: string }
  /** The work of an activity is done. */
  | { do: 'finish'; scopeId: string; result?: Result }
  /** A token goes on from an element along its sequence flows. */
  | { do: 'leave'; elementId: string; scopeId: string }
  /** Something ended in a container, which may have a condition for that. */
  | { do: 'left'; scopeId: string }
  /** Something left a container: perhaps it is done. */
  | { do: 'settle'; scopeId: string }
  /** A join that waits looks whether it may go on. */
  | { do: 'quiet'; elementId: string; scopeId: string }
  /** The next runs of a looped activity. */
  | { do: 'loop'; scopeId: string }
  /** The next compensation handler. */
  | { do: 'compensate'; scopeId: string }
  /** A trigger has come for a catching element. `more`: a repeating timer goes on. */
  | { do: 'catch'; elementId: string; scopeId: string; trigger: number; result?: Result; more?: boolean }
  /** A signal or message reaches who waits for it, after the step. Then the thrower goes on with its trigger `next`, or is finished. */
  | { do: 'throw'; elementId: string; scopeId: string; thrown: Thrown; next?: number; finish?: boolean }
  /** A throw or end event goes on with its trigger `next`. */
  | { do: 'go'; elementId: string; scopeId: string; next: number }
  /** What a reminder (by its index) or a breach asks for. */
  | { do: 'act'; scopeId: string; ledgerId: string; reminder?: number }
  /** A notice that a deadline asked for is sent again. */
  | { do: 'notice'; elementId: string; connector: string; input: Variables }
  /** Several that a limit stopped. */
  | { do: 'many'; items: Item[] }
  /** An exception inside the engine: the event is applied again. */
  | { do: 'event'; event: EngineEvent };

/** What an activity or a caught trigger brings: under its name, and property by property. */
export interface Result {
  as: 'form' | 'output' | 'message' | 'signal' | 'error' | 'escalation';
  value: Variables;
  /** Seen beside it. */
  extra?: Variables;
  /** Without output mappings nothing of it becomes a variable. */
  quiet?: boolean;
}

export type Thrown =
  | { kind: 'signal'; name: string; payload: Variables }
  | { kind: 'message'; name: string; payload: Variables; correlationKey?: unknown; toInstance?: string };

export type ItemKind = Item['do'];
export type ItemOf<K extends ItemKind> = Extract<Item, { do: K }>;
