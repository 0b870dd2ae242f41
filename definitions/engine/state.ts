import type { Variables } from './event.ts';
import type { Incident, OpenUserTask, Subscription } from './journal.ts';
import type { Ledger } from '../calendar/ledger.ts';

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
  status: 'running' | 'suspended' | 'completed' | 'cancelled' | 'failed';
  /** The procedure's own status and its canonical code. */
  caseStatus?: { code: string; canonical: string };
  startedAt: string;
  /** `at` of the last event applied. */
  at: string;
  /** Transitions applied so far. */
  seq: number;
  /** Next number per kind of id. */
  counters: { [kind: string]: number };
  scopes: { [id: string]: Scope };
  tokens: { [id: string]: Token };
  userTasks: { [id: string]: OpenUserTask };
  timers: { [id: string]: Timer };
  subscriptions: { [id: string]: Subscription };
  /** Effects under way. */
  pending: { [commandId: string]: PendingCommand };
  incidents: { [id: string]: Incident & { resume?: unknown } };
  ledgers: { [id: string]: Ledger };
  documents: { [document: string]: string[] };
  /** Users who completed an element, for exclusion. */
  completedBy: { [elementId: string]: string[] };
  /** The last event ids with the seq each got, oldest first: repeated events are answered as before. */
  recentEvents: [id: string, seq: number][];
}

/** Every execution of an activity, and the process itself, is a scope. */
export interface Scope {
  id: string;
  /** Element executed; absent: the process. */
  elementId?: string;
  parent?: string;
  variables: Variables;
  [extra: string]: unknown;
}

export interface Token {
  id: string;
  elementId: string;
  scopeId: string;
  [extra: string]: unknown;
}

export interface Timer {
  id: string;
  dueAt: string;
  elementId: string;
  scopeId: string;
  [extra: string]: unknown;
}

export interface PendingCommand {
  id: string;
  type: string;
  elementId: string;
  scopeId: string;
  [extra: string]: unknown;
}
