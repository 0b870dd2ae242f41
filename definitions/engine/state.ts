import type { CountedTerm, Ledger } from '../calendar/ledger.ts';
import type { EngineEvent, Variables } from './event.ts';
import type { Item } from './item.ts';
import type { Incident, OpenUserTask, Subscription } from './journal.ts';

/**
 * The state of one process instance: plain JSON, small (4 KB for a typical case), whole in itself. Continue-As-New
 * carries this and the programme's hash. Everything finished leaves it, except what compensation may still need.
 */
export interface State {
  /** Numbered semantics flags pinned when the instance started (semantics.ts). */
  semantics: number[];
  programme: string;
  instanceId: string;
  number?: string;
  parent?: { instanceId: string; commandId: string };
  links?: { kind: string; instanceId: string }[];
  status: 'running' | 'suspended' | 'completed' | 'cancelled' | 'failed';
  /** The procedure's own status and its canonical code. */
  caseStatus?: { code: string; canonical: string };
  startedAt: string;
  /** `at` of the last event applied. */
  at: string;
  /** Transitions applied so far. */
  seq: number;
  /** Next number per kind of id; `bytes` is the running size of all variables. */
  counters: { [kind: string]: number };
  scopes: { [id: string]: Scope };
  /** Tokens that wait where they can't go on: at joins, for a start quantity, behind an incident. */
  tokens: { [id: string]: Token };
  userTasks: { [id: string]: OpenUserTask };
  timers: { [id: string]: Timer };
  subscriptions: { [id: string]: ArmedSubscription };
  conditions: { [id: string]: Condition };
  /** Effects under way. */
  pending: { [commandId: string]: PendingCommand };
  incidents: { [id: string]: StoredIncident };
  ledgers: { [id: string]: Ledger };
  documents: { [document: string]: string[] };
  /** Users who completed an element, for exclusion. */
  completedBy: { [elementId: string]: string[] };
  /** What came while the instance was suspended; applied in order when it resumes. */
  held?: EngineEvent[];
  /** End events reached by the process itself, for the outcome of the instance. */
  ends?: string[];
  /** The last event ids with the seq and moment each got, oldest first: repeated events are answered as before. */
  recentEvents: [id: string, seq: number, at: string][];
}

/** Every execution of an activity or of an event that waits is a scope, and so is the process itself (`s1`). */
export interface Scope {
  id: string;
  /** Element executed; absent: the process. */
  elementId?: string;
  parent?: string;
  variables: Variables;
  /** Tokens and scopes that live in it; a container with none left is done. */
  live?: number;
  /** The outer scope of an activity with a loop; each run is a scope in it. */
  loop?: LoopState;
  /** One run of a looped activity: its number from 1. */
  run?: number;
  /** What completed in this container and can be compensated, in order of completion. */
  compensations?: Compensation[];
  /** The scope runs compensation handlers, one after the other. */
  compensating?: { todo: Compensation[]; then: 'leave' | 'end' | 'cancel' };
  /** Complex gateways that have fired and wait for the late tokens: flows whose token was taken. */
  gateways?: { [elementId: string]: string[] };
  /** Triggers of a parallel multiple event that have come, by catching element. */
  seen?: { [elementId: string]: number[] };
  /** An interrupting event sub-process has taken over. */
  interrupted?: true;
  /** Ad-hoc sub-process: inner elements still to run; its completion condition has held. */
  adHoc?: { todo: string[]; ending?: true };
  /** Event-based gateway that instantiated in parallel: targets that still must come. */
  awaiting?: string[];
  /** Added by an official: the user task has no element of its own. */
  added?: true;
}

export interface LoopState {
  /** Planned runs of a multi-instance activity. */
  total?: number;
  started: number;
  done: number;
  active: number;
  terminated?: number;
  items?: unknown[];
  results?: unknown[];
  /** The behaviour `one` has thrown. */
  thrown?: true;
}

export interface Compensation {
  elementId: string;
  /** Boundary event (its flow leads to the handler) or event sub-process; absent: only `nested`. */
  handler?: string;
  variables: Variables;
  nested?: Compensation[];
}

export interface Token {
  id: string;
  elementId: string;
  scopeId: string;
  flowId?: string;
  /** It is held by this incident. */
  incidentId?: string;
}

/** What every armed trigger says: who catches, on whose behalf, which of the element's triggers. */
export interface Armed {
  id: string;
  elementId: string;
  scopeId: string;
  trigger?: number;
}

export interface Timer extends Armed {
  /** Absent while the deadline it follows doesn't run. */
  dueAt?: string;
  /** Repetitions left after this one (-1: no end) and the interval. */
  cycle?: { left: number; every: string };
  /** It follows the due moment of this ledger, this much before or after. */
  ledgerId?: string;
  shift?: { before?: CountedTerm; after?: CountedTerm };
}

export interface ArmedSubscription extends Subscription {
  trigger?: number;
}

/** A conditional event fires when its condition turns true. */
export interface Condition extends Armed {
  was: boolean;
}

export interface PendingCommand {
  id: string;
  type: 'service.invoke' | 'instance.call';
  elementId: string;
  scopeId: string;
  /** A notice that a deadline asked for: no token waits for it. */
  notice?: { connector: string; input: Variables };
}

export interface StoredIncident extends Incident {
  /** What a retry does again. */
  resume: Item;
  tokenId?: string;
}
